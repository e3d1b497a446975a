import { type Compact, candidateOf } from "./compact/compact.ts";
import { fundPinned } from "./construct.ts";
import type { Draft } from "./draft/draft.ts";
import type { Neighbors } from "./neighbors.ts";
import type { Priced } from "./prices/priced.ts";

/** Rows that count more items than this bring nobody near: all would be. */
const mostInRow = 2_000;

/** How often the links are walked until all hold: dropping one item may break the link of another. */
const linkPasses = 10;

/** How many others may be dropped to make way for one that somebody decided on. */
const mostForced = 60;

/** How long a chain of requirements may be that is funded for one that somebody decided on. */
const mostDeep = 4;

/** Brings a plan from before an edit into a draft, and drops and funds until ceilings, links and money hold again. */
export class EditRepair {
  /** Items that the edit changed, and those that were dropped for it. */
  readonly touched = new Set<number>();
  readonly #c: Compact;
  readonly #draft: Draft;
  readonly #neighbors: Neighbors;
  readonly #priced: Priced;

  constructor(c: Compact, draft: Draft, neighbors: Neighbors, priced: Priced) {
    this.#c = c;
    this.#draft = draft;
    this.#neighbors = neighbors;
    this.#priced = priced;
  }

  /** Loads the plan of the form before the edit, without the modes that changed, and mends it. */
  carryOver(old: Compact, oldModes: Int32Array, oldFlow: Float64Array): void {
    const c = this.#c;
    const modes = Int32Array.from(oldModes);
    const flow = Float64Array.from(oldFlow);
    for (let i = 0; i < c.items; i++) {
      const m = modes[i] as number;
      if (c.problem.items[i] !== old.problem.items[i]) this.touched.add(i);
      if (m < 0 || (c.barred[m] === 0 && candidateOf(c, m) === candidateOf(old, m))) continue;
      modes[i] = -1;
      for (let t = 0; t < c.years; t++) this.#takeBack(old, flow, i, m, t);
    }
    this.#draft.load(modes, flow);
    this.#keepCeilings();
    this.#keepMoney();
    this.#keepLinks();
    this.#fundAgain(oldModes);
  }

  /** Gives the draft the modes of a plan, as far as they fit: what somebody decided on first. */
  recall(modes: Int32Array): void {
    const { pinned, items } = this.#c;
    let left = Array.from({ length: items }, (_, i) => i).filter((i) => (modes[i] as number) >= 0);
    left.sort((a, b) => (pinned[b] as number) - (pinned[a] as number) || a - b);
    for (let pass = 0; pass < 3 && left.length > 0; pass++)
      left = left.filter((i) => {
        this.#draft.begin();
        return !this.#draft.set(i, modes[i] as number);
      });
  }

  /** Funds what somebody decided on, with what it requires, and drops what stands in its way. */
  forcePinned(): void {
    const c = this.#c;
    fundPinned(c, this.#draft, this.#priced);
    for (let i = 0; i < c.items; i++)
      if (c.pinned[i] === 1 && (this.#draft.mode[i] as number) < 0) this.#forceIn(i);
    // What was dropped to make way may be what others require.
    this.#keepLinks();
  }

  /** Takes what a mode cost in a year out of the lanes of its class. */
  #takeBack(old: Compact, flow: Float64Array, i: number, m: number, t: number): void {
    const k = old.classOf[i * old.years + t] as number;
    if (k < 0) return;
    let owed = old.cost[m * old.years + t] as number;
    const end = old.firstLane[k + 1] as number;
    for (let lane = old.firstLane[k] as number; lane < end && owed > 0; lane++) {
      const by = Math.min(owed, flow[lane] as number);
      (flow[lane] as number) -= by;
      owed -= by;
    }
  }

  #drop(i: number): void {
    this.#draft.drop(i);
    this.touched.add(i);
  }

  /** Worth beyond its price per cent, as it is funded now. */
  #density(i: number): number {
    const m = this.#draft.mode[i] as number;
    return (this.#priced.profit[m] as number) / (this.#c.totalCost[m] as number);
  }

  /** Drops items of a list, the least worth per cent first, until something fits. */
  #dropLeast(list: Int32Array, fits: () => boolean): void {
    const { mode } = this.#draft;
    const keyed = Array.from(list)
      .filter((i) => (mode[i] as number) >= 0 && this.#c.pinned[i] === 0)
      .map((i) => ({ i, key: this.#density(i) }));
    keyed.sort((a, b) => a.key - b.key || a.i - b.i);
    for (const { i } of keyed) {
      if (fits()) return;
      this.#drop(i);
    }
  }

  #itemsOfRow(r: number): Int32Array {
    const { firstOfRow, ofRow } = this.#neighbors;
    return ofRow.subarray(firstOfRow[r] as number, firstOfRow[r + 1] as number);
  }

  #itemsOfAccount(a: number): Int32Array {
    const { firstOfAccount, ofAccount } = this.#neighbors;
    return ofAccount.subarray(firstOfAccount[a] as number, firstOfAccount[a + 1] as number);
  }

  #keepCeilings(): void {
    const c = this.#c;
    const { rowSum } = this.#draft;
    for (let r = 0; r < c.rows; r++) {
      const fits = () => (rowSum[r] as number) <= (c.rowLimit[r] as number);
      if (c.isCeiling[r] === 1 && !fits()) this.#dropLeast(this.#itemsOfRow(r), fits);
    }
  }

  #keepMoney(): void {
    const c = this.#c;
    const { mode } = this.#draft;
    for (let a = 0; a < c.accounts.length; a++) {
      for (let t = 0; t < c.years; t++) {
        const fits = () => this.#draft.room(a, t) >= 0;
        if (fits()) continue;
        const near = this.#itemsOfAccount(a);
        const payers = near.filter(
          (i) =>
            (mode[i] as number) >= 0 && (c.cost[(mode[i] as number) * c.years + t] as number) > 0,
        );
        this.#dropLeast(payers, fits);
        this.#dropLeast(near, fits);
      }
    }
  }

  #keepLinks(): void {
    const c = this.#c;
    const draft = this.#draft;
    for (let pass = 0; pass < linkPasses && !draft.linksHold; pass++) {
      for (let l = 0; l < c.linkRows; l++) {
        if ((draft.linkSum[l] as number) <= (c.linkLimit[l] as number)) continue;
        for (let e = c.firstLinkMode[l] as number; e < (c.firstLinkMode[l + 1] as number); e++) {
          const m = c.linkMode[e] as number;
          const i = c.itemOf[m] as number;
          if ((c.linkModeFactor[e] as number) <= 0 || draft.mode[i] !== m) continue;
          this.#drop(i);
          break;
        }
      }
    }
  }

  /** Funds again what was pinned, and what was dropped where it still fits. */
  #fundAgain(oldModes: Int32Array): void {
    const c = this.#c;
    const draft = this.#draft;
    this.forcePinned();
    const { profit } = this.#priced;
    const dropped: { readonly i: number; readonly own: number; readonly key: number }[] = [];
    for (const i of this.touched) {
      const own = oldModes[i] as number;
      if (own < 0 || (draft.mode[i] as number) >= 0) continue;
      dropped.push({ i, own, key: (profit[own] as number) / (c.totalCost[own] as number) });
    }
    // What is worth most per cent comes first: there may be less money for all of it.
    dropped.sort((a, b) => b.key - a.key || a.i - b.i);
    for (const { i, own } of dropped) {
      draft.begin();
      draft.set(i, own);
    }
  }

  /** Funds a pinned item by dropping what stands in its way, the least worth per cent first. */
  #forceIn(i: number): void {
    const c = this.#c;
    const { profit } = this.#priced;
    const modes: number[] = [];
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
      if (c.barred[m] === 0) modes.push(m);
    modes.sort((a, b) => (profit[b] as number) - (profit[a] as number) || a - b);
    for (const m of modes) if (this.#forceMode(i, m, 0)) return;
  }

  /** Funds item `i` in mode `m` by dropping what stands in its way; false where it cannot be. */
  #forceMode(i: number, m: number, depth: number): boolean {
    for (let tries = 0; tries < mostForced; tries++) {
      this.#draft.begin();
      if (this.#draft.set(i, m)) return true;
      if (!this.#clearWay(i, m, depth)) return false;
    }
    return false;
  }

  /** Drops one item that takes room or money which item `i` in mode `m` lacks; false where there is none. */
  #clearWay(i: number, m: number, depth: number): boolean {
    const c = this.#c;
    const T = c.years;
    const draft = this.#draft;
    const link = draft.blockingLink(i, m);
    if (link >= 0) return this.#clearLink(i, link, depth);
    const row = draft.blockingRow(i, m);
    if (row >= 0) {
      for (let t = 0; t < T; t++)
        if ((c.cost[m * T + t] as number) > 0 && this.#dropOne(this.#itemsOfRow(row), i, t))
          return true;
      return false;
    }
    if (draft.lacking < 0) return false;
    const a = Math.floor(draft.lacking / T);
    return this.#dropOne(this.#itemsOfAccount(a), i, draft.lacking % T);
  }

  /** Drops an item that a link holds against item `i`, or funds one that it asks for; false where neither goes. */
  #clearLink(i: number, link: number, depth: number): boolean {
    const c = this.#c;
    const draft = this.#draft;
    const asked: number[] = [];
    const end = c.firstLinkMode[link + 1] as number;
    for (let e = c.firstLinkMode[link] as number; e < end; e++) {
      const m = c.linkMode[e] as number;
      const j = c.itemOf[m] as number;
      if (j === i) continue;
      if ((c.linkModeFactor[e] as number) < 0) asked.push(m);
      else if (draft.mode[j] === m && c.pinned[j] === 0) {
        this.#drop(j);
        return true;
      }
    }
    const { profit } = this.#priced;
    asked.sort((a, b) => (profit[b] as number) - (profit[a] as number) || a - b);
    const isSet = asked.some((m) => {
      draft.begin();
      return draft.set(c.itemOf[m] as number, m);
    });
    if (isSet || depth >= mostDeep) return isSet;
    return asked.some(
      (m) => c.barred[m] === 0 && this.#forceMode(c.itemOf[m] as number, m, depth + 1),
    );
  }

  /** Drops the item of a list that costs in a year and is worth least per cent; false where there is none. */
  #dropOne(list: Int32Array, but: number, t: number): boolean {
    const c = this.#c;
    let least = Infinity;
    let who = -1;
    for (const j of list) {
      const m = this.#draft.mode[j] as number;
      if (m < 0 || j === but || c.pinned[j] === 1 || c.cost[m * c.years + t] === 0) continue;
      const density = this.#density(j);
      if (density < least) [least, who] = [density, j];
    }
    if (who < 0) return this.#shiftPinned(list, but, t);
    this.#drop(who);
    return true;
  }

  /** Gives a pinned item of a list that costs in a year a mode that costs less in it; false where there is none. */
  #shiftPinned(list: Int32Array, but: number, t: number): boolean {
    const c = this.#c;
    const T = c.years;
    const draft = this.#draft;
    for (const j of list) {
      const own = draft.mode[j] as number;
      if (own < 0 || j === but || c.pinned[j] === 0) continue;
      const cost = c.cost[own * T + t] as number;
      for (let m = c.firstMode[j] as number; m < (c.firstMode[j + 1] as number); m++) {
        if (c.barred[m] === 1 || (c.cost[m * T + t] as number) >= cost) continue;
        draft.begin();
        if (draft.set(j, m)) return true;
      }
    }
    return false;
  }

  /** What competes with touched items and with what counts another amount than before; empty where nothing changed. */
  listNear(old: Compact): Int32Array {
    const c = this.#c;
    const near = new Set(this.touched);
    const addRow = (r: number) => {
      const list = this.#itemsOfRow(r);
      if (c.isIdle[r] === 1 || list.length > mostInRow) return;
      for (const i of list) near.add(i);
    };
    for (const i of this.touched) {
      const end = c.firstItemRow[(i + 1) * c.years] as number;
      for (let e = c.firstItemRow[i * c.years] as number; e < end; e++)
        addRow(c.itemRow[e] as number);
    }
    for (let r = 0; r < c.rows; r++) if (c.rowLimit[r] !== (old.rowLimit[r] as number)) addRow(r);
    for (let b = 0; b < c.budget.length; b++) {
      if (c.budget[b] === (old.budget[b] as number)) continue;
      for (const i of this.#itemsOfAccount(Math.floor(b / c.years))) near.add(i);
    }
    return Int32Array.from(near)
      .filter((i) => (c.firstMode[i + 1] as number) > (c.firstMode[i] as number))
      .sort();
  }
}
