import type { Allocation } from "./allocation.ts";
import { choiceKey } from "./choice.ts";
import { type Columns, millionsPerCent } from "./model/columns.ts";
import type { AllocationModel } from "./model/model.ts";
import type { Problem } from "./problem.ts";

/** What a row may be off by when an allocation to start from is checked: a dollar, in millions. */
const room = 1e-6;

/** Whether an allocation holds in a model: every choice is there, and every row is kept to the dollar. */
export function holdsIn(
  { model, columns }: AllocationModel,
  values: readonly number[],
  allocation: Allocation,
): boolean {
  const chosen = columns.choices.filter(({ column }) => values[column] === 1);
  if (chosen.length !== allocation.choices.length) return false;
  if (chosen.some(({ column }) => model.columns[column]?.upper === 0)) return false;
  return model.rows.every((row) => {
    const sum = row.indices.reduce(
      (total, column, place) => total + (row.values[place] ?? 0) * (values[column] ?? 0),
      0,
    );
    return sum >= row.lower - room && sum <= row.upper + room;
  });
}

/** Values of all columns that state an allocation, for a solver to start from. */
export function startValues(problem: Problem, columns: Columns, allocation: Allocation): number[] {
  const chosen = new Set(allocation.choices.map(choiceKey));
  const values = columns.all.map(() => 0);
  for (const { candidate, column } of columns.choices) {
    if (chosen.has(choiceKey(candidate))) values[column] = 1;
  }
  const funded = columns.choices.filter(({ column }) => values[column] === 1);
  for (const [account, byYear] of columns.spending) {
    byYear.forEach((column, year) => {
      const fiscalYear = problem.years[year];
      const paid = allocation.payments.filter(
        (payment) => payment.account === account && payment.fiscal_year === fiscalYear,
      );
      values[column] = paid.reduce((sum, payment) => sum + payment.amount, 0) * millionsPerCent;
    });
  }
  for (const flow of columns.classes) {
    const members = new Set(flow.items.map((item) => problem.items[item]?.initiative.id));
    for (const [account, column] of flow.flows) {
      const paid = allocation.payments.filter(
        (payment) =>
          payment.account === account &&
          payment.fiscal_year === problem.years[flow.year] &&
          members.has(payment.initiative),
      );
      values[column] = paid.reduce((sum, payment) => sum + payment.amount, 0) * millionsPerCent;
    }
  }
  problem.leaves.forEach((leaf, index) => {
    const unit = columns.effectUnits[index] ?? 1;
    let left = funded.reduce(
      (sum, { candidate }) => sum + (candidate.effects.get(leaf.objective) ?? 0) / unit,
      0,
    );
    for (const column of columns.served[index] ?? []) {
      const used = Math.min(left, columns.all[column]?.upper ?? 0);
      values[column] = used;
      left -= used;
    }
  });
  return values;
}
