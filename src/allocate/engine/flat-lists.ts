/** One entry of a list: where, and times what. */
export interface Entry {
  readonly at: number;
  readonly factor: number;
}

/** Running sums of lengths: where each list starts in one long array, and where the last ends. */
export function starts(lengths: readonly number[]): Int32Array {
  const first = new Int32Array(lengths.length + 1);
  lengths.forEach((length, index) => {
    first[index + 1] = ((first[index] as number) ?? 0) + length;
  });
  return first;
}

/** Lists one after another in long arrays: where each starts, and the parts of the entries. */
export function flatten(lists: readonly (readonly Entry[])[]) {
  const first = starts(lists.map((list) => list.length));
  const at = new Int32Array(first.at(-1) ?? 0);
  const factor = new Float64Array(at.length);
  let next = 0;
  for (const list of lists) {
    for (const entry of list) {
      at[next] = entry.at;
      factor[next] = entry.factor;
      next++;
    }
  }
  return { first, at, factor };
}
