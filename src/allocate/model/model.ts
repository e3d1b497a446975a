import type { Candidate, Problem } from "../problem.ts";
import { type Columns, makeColumns } from "./columns.ts";
import { absorption, ceiling, floor } from "./constraints/amount.ts";
import { availability } from "./constraints/availability.ts";
import type { Constraint } from "./constraints/constraint.ts";
import { cost } from "./constraints/cost.ts";
import { excludes, follows, requires } from "./constraints/links.ts";
import { onePackage } from "./constraints/one-package.ts";
import { accountShare, balance, share } from "./constraints/share.ts";
import { spending } from "./constraints/spending.ts";
import { worth } from "./constraints/worth.ts";
import { yearlyChange } from "./constraints/yearly-change.ts";
import type { LinearModel } from "./linear-model.ts";
import { findImpossible } from "./presolve.ts";

/** Every constraint of the allocation, in the order of the model's rows. */
export const constraints: readonly Constraint[] = [
  onePackage,
  cost,
  spending,
  availability,
  floor,
  ceiling,
  absorption,
  share,
  balance,
  accountShare,
  yearlyChange,
  requires,
  excludes,
  follows,
  worth,
];

/** The model of a problem, with the columns by which its solution is read. */
export interface AllocationModel {
  readonly model: LinearModel;
  readonly columns: Columns;
}

/**
 * The model of a problem: maximize value points x `partsOfPoint`; money in millions of dollars.
 *
 * `impossible`: the candidates fixed at 0. Who relaxes rules in the model must leave out those that only the rules make
 * impossible.
 */
export function makeModel(
  problem: Problem,
  impossible: ReadonlySet<Candidate> = findImpossible(problem),
): AllocationModel {
  const columns = makeColumns(problem, impossible);
  const rows = constraints.flatMap((constraint) => constraint.makeRows(problem, columns));
  return { model: { columns: columns.all, rows }, columns };
}
