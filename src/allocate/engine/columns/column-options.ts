/** How columns are found: temperatures of the master at first and at last, and branches opened for each block. */
export interface ColumnOptions {
  readonly passes: number;
  readonly temperature: readonly [number, number];
  readonly nodes: readonly [number, number];
}

/** How blocks are given columns: in how many stages, at what temperature, with how many branches each. */
export interface FillOptions {
  readonly stages: number;
  readonly temperature: number;
  readonly nodes: number;
}
