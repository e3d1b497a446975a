import type { Compact } from "./compact/compact.ts";
import type { Draft } from "./draft/draft.ts";
import type { Priced } from "./prices/priced.ts";

/** An assignment may lose so much of what the items lose now, and so much more.   Unit of the latter: value points. */
const lossShare = 0.7;
const lossRoom = 1e-4;
/** So many assignments of single items are tried for a group at most. */
const mostNodes = 1_500;

interface Option {
  readonly mode: number;
  readonly loss: number;
}

/**
 * Finds the best modes for a few items together, all else as it is: a search in depth over whole assignments, each
 * tried on the draft with all its rules. An assignment that loses much more against the prices than the items do now could
 * hardly gain, so that it is not tried.
 *
 * Answers whether the draft became better by more than rounding.
 */
export class Repacker {
  readonly #c: Compact;
  readonly #draft: Draft;
  readonly #priced: Priced;
  readonly #rowPrices: Float64Array;
  #thrift = 0;
  #items: number[] = [];
  #options: Option[][] = [];
  #best: number[] = [];
  #bestMerit = -Infinity;
  #budget = 0;
  #nodes = 0;

  /** `rowPrices`: by row, at the prices. */
  constructor(c: Compact, draft: Draft, priced: Priced, rowPrices: Float64Array) {
    this.#c = c;
    this.#draft = draft;
    this.#priced = priced;
    this.#rowPrices = rowPrices;
  }

  /** Tries the items; `thrift` as in improving. */
  try(items: readonly number[], thrift: number): boolean {
    const c = this.#c;
    const loss = lossOf(c, this.#draft, this.#priced, this.#rowPrices, items);
    const budget = loss * lossShare + lossRoom;
    const draft = this.#draft;
    const { profit, best, charge } = this.#priced;
    this.#thrift = thrift;
    const listed = items.map((i) => {
      const list: Option[] = [];
      if (c.pinned[i] === 0) list.push({ mode: -1, loss: best[i] as number });
      for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
        const loss = (best[i] as number) - (profit[m] as number);
        if (c.barred[m] === 0 && loss <= budget) list.push({ mode: m, loss });
      }
      list.sort((a, b) => a.loss - b.loss || b.mode - a.mode);
      return { i, list, second: list[1]?.loss ?? Infinity };
    });
    // Who loses most with a second choice is decided first: that ends hopeless assignments early.
    listed.sort((a, b) => b.second - a.second || a.i - b.i);
    this.#items = listed.map(({ i }) => i);
    this.#options = listed.map(({ list }) => list);
    this.#budget = budget;
    this.#nodes = mostNodes;
    draft.begin();
    const before = this.#items.map((i) => draft.mode[i] as number);
    let spent = 0;
    for (const m of before) if (m >= 0) spent += charge[m] as number;
    const startMerit = draft.merit - thrift * spent;
    this.#bestMerit = startMerit + 1e-10;
    this.#best = [];
    // Take all out; what cannot be taken out alone, since another requires it, stays until its turn.
    for (const i of this.#items.toReversed()) if (c.pinned[i] === 0) draft.set(i, -1);
    this.#search(0, 0);
    draft.undo();
    if (this.#best.length === 0) return false;
    draft.begin();
    for (const i of this.#items) if (c.pinned[i] === 0) draft.set(i, -1);
    const ok = this.#items.every((i, k) => draft.set(i, this.#best[k] ?? -1));
    if (!ok || draft.merit - thrift * this.#chargeOf() < startMerit) {
      draft.undo();
      return false;
    }
    return true;
  }

  #chargeOf(): number {
    let sum = 0;
    for (const i of this.#items) {
      const m = this.#draft.mode[i] as number;
      if (m >= 0) sum += this.#priced.charge[m] as number;
    }
    return sum;
  }

  #search(depth: number, loss: number): void {
    const draft = this.#draft;
    if (depth === this.#items.length) {
      const merit = draft.merit - this.#thrift * this.#chargeOf();
      if (merit > this.#bestMerit) {
        this.#bestMerit = merit;
        this.#best = this.#items.map((i) => draft.mode[i] as number);
      }
      return;
    }
    const i = this.#items[depth] as number;
    for (const option of this.#options[depth] ?? []) {
      if (loss + option.loss > this.#budget) break;
      if (this.#nodes-- <= 0) return;
      const [mark, value, missed] = [draft.mark, draft.value, draft.missed];
      if (draft.set(i, option.mode)) this.#search(depth + 1, loss + option.loss);
      draft.undoTo(mark, value, missed);
    }
  }
}

/** What items lose against the prices as they are funded now, room under their ceilings included.   Unit: value points. */
function lossOf(
  c: Compact,
  draft: Draft,
  { best, profit }: Priced,
  rowPrices: Float64Array,
  items: readonly number[],
): number {
  let loss = 0;
  const seen = new Set<number>();
  for (const i of items) {
    const m = draft.mode[i] as number;
    loss += (best[i] as number) - (m < 0 ? 0 : (profit[m] as number));
    const end = c.firstItemRow[(i + 1) * c.years] as number;
    for (let e = c.firstItemRow[i * c.years] as number; e < end; e++)
      seen.add(c.itemRow[e] as number);
  }
  for (const r of seen) {
    if (c.isCeiling[r] === 0 || c.isIdle[r] === 1) continue;
    const left = (c.rowLimit[r] as number) - (draft.rowSum[r] as number);
    loss += (rowPrices[r] as number) * Math.max(0, left);
  }
  return loss;
}
