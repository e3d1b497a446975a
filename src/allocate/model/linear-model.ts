/** A row of a linear model: `lower <= sum of values x columns <= upper`. */
export interface Row {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  readonly indices: readonly number[];
  readonly values: readonly number[];
}

/** A column of a linear model. */
export interface Column {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  readonly objective: number;
  readonly integer: boolean;
}

/** A model to maximize. Columns and rows stand in the order in which they were added. */
export interface LinearModel {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

/** A sum of columns with coefficients, built up term by term. */
export class Terms {
  readonly #coefficients = new Map<number, number>();

  /** Adds `coefficient` x `column`. */
  add(column: number, coefficient: number): this {
    if (coefficient !== 0) {
      this.#coefficients.set(column, (this.#coefficients.get(column) ?? 0) + coefficient);
    }
    return this;
  }

  /** Adds `factor` x another sum. */
  addAll(other: Terms, factor: number): this {
    for (const [column, coefficient] of other.#coefficients) this.add(column, coefficient * factor);
    return this;
  }

  /** The sum as a row, its columns in rising order. */
  toRow(name: string, lower: number, upper: number): Row {
    const sorted = [...this.#coefficients]
      .filter(([, value]) => value !== 0)
      .sort(([a], [b]) => a - b);
    return {
      name,
      lower,
      upper,
      indices: sorted.map(([column]) => column),
      values: sorted.map(([, value]) => value),
    };
  }

  /** Whether nothing is in the sum. */
  get isEmpty(): boolean {
    return this.#coefficients.size === 0;
  }
}
