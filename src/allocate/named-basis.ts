import type { LinearModel } from "./model/linear-model.ts";
import { type Basis, newInBasis } from "./solver.ts";

/** Where the solve of a relaxation ended, by the names of columns and rows: to begin that of a similar model from. */
export class NamedBasis {
  readonly #columns = new Map<string, number>();
  readonly #rows = new Map<string, number>();

  /** `basis`: how the columns and rows of the model ended; nothing is known without one. */
  constructor(model?: LinearModel, basis?: Basis) {
    if (model === undefined || basis === undefined) return;
    for (const [at, { name }] of model.columns.entries())
      this.#columns.set(name, basis.columns[at] as number);
    for (const [at, { name }] of model.rows.entries())
      this.#rows.set(name, basis.rows[at] as number);
  }

  /** The basis of a model of which some columns and rows are known; null where it would be none. */
  of({ columns, rows }: LinearModel): Basis | null {
    if (this.#rows.size === 0) return null;
    const { column, row } = newInBasis;
    const basis: Basis = {
      columns: Int32Array.from(columns, ({ name }) => this.#columns.get(name) ?? column),
      rows: Int32Array.from(rows, ({ name }) => this.#rows.get(name) ?? row),
    };
    // Columns or rows that are gone may leave too few or too many in it.
    return countBasic(basis) === rows.length ? basis : null;
  }
}

function countBasic({ columns, rows }: Basis): number {
  const isBasic = (one: number) => one === newInBasis.row;
  return columns.filter(isBasic).length + rows.filter(isBasic).length;
}
