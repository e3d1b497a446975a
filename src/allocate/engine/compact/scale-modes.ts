import { type ItemScale, scaleAt, scaleCost, scaleEffect } from "../../scaled-item.ts";
import type { Compact } from "./compact.ts";

/** What a scaled item has other numbers in. */
type ScaledNumbers = Pick<Compact, "cost" | "totalCost" | "effectAmount"> & {
  readonly leafIds: readonly string[];
};

/**
 * Writes what a scaled item costs and does over the numbers of the item that it is of: no candidate is read.
 *
 * The modes of the form must be the candidates of that item, one for one in their order.   `leafIds`: of all leaves.
 */
export function scaleModes(
  base: Compact,
  { cost, totalCost, effectAmount, leafIds }: ScaledNumbers,
  i: number,
  itsScale: ItemScale,
): void {
  const T = base.years;
  const first = base.firstMode[i] as number;
  const end = base.firstMode[i + 1] as number;
  for (let m = first; m < end; m++) {
    const scale = scaleAt(itsScale, m - first);
    const start = itsScale.starts[m - first] ?? 0;
    let total = 0;
    for (let t = 0; t < T; t++) {
      const planned = base.cost[m * T + t] as number;
      if (planned === 0) continue;
      const amount = scaleCost(planned, t, start, scale);
      cost[m * T + t] = amount;
      total += amount;
    }
    totalCost[m] = total;
    const firstEffect = base.firstEffect[m] as number;
    const endEffect = base.firstEffect[m + 1] as number;
    for (let e = firstEffect; e < endEffect; e++) {
      const leaf = leafIds[base.effectLeaf[e] as number] as string;
      const planned = base.effectAmount[e] as number;
      effectAmount[e] = scaleEffect(planned, leaf, e - firstEffect, scale);
    }
  }
}
