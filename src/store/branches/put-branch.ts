import type { z } from "zod";
import type { putBranchSchema } from "../../api/change-schemas.ts";
import { checkTexts } from "../check-change.ts";
import { type Database, withProgramRights } from "../database.ts";
import { holdPlan } from "../hold-plan.ts";
import type { LoggedChange } from "../log/chain.ts";
import { appendChange, instantNow } from "../log/log.ts";
import { type BranchHead, readBranchHeads } from "../plans.ts";
import type { Reply } from "../refusal.ts";
import { missingRight, refused, refusedFor, replyOf } from "../refused.ts";
import { readBranch } from "./branch-rows.ts";
import { mainBranch } from "./branch-state.ts";

/** What is to become of a scenario. */
export type BranchSpec = z.output<typeof putBranchSchema> & {
  readonly plan: string;
  readonly branch: string;
};

/** Drops a scenario, or takes it up again; its rows and its changes stay. For those who may write everywhere. */
export function putBranch(
  db: Database,
  person: string,
  spec: BranchSpec,
): Promise<Reply<BranchHead>> {
  const { plan, branch: id, state, reason } = spec;
  return replyOf(() =>
    db.asPerson(person, async (tx) => {
      checkTexts([reason]);
      const held = await holdPlan(tx, person, plan);
      if (!held.rights.everywhere)
        throw refused("forbidden", [missingRight("an end of a scenario")]);
      const branch = await readBranch(tx, plan, id);
      if (id === mainBranch || branch.state === "merged" || branch.state === state) {
        throw refuseState(id, branch.state, state);
      }
      const change: LoggedChange = {
        ...{ plan, seq: held.end.seq + 1, branch: id, kind: "branch", author: person, reason },
        ...{ author_name: held.authorName, at: instantNow(), recorded_by: person, undoes: null },
        about: JSON.stringify({ state: { branch: id, is: state } }),
      };
      await withProgramRights(tx, async () => {
        await tx.query("update entente.branches set state = $3 where plan = $1 and id = $2", [
          ...[plan, id, state],
        ]);
        await appendChange(tx, held.end, change, [], () => 0);
      });
      const head = (await readBranchHeads(tx, plan)).find((one) => one.id === id);
      if (head === undefined) throw new Error("A branch was changed and is not there.");
      return head;
    }),
  );
}

function refuseState(id: string, is: string, asked: string) {
  const found = id === mainBranch ? "the plan itself" : `the scenario \`${id}\`, which is ${is}`;
  return refusedFor(
    "invalid",
    "branch_state",
    { id },
    {
      found,
      expected: asked === "open" ? "a scenario that was dropped" : "an open scenario",
      help: "Choose another scenario, or begin a new one from it.",
    },
  );
}
