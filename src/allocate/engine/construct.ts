import type { Compact } from "./compact/compact.ts";
import type { Draft } from "./draft/draft.ts";
import type { Neighbors } from "./neighbors.ts";
import type { Priced } from "./prices/priced.ts";

/**
 * Builds a plan from prices: first what somebody decided, then what floors ask for, the largest floor first, then every
 * item in the order of what its best mode is worth per dollar, as far as money and ceilings reach.
 */
export function construct(c: Compact, draft: Draft, neighbors: Neighbors, priced: Priced): void {
  const order: number[] = [];
  const density = new Float64Array(c.items);
  for (let i = 0; i < c.items; i++) {
    const m = priced.bestMode[i] as number;
    if (m < 0) continue;
    order.push(i);
    density[i] = (priced.best[i] as number) / (c.totalCost[m] as number);
  }
  order.sort((a, b) => (density[b] as number) - (density[a] as number) || a - b);
  fundPinned(c, draft, priced);
  const floors: number[] = [];
  for (let r = 0; r < c.rows; r++)
    if (c.isCeiling[r] === 0 && c.isIdle[r] === 0 && (c.rowLimit[r] as number) < 0) floors.push(r);
  floors.sort((a, b) => (c.rowLimit[a] as number) - (c.rowLimit[b] as number) || a - b);
  for (const r of floors) meetFloor(c, draft, neighbors, priced, r);
  // A second pass takes what a link or a full account kept out of the first.
  for (let pass = 0; pass < 2; pass++)
    for (const i of order) if ((draft.mode[i] as number) < 0) give(c, draft, priced, i);
}

/** Funds everything that somebody decided on, what leaves the least choice first. */
export function fundPinned(c: Compact, draft: Draft, priced: Priced): void {
  const pinned: { readonly i: number; readonly ways: number }[] = [];
  for (let i = 0; i < c.items; i++) {
    if (c.pinned[i] === 0) continue;
    let ways = 0;
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
      if (c.barred[m] === 0) ways++;
    pinned.push({ i, ways });
  }
  pinned.sort((a, b) => a.ways - b.ways || a.i - b.i);
  for (const { i } of pinned) commit(c, draft, priced, i, 4);
}

/** Funds an item that somebody decided on, and what it requires, to a depth of links. */
function commit(c: Compact, draft: Draft, priced: Priced, i: number, depth: number): boolean {
  if ((draft.mode[i] as number) >= 0) return true;
  const modes: number[] = [];
  for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
    if (c.barred[m] === 0) modes.push(m);
  modes.sort((a, b) => (priced.profit[b] as number) - (priced.profit[a] as number) || a - b);
  for (const m of modes) {
    draft.begin();
    if (draft.set(i, m)) return true;
    if (depth === 0) continue;
    for (let tries = 0; tries < 3; tries++) {
      const link = draft.blockingLink(i, m);
      if (link < 0 || !meetLink(c, draft, priced, link, i)) break;
      draft.begin();
      if (draft.set(i, m)) return true;
    }
  }
  return false;
}

/** Gives another item a mode that lets item `i` keep a link row, the most profitable that fits. */
function meetLink(c: Compact, draft: Draft, priced: Priced, link: number, i: number): boolean {
  const found: number[] = [];
  for (let e = c.firstLinkMode[link] as number; e < (c.firstLinkMode[link + 1] as number); e++) {
    const m = c.linkMode[e] as number;
    if ((c.linkModeFactor[e] as number) < 0 && c.itemOf[m] !== i && c.barred[m] === 0)
      found.push(m);
  }
  found.sort((a, b) => (priced.profit[b] as number) - (priced.profit[a] as number) || a - b);
  for (const m of found) {
    draft.begin();
    if (draft.set(c.itemOf[m] as number, m)) return true;
  }
  return false;
}

/** Gives an item its best mode, or the next best that fits. */
function give(c: Compact, draft: Draft, { bestMode, profit }: Priced, i: number): void {
  draft.begin();
  if (draft.set(i, bestMode[i] as number)) return;
  const others: number[] = [];
  for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
    if (
      m !== (bestMode[i] as number) &&
      ((profit[m] as number) > 0 || (c.pinned[i] === 1 && c.barred[m] === 0))
    )
      others.push(m);
  others.sort((a, b) => (profit[b] as number) - (profit[a] as number) || a - b);
  for (const m of others) if (draft.set(i, m)) return;
}

/** A floor is met when so little is missing. */
const enoughCents = 0.5;

/** A mode that a floor counts: for how much at most, and what is lost with it against the item's best. */
interface FloorMode {
  readonly i: number;
  readonly m: number;
  readonly counted: number;
  readonly loss: number;
}

/** Funds what a floor counts, the least costly first, until it is met. */
function meetFloor(
  c: Compact,
  draft: Draft,
  neighbors: Neighbors,
  priced: Priced,
  r: number,
): void {
  const short = () => (draft.rowSum[r] as number) - (c.rowLimit[r] as number);
  if (short() <= enoughCents) return;
  const found: FloorMode[] = [];
  for (
    let at = neighbors.firstOfRow[r] as number;
    at < (neighbors.firstOfRow[r + 1] as number);
    at++
  ) {
    const i = neighbors.ofRow[at] as number;
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      if (c.barred[m] === 1) continue;
      const counted = countedBy(c, r, i, m);
      const loss = (priced.best[i] as number) - (priced.profit[m] as number);
      if (counted > 0) found.push({ i, m, counted, loss });
    }
  }
  found.sort((a, b) => a.loss / a.counted - b.loss / b.counted || a.m - b.m);
  const fund = ({ i, m }: FloorMode) => {
    draft.begin();
    const { missed } = draft;
    if (!draft.set(i, m)) return;
    draft.reroute(r);
    if (draft.missed >= missed) draft.undo();
  };
  // What counts for more than is missed costs its loss all the same: it waits for the end.
  for (const one of found) {
    if (short() <= enoughCents) return;
    if ((draft.mode[one.i] as number) < 0 && one.counted <= short()) fund(one);
  }
  draft.begin();
  draft.reroute(r);
  const missing = short();
  const cost = ({ counted, loss }: FloorMode) => loss / Math.min(counted, missing);
  if (missing > enoughCents) found.sort((a, b) => cost(a) - cost(b) || a.m - b.m);
  for (let pass = 0; pass < 2; pass++) {
    for (const one of found) {
      if (short() <= enoughCents) return;
      // Only when nothing new helps does something funded grow.
      if (pass === 1 || (draft.mode[one.i] as number) < 0) fund(one);
    }
    draft.begin();
    draft.reroute(r);
  }
}

/** The most cents of mode `m` that row `r` can count towards a floor. */
function countedBy(c: Compact, r: number, i: number, m: number): number {
  const T = c.years;
  let counted = 0;
  for (let t = 0; t < T; t++) {
    const cost = c.cost[m * T + t] as number;
    if (cost === 0) continue;
    let factor = 0;
    for (
      let e = c.firstItemRow[i * T + t] as number;
      e < (c.firstItemRow[i * T + t + 1] as number);
      e++
    )
      if (c.itemRow[e] === r) factor = Math.max(factor, -(c.itemFactor[e] as number));
    const k = c.classOf[i * T + t] as number;
    for (
      let lane = c.firstLane[k] as number;
      k >= 0 && lane < (c.firstLane[k + 1] as number);
      lane++
    )
      for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
        if (c.laneRow[e] === r) factor = Math.max(factor, -(c.laneFactor[e] as number));
    counted += cost * factor;
  }
  return counted;
}
