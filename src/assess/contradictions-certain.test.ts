import assert from "node:assert/strict";
import { it } from "node:test";
import fc from "fast-check";
import { tinyLaw, tinyPlan } from "../allocate/tiny-plans.test-data.ts";
import { bruteForce } from "../allocate/verify/brute-force.test-data.ts";
import { cents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { checkAgainstLaw } from "./contradictions.ts";

/** Findings after which no plan can keep all rules. */
const certain =
  /^(floor|floors|pin|pins|shares|change)_(barred|exceeds?_(money|whole)|unreachable|above_ceiling|against_\w+|exclude)$/;

it("what is told of rules is certain: brute force finds no allocation either", () => {
  const seen = new Map<string, number>();
  fc.assert(
    fc.property(tinyPlan(), fc.constantFrom(1, 3), (drawn, part) => {
      const plan = withPartOfMoney(drawn, part);
      const told = checkAgainstLaw(plan, tinyLaw).filter(({ code }) => certain.test(code));
      if (told.length === 0) return;
      for (const { code } of told) seen.set(code, (seen.get(code) ?? 0) + 1);
      const words = told.map(({ code, found }) => `${code}: ${found}`).join("\n");
      assert.equal(bruteForce(plan, tinyLaw), "infeasible", words);
    }),
    { numRuns: 1500, seed: 31 },
  );
  assert.ok(seen.size >= 6, JSON.stringify([...seen]));
});

function withPartOfMoney(plan: Plan, part: number): Plan {
  const resources = plan.tables.resources.map((row) => ({
    ...row,
    amount: cents(Math.floor(row.amount / part / 1e7) * 1e7),
  }));
  return { ...plan, tables: { ...plan.tables, resources } };
}
