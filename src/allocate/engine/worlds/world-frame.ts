import type { Compact } from "../compact/compact.ts";
import { type BlockPlaces, placesOf, type SharedPlaces } from "./world-places.ts";
import type { PlannedWorld } from "./world-planned.ts";

/**
 * What blocks of a plan share, as few prices: money of each year, rules over several blocks, floors under what single
 * accounts pay, leaves of several.
 */
export interface WorldFrame extends SharedPlaces, BlockPlaces {
  readonly rows: Int32Array;
  readonly leaves: Int32Array;
  /** By row: 1 for a floor under what single accounts pay, of which others may take the money. */
  readonly isAccountFloor: Uint8Array;
  /** 1 where one block alone has to do with it. */
  readonly isOwnRow: Uint8Array;
  readonly isOwnLink: Uint8Array;
  /** What money of a year costs on average in the plan.   Unit: value points per cent. */
  readonly yearPrice: Float64Array;
  /** How much dearer than on average each class of money is; 1 where money of its year costs next to nothing. */
  readonly classRatio: Float64Array;
}

/** Below this share of what money is worth on average, it costs next to nothing. */
export const nextToNothing = 0.01;

/** The frame of a plan. */
export function frameOf(base: PlannedWorld): WorldFrame {
  const { form: c, dual, formOf, isShared, blocks } = base;
  const { rows, links, leaves } = dual.layout;
  const [isOwnRow, isOwnLink, isOwnLeaf] = [
    new Uint8Array(c.rows),
    new Uint8Array(c.linkRows),
    new Uint8Array(c.leaves),
  ];
  for (const { priceAt } of formOf)
    for (const at of priceAt)
      if (at >= leaves) isOwnLeaf[at - leaves] = 1;
      else if (at >= links) isOwnLink[at - links] = 1;
      else isOwnRow[at - rows] = 1;
  const T = c.years;
  const isAccountFloor = accountFloors(c);
  const isFollowed = (r: number) => isShared[r] === 1 || isAccountFloor[r] === 1;
  const followed = Int32Array.from(isShared.keys()).filter(isFollowed);
  const served = Int32Array.from(isOwnLeaf.keys()).filter((f) => isOwnLeaf[f] === 0);
  const [rowAt, leafAt] = [new Int32Array(c.rows).fill(-1), new Int32Array(c.leaves).fill(-1)];
  followed.forEach((r, k) => {
    rowAt[r] = T + k;
  });
  served.forEach((f, k) => {
    leafAt[f] = T + followed.length + k;
  });
  const shared = { rowAt, leafAt };
  const own = { isAccountFloor, isOwnRow, isOwnLink };
  const places = placesOf(c, shared, blocks, T + followed.length + served.length);
  const lists = { rows: followed, leaves: served };
  return { ...shared, ...lists, ...own, ...places, ...moneyOf(c, base) };
}

/** By row: 1 for floors that count what single accounts pay, and nothing against it. */
function accountFloors({ rows, laneRow, laneFactor, itemRow, itemFactor }: Compact): Uint8Array {
  const isFloor = new Uint8Array(rows);
  for (const r of laneRow) isFloor[r] = 1;
  laneFactor.forEach((factor, e) => {
    if (factor > 0) isFloor[laneRow[e] as number] = 0;
  });
  itemFactor.forEach((factor, e) => {
    if (factor > 0) isFloor[itemRow[e] as number] = 0;
  });
  return isFloor;
}

function moneyOf(
  c: Compact,
  { dual, prices, modes }: Pick<PlannedWorld, "dual" | "prices" | "modes">,
) {
  const T = c.years;
  dual.evaluate(prices, 0);
  const { classPrice, scale } = dual;
  const [spent, paid] = [new Float64Array(T), new Float64Array(T)];
  for (let i = 0; i < c.items; i++)
    for (let t = 0; t < T; t++) {
      const [m, k] = [modes[i] as number, c.classOf[i * T + t] as number];
      if (m < 0 || k < 0) continue;
      const cost = c.cost[m * T + t] as number;
      (spent[t] as number) += cost;
      (paid[t] as number) += cost * (classPrice[k] as number);
    }
  const yearPrice = spent.map((cost, t) =>
    cost > 0 ? Math.max(0, (paid[t] as number) / cost) : 0,
  );
  const classRatio = classPrice.map((price, k) => {
    const year = yearPrice[c.classYear[k] as number] as number;
    return year > nextToNothing * scale ? price / year : 1;
  });
  return { yearPrice, classRatio };
}
