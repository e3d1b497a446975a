import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { checkPlan } from "../plan/check.ts";
import type { TableName } from "../plan/fields.ts";
import type { Plan, RowOf } from "../plan/plan.ts";
import { openLaw } from "./open-law.test-data.ts";
import { tinyLaw, tinyPlan } from "./tiny-plans.test-data.ts";
import { bruteForce } from "./verify/brute-force.test-data.ts";

/** The plan without the rows of a table that a test picks. */
function dropping<T extends TableName>(table: T, picks: (row: RowOf<T>) => boolean) {
  return (plan: Plan): Plan => {
    const rows: readonly RowOf<T>[] = plan.tables[table];
    return { ...plan, tables: { ...plan.tables, [table]: rows.filter((row) => !picks(row)) } };
  };
}

/** The plan with some fields of every initiative changed. */
function changing(values: Partial<RowOf<"initiatives">>) {
  return (plan: Plan): Plan => {
    const initiatives = plan.tables.initiatives.map((row) => ({ ...row, ...values }));
    return { ...plan, tables: { ...plan.tables, initiatives } };
  };
}

type Limit = RowOf<"limits">;
const limit = (picks: (row: Limit) => boolean) => dropping("limits", picks);
const link = (kind: RowOf<"links">["kind"], isLagged: boolean) =>
  dropping("links", (row) => row.kind === kind && (row.lag_years !== undefined) === isLagged);
/** Binding tranches: for the partly waived ones, only those of which something stays withheld. */
const tranche = (outcome: RowOf<"directives">["outcome"]) =>
  dropping(
    "directives",
    (row) =>
      row.kind === "withhold" &&
      row.force !== "report" &&
      row.outcome === outcome &&
      (outcome !== "waived" || (row.waivable_amount ?? row.amount) < row.amount),
  );

/** Every awkward rule, and the plan without it. */
const rules: Readonly<Record<string, (plan: Plan) => Plan>> = {
  "part-funding": changing({ least_share: undefined }),
  "a pinned share": changing({ pinned_share: undefined }),
  "a pin": changing({ pinned_package: undefined, pinned_share: undefined }),
  "a floor": dropping("directives", (row) => row.kind !== "not_more_than"),
  "a ceiling": dropping("directives", (row) => row.kind === "not_more_than"),
  "a withheld tranche": tranche("withheld"),
  "a tranche waived in part": tranche("waived"),
  absorption: limit((row) => row.kind === "absorption"),
  "a regional share": limit((row) => row.kind.startsWith("share_")),
  balance: limit((row) => row.kind === "balance_at_least"),
  "the largest yearly change": limit((row) => row.kind === "yearly_change"),
  "an account's share, at least": limit((row) => row.kind === "account_share_at_least"),
  "an account's share, at most": limit((row) => row.kind === "account_share_at_most"),
  "a limit of purposes": limit((row) => row.purposes.length > 0),
  "a limit of uses": limit((row) => row.uses.length > 0),
  "a limit of demands": limit((row) => row.demands.length > 0),
  "a limit of named initiatives": limit((row) => row.initiatives.length > 0),
  requires: link("requires", false),
  "requires, with a lag": link("requires", true),
  follows: link("follows", false),
  "follows, with a lag": link("follows", true),
  excludes: link("excludes", false),
};
const plans = fc.sample(tinyPlan(), { seed: 61, numRuns: 1000 });
const bestOf = (plan: Plan, law = tinyLaw) => {
  const best = bruteForce(plan, law);
  return best === "infeasible" ? best : Number(best.value.toFixed(6));
};

describe("tiny plans", () => {
  it("pass the plan's own checks", () => {
    for (const plan of plans) {
      const errors = checkPlan(plan, tinyLaw.accountCodes).filter(
        (one) => one.severity === "error",
      );
      assert.deepEqual(errors, []);
    }
  });

  it("draw every rule so that it matters: without it the best plan is worth another value", () => {
    const best = plans.map((plan) => bestOf(plan));
    const endless = openLaw(
      Object.fromEntries(tinyLaw.accountCodes.map((account) => [account, null])),
      [],
    );
    const matters = new Map(Object.keys(rules).map((name) => [name, { either: 0, both: 0 }]));
    matters.set("money that ends, and bars", { either: 0, both: 0 });
    const note = (name: string, before: number | "infeasible", after: number | "infeasible") => {
      const seen = matters.get(name);
      if (seen === undefined || before === after) return;
      seen.either++;
      if (before !== "infeasible" && after !== "infeasible") seen.both++;
    };
    plans.forEach((plan, place) => {
      const before = best[place] ?? "infeasible";
      for (const [name, change] of Object.entries(rules)) {
        const changed = change(plan);
        if (JSON.stringify(changed) === JSON.stringify(plan)) continue;
        note(name, before, bestOf(changed));
      }
      note("money that ends, and bars", before, bestOf(plan, endless));
    });
    for (const [name, { either, both }] of matters) {
      assert.ok(either >= 3 && both >= 1, `${name} mattered in ${either} plans, ${both} possible`);
    }
  });
});
