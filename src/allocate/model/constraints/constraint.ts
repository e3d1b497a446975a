import type { Problem } from "../../problem.ts";
import type { Columns } from "../columns.ts";
import type { Row } from "../linear-model.ts";

/** One kind of constraint of the allocation: a formula, what it means, and the rows that state it. */
export interface Constraint {
  readonly name: string;
  /** The formula, in the letters of `docs/concepts/allocation.md`. */
  readonly formula: string;
  /** What it means, in one sentence. */
  readonly sentence: string;
  /** The rows for a problem, in a fixed order. */
  makeRows(problem: Problem, columns: Columns): Row[];
}
