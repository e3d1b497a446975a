import type { Plan } from "../../src/plan/plan.ts";

/** The plan with so many initiatives, copies of its own under other ids, and nothing that hangs on them. */
export function planOfMany(plan: Plan, initiatives: number): Plan {
  const { tables } = plan;
  const own = tables.initiatives;
  const copies = Array.from({ length: initiatives }, (_, index) => {
    const model = own[index % own.length];
    if (model === undefined) throw new Error("the plan has no initiative to copy");
    const number = String(index + 1).padStart(5, "0");
    return {
      ...model,
      id: `proposal-${number}`,
      name: `${model.name}, no. ${number}`,
      pinned_package: undefined,
    };
  });
  return {
    ...plan,
    scenarios: [],
    head: { ...plan.head, recommended_scenario: null },
    tables: { ...tables, initiatives: copies, packages: [], lines: [], effects: [], links: [] },
  };
}
