import type { z } from "zod";
import type { putHeadSchema } from "../api/plan-schemas.ts";
import { fiscalYear, isoDate } from "../base/fiscal.ts";
import type { PlanHead } from "../plan/plan.ts";
import { mainBranch } from "./branches/branch-state.ts";
import { checkTexts } from "./check-change.ts";
import { type Database, withProgramRights } from "./database.ts";
import { type Held, holdPlan } from "./hold-plan.ts";
import { readHead } from "./load-plan.ts";
import type { LoggedChange } from "./log/chain.ts";
import { appendChange, instantNow } from "./log/log.ts";
import { type PlanHeadAnswer, readPlanHead } from "./plans.ts";
import type { Reply } from "./refusal.ts";
import { missingRight, planUnknown, refused, refusedFor, replyOf } from "./refused.ts";

/** What is to be changed in the head of a plan. */
export type HeadSpec = z.output<typeof putHeadSchema> & { readonly plan: string };

const fields = [
  ...(["title", "description", "as_of", "first_fiscal_year", "last_fiscal_year"] as const),
  "recommended_scenario",
] as const;

/** Changes the head of a plan: a change of `main` like any other. For those who may write everywhere. */
export function putHead(
  db: Database,
  person: string,
  { plan, reason, ...asked }: HeadSpec,
): Promise<Reply<PlanHeadAnswer>> {
  return replyOf(() =>
    db.asPerson(person, async (tx) => {
      checkTexts([reason, asked.title ?? "", asked.description ?? ""]);
      const held = await holdPlan(tx, person, plan);
      if (!held.rights.everywhere)
        throw refused("forbidden", [missingRight("a change of the head")]);
      const before = await readHead(tx, plan);
      if (before === null) throw planUnknown(plan);
      const after = headAfter(before, asked);
      const changed = fields.filter((field) => before[field] !== after[field]);
      checkHead(held, after, changed.length);
      const words = changed.map(
        (field) => `${field}: ${show(before[field])} → ${show(after[field])}`,
      );
      const change: LoggedChange = {
        ...{ plan, seq: held.end.seq + 1, branch: mainBranch, kind: "head", author: person },
        ...{ author_name: held.authorName, at: instantNow(), recorded_by: person, undoes: null },
        // A head has no cells; what it said before stands in the words of the change.
        reason: `${reason} (${words.join("; ")})`,
        about: JSON.stringify({ head: after }),
      };
      await withProgramRights(tx, async () => {
        await tx.query(
          `update entente.plans set title = $2, description = $3, as_of = $4, first_fiscal_year = $5,
             last_fiscal_year = $6, recommended_scenario = $7 where id = $1`,
          [plan, ...fields.map((field) => after[field])],
        );
        await tx.query("update entente.branches set title = $3 where plan = $1 and id = $2", [
          ...[plan, mainBranch, after.title],
        ]);
        await appendChange(tx, held.end, change, [], () => 0);
      });
      const head = await readPlanHead(tx, plan);
      if (head === null) throw new Error("A head was changed and is not there.");
      return head;
    }),
  );
}

function headAfter(before: PlanHead, asked: Omit<HeadSpec, "plan" | "reason">): PlanHead {
  const { as_of, first_fiscal_year: first, last_fiscal_year: last } = asked;
  return {
    ...before,
    title: asked.title ?? before.title,
    description: asked.description ?? before.description,
    as_of: as_of === undefined ? before.as_of : isoDate(as_of),
    first_fiscal_year: first === undefined ? before.first_fiscal_year : fiscalYear(first),
    last_fiscal_year: last === undefined ? before.last_fiscal_year : fiscalYear(last),
    recommended_scenario:
      asked.recommended_scenario === undefined
        ? before.recommended_scenario
        : asked.recommended_scenario,
  };
}

function checkHead(held: Held, head: PlanHead, changed: number): void {
  const { first_fiscal_year: first, last_fiscal_year: last, recommended_scenario: chosen } = head;
  const open = held.branches.filter(({ id, state }) => id !== mainBranch && state === "open");
  const refuse = (field: string, found: string, expected: string, help: string) =>
    refusedFor("invalid", "head_refused", { file: "plan.yaml", field }, { found, expected, help });
  if (changed === 0) {
    throw refuse("title", "the head as it is", "something that is another", "Change a field.");
  }
  if (last < first || last - first > 29) {
    const found = `FY${first} to FY${last}`;
    throw refuse("last_fiscal_year", found, "one to thirty years", "Change one of the two.");
  }
  if (chosen !== null && !open.some(({ id }) => id === chosen)) {
    const found = `the scenario \`${chosen}\``;
    throw refuse("recommended_scenario", found, "an open scenario, or none", "Choose another.");
  }
}

function show(value: string | number | null): string {
  return value === null || value === "" ? "nothing" : `“${value}”`;
}
