import fc from "fast-check";
import { isoDate } from "../base/fiscal.ts";
import type { Hold } from "../law/hold.ts";
import type { Law } from "../law/law.ts";
import type { Plan } from "../plan/plan.ts";
import { tinyLaw, tinyPlan } from "./tiny-plans.test-data.ts";

const holdDraw = fc.record({
  initiative: fc.nat(4),
  package: fc.option(fc.nat(3)),
  account: fc.option(fc.nat(1)),
  effect: fc.constantFrom("blocked" as const, "waiting" as const),
  year: fc.option(fc.integer({ min: 2020, max: 2023 })),
});

/** A tiny plan under a law that holds some of its money.   `byAccount`: holds may name accounts. */
export interface HeldPlan {
  readonly plan: Plan;
  readonly law: Law;
  readonly holds: readonly Hold[];
}

/** Tiny plans with up to three holds each. */
export function heldPlan(byAccount: boolean): fc.Arbitrary<HeldPlan> {
  return fc
    .tuple(tinyPlan(), fc.array(holdDraw, { minLength: 1, maxLength: 3 }))
    .map(([plan, draws]) => {
      const { initiatives, packages } = plan.tables;
      const holds = draws.flatMap((draw): Hold[] => {
        const one = initiatives[draw.initiative % initiatives.length];
        if (one === undefined) return [];
        const own = packages.filter((row) => row.initiative === one.id);
        const held = draw.package === null ? undefined : own[draw.package % own.length];
        const account = draw.account === null ? undefined : one.accounts[draw.account];
        return [
          {
            effect: draw.effect,
            initiative: one.id,
            packages: held === undefined ? [] : [held.id],
            lines: [],
            accounts: byAccount && account !== undefined ? [account] : [],
            not_before: draw.year === null ? null : isoDate(`${draw.year}-11-15`),
            row: "cases/made-up",
            assumed: false,
            because: "A case is open.",
            citation: "Made up for tests.",
            mark: "checked",
          },
        ];
      });
      return { plan, holds, law: { ...tinyLaw, listHolds: () => holds } };
    });
}
