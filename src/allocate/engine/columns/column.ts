/** A whole plan of a block, and what it takes of all that blocks share. */
export interface Column {
  /** Modes, rising. */
  readonly modes: Int32Array;
  /** Whether the block's own rules hold. A column that breaks them may be given, but is never chosen. */
  readonly isHeld: boolean;
  /** What its effect on leaves of the block's own is worth.   Unit: value points. */
  readonly worth: number;
  readonly classes: Int32Array;
  /** Unit: US cents, by class. */
  readonly demand: Float64Array;
  /** Where prices stand of what it takes: rows, links, and leaves, on which effect is taken as less than nothing. */
  readonly at: Int32Array;
  readonly amount: Float64Array;
}

/** One of these columns, or none of them. */
export interface ColumnChoice {
  readonly block: number;
  /** Of its row in the model. */
  readonly row: string;
  /** Whether it must be one. */
  readonly isNeeded: boolean;
  /** Names are those of columns of the model. */
  readonly columns: readonly { readonly name: string; readonly column: Column }[];
}
