import type { Compact } from "../compact/compact.ts";
import type { Random } from "../random.ts";
import { Journal } from "./journal.ts";
import { LaneMoney } from "./lane-money.ts";
import { Paying } from "./paying.ts";
import { RowSums } from "./row-sums.ts";

const none = -1;

/** Rooms are in cents; sums with factors may end in parts of one. */
const roundingRoom = 1e-6;

/**
 * A plan in the making: which mode each item has, which account pays, and how full every rule is. Every change is
 * journaled, so that a try that fails is undone to the cent.
 *
 * Ceilings, links and money always hold. Floors, shares and yearly changes, which an empty plan may miss, may be missed
 * on the way; `missed` is what that costs at the weights of the rows.
 */
export class Draft {
  /** The mode of each item; -1 for none. */
  readonly mode: Int32Array;
  /** The sum of each link row. */
  readonly linkSum: Float64Array;
  /** The effect that each leaf receives.   Unit: effect points. */
  readonly effect: Float64Array;
  /** Worth of all effects.   Unit: value points. */
  value = 0;
  /** By leaf: an effect, and what that is worth. */
  readonly #toldAt: Float64Array;
  readonly #told: Float64Array;
  readonly #c: Compact;
  readonly #journal = new Journal();
  readonly #modes: number;
  readonly #linkSums: number;
  readonly #effects: number;
  readonly #rows: RowSums;
  readonly #money: LaneMoney;
  readonly #paying: Paying;
  #oldValue = 0;
  #oldMissed = 0;

  constructor(c: Compact) {
    this.#c = c;
    this.mode = new Int32Array(c.items).fill(none);
    this.linkSum = new Float64Array(c.linkRows);
    this.effect = new Float64Array(c.leaves);
    this.#toldAt = new Float64Array(c.leaves).fill(Number.NaN);
    this.#told = new Float64Array(c.leaves);
    this.#modes = this.#journal.watch(this.mode);
    this.#linkSums = this.#journal.watch(this.linkSum);
    this.#effects = this.#journal.watch(this.effect);
    this.#rows = new RowSums(c, this.#journal);
    this.#money = new LaneMoney(c, this.#journal, this.#rows);
    this.#paying = new Paying(c, this.#journal, this.#rows, this.#money);
  }

  /** Cents from each lane. */
  get flow(): Float64Array {
    return this.#money.flow;
  }

  /** Cents spent.   Shape: account x years. */
  get spent(): Float64Array {
    return this.#money.spent;
  }

  /** What each row counts.   Unit: US cents, times factors. */
  get rowSum(): Float64Array {
    return this.#rows.sum;
  }

  /** What rows that are missed cost at their weights.   Unit: value points. */
  get missed(): number {
    return this.#rows.missed;
  }

  /** Value less what missed rows cost. */
  get merit(): number {
    return this.value - this.#rows.missed;
  }

  /** By how many cents rows are missed, together. */
  get shortfall(): number {
    return this.#rows.shortfall;
  }

  /** The account-year that lacked money in the last change that failed, or -1. */
  get lacking(): number {
    return this.#paying.lacking;
  }

  /** Whether every link holds. */
  get linksHold(): boolean {
    const c = this.#c;
    for (let l = 0; l < c.linkRows; l++)
      if ((this.linkSum[l] as number) > (c.linkLimit[l] as number)) return false;
    return true;
  }

  /** Whether no account spends more than it has. */
  get isPaid(): boolean {
    const c = this.#c;
    for (let a = 0; a < c.accounts.length; a++)
      for (let t = 0; t < c.years; t++) if (this.room(a, t) < 0) return false;
    return true;
  }

  /** Cents that account `a` can still spend in year `t`. */
  room(a: number, t: number): number {
    return this.#money.room(a, t);
  }

  /** A row that is missed, drawn at random; -1 where none is. */
  missedRow(random: Pick<Random, "below">): number {
    return this.#rows.drawMissed(random);
  }

  /** Sets what a missed cent counts, for rows that may be missed. */
  setWeights(weightOf: (row: number) => number): void {
    this.#rows.setWeights(weightOf);
  }

  /** Lets the cheapest lanes be used first, and the dearest be freed first. */
  preferLanes(lanePrice: Float64Array): void {
    this.#money.preferLanes(lanePrice);
  }

  /**
   * Lets accounts that cost about as much as the cheapest, at most `within` more per cent, be drawn on alike: then money
   * seldom has to move to make room. Floors under what single accounts pay are not looked at.
   */
  payEvenly(within: number): void {
    this.#money.payEvenly(within);
  }

  /** Lets lanes be used in the order of another draft, as long as their prices are the same. */
  shareOrder(other: Draft): void {
    this.#money.shareOrder(other.#money);
  }

  /** Takes over a whole plan: modes, and the cents of each lane, which must pay exactly what the modes cost. */
  load(modes: Int32Array, flow: Float64Array): void {
    const c = this.#c;
    const T = c.years;
    this.mode.set(modes);
    for (const array of [this.rowSum, this.linkSum, this.effect]) array.fill(0);
    this.#money.load(flow);
    for (let i = 0; i < c.items; i++) {
      const m = modes[i] as number;
      if (m < 0) continue;
      for (let t = 0; t < T; t++)
        for (
          let e = c.firstItemRow[i * T + t] as number;
          e < (c.firstItemRow[i * T + t + 1] as number);
          e++
        )
          (this.rowSum[c.itemRow[e] as number] as number) +=
            (c.itemFactor[e] as number) * (c.cost[m * T + t] as number);
      for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
        (this.effect[c.effectLeaf[e] as number] as number) += c.effectAmount[e] as number;
      for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++)
        (this.linkSum[c.modeLink[e] as number] as number) += c.modeLinkFactor[e] as number;
    }
    this.value = 0;
    for (let f = 0; f < c.leaves; f++) this.value += this.#worth(f, this.effect[f] as number);
    this.#rows.setWeights((r) => this.#rows.weight[r] as number);
    this.#journal.forget();
  }

  /** Takes out an item whatever stands in the way, even where others require it. Not part of a try. */
  drop(i: number): void {
    const from = this.mode[i] as number;
    if (from < 0) return;
    this.value += this.gain(i, none);
    this.#move(i, from, none);
    this.#journal.forget();
  }

  /** Begins a try: {@link undo} returns to here. */
  begin(): void {
    this.#journal.forget();
    this.#money.forgetFull();
    this.#oldValue = this.value;
    this.#oldMissed = this.#rows.missed;
  }

  /** How many entries the journal of this try has; to undo a part of it. */
  get mark(): number {
    return this.#journal.depth;
  }

  /** Undoes the try since {@link begin}. */
  undo(): void {
    this.undoTo(0, this.#oldValue, this.#oldMissed);
  }

  /** Undoes a part of the try, back to a mark taken with its value and missed. */
  undoTo(mark: number, value: number, missed: number): void {
    this.#journal.undoTo(mark);
    this.value = value;
    this.#rows.missed = missed;
  }

  /**
   * Moves money between accounts, modes as they are, so that row `r` is missed by less: into the lanes that it wants, out
   * of others of the same class. Part of a try.
   */
  reroute(r: number): void {
    this.#paying.reroute(r);
  }

  /** What leaf `f` gains when its effect grows by `by`. */
  leafGain(f: number, by: number): number {
    return this.#worth(f, (this.effect[f] as number) + by) - this.#worthNow(f);
  }

  /** What the effect on leaf `f` is worth now: told many times between changes. */
  #worthNow(f: number): number {
    const effect = this.effect[f] as number;
    if (this.#toldAt[f] !== effect) {
      this.#toldAt[f] = effect;
      this.#told[f] = this.#worth(f, effect);
    }
    return this.#told[f] as number;
  }

  #worth(f: number, effect: number): number {
    const c = this.#c;
    let left = effect;
    let worth = 0;
    for (let s = c.firstSegment[f] as number; s < (c.firstSegment[f + 1] as number); s++) {
      const width = c.segmentWidth[s] as number;
      if (left <= width) return worth + left * (c.segmentWorth[s] as number);
      worth += width * (c.segmentWorth[s] as number);
      left -= width;
    }
    return worth;
  }

  /** What value gains when item `i` changes from its mode to `to` (-1 for none). */
  gain(i: number, to: number): number {
    const c = this.#c;
    const from = this.mode[i] as number;
    let gain = 0;
    if (to < 0) {
      if (from < 0) return 0;
      for (let e = c.firstEffect[from] as number; e < (c.firstEffect[from + 1] as number); e++)
        gain += this.leafGain(c.effectLeaf[e] as number, -(c.effectAmount[e] as number));
      return gain;
    }
    const start = c.firstEffect[to] as number;
    const length = (c.firstEffect[to + 1] as number) - start;
    const fromStart = from < 0 ? 0 : (c.firstEffect[from] as number);
    const fromLength = from < 0 ? 0 : (c.firstEffect[from + 1] as number) - fromStart;
    let aligned = from < 0 || fromLength === length;
    for (let e = 0; aligned && from >= 0 && e < length; e++)
      aligned = c.effectLeaf[start + e] === (c.effectLeaf[fromStart + e] as number);
    if (aligned) {
      for (let e = 0; e < length; e++)
        gain += this.leafGain(
          c.effectLeaf[start + e] as number,
          (c.effectAmount[start + e] as number) -
            (from < 0 ? 0 : (c.effectAmount[fromStart + e] as number)),
        );
      return gain;
    }
    for (let e = start; e < start + length; e++) {
      let by = c.effectAmount[e] as number;
      for (let o = fromStart; o < fromStart + fromLength; o++)
        if (c.effectLeaf[o] === (c.effectLeaf[e] as number)) by -= c.effectAmount[o] as number;
      gain += this.leafGain(c.effectLeaf[e] as number, by);
    }
    for (let o = fromStart; o < fromStart + fromLength; o++) {
      let shared = false;
      for (let e = start; e < start + length; e++)
        if (c.effectLeaf[e] === (c.effectLeaf[o] as number)) shared = true;
      if (!shared) gain += this.leafGain(c.effectLeaf[o] as number, -(c.effectAmount[o] as number));
    }
    return gain;
  }

  /** What missed rows cost less when item `i` changes to `to`, counting only rows over whole items. */
  relief(i: number, to: number): number {
    const c = this.#c;
    const T = c.years;
    const from = this.mode[i] as number;
    let relief = 0;
    for (let t = 0; t < T; t++) {
      const by =
        (to < 0 ? 0 : (c.cost[to * T + t] as number)) -
        (from < 0 ? 0 : (c.cost[from * T + t] as number));
      if (by === 0) continue;
      for (
        let e = c.firstItemRow[i * T + t] as number;
        e < (c.firstItemRow[i * T + t + 1] as number);
        e++
      ) {
        const r = c.itemRow[e] as number;
        const w = this.#rows.weight[r] as number;
        if (w === 0) continue;
        const over = (this.rowSum[r] as number) - (c.rowLimit[r] as number);
        relief += w * (Math.max(0, over) - Math.max(0, over + (c.itemFactor[e] as number) * by));
      }
      const k = c.classOf[i * T + t] as number;
      if (by <= 0 || k < 0) continue;
      for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++)
        for (
          let e = c.firstLaneRow[lane] as number;
          e < (c.firstLaneRow[lane + 1] as number);
          e++
        ) {
          const r = c.laneRow[e] as number;
          const over = (this.rowSum[r] as number) - (c.rowLimit[r] as number);
          if ((c.laneFactor[e] as number) < 0 && over > 0)
            relief += (this.#rows.weight[r] as number) * Math.min(over, by);
        }
    }
    return relief;
  }

  /** A ceiling that item `i` in mode `to` would exceed, or -1. */
  blockingRow(i: number, to: number): number {
    const c = this.#c;
    const T = c.years;
    const from = this.mode[i] as number;
    if (to < 0) return none;
    for (let t = 0; t < T; t++) {
      const by = (c.cost[to * T + t] as number) - (from < 0 ? 0 : (c.cost[from * T + t] as number));
      if (by <= 0) continue;
      for (
        let e = c.firstItemRow[i * T + t] as number;
        e < (c.firstItemRow[i * T + t + 1] as number);
        e++
      ) {
        const r = c.itemRow[e] as number;
        if (
          c.isCeiling[r] === 1 &&
          (this.rowSum[r] as number) + (c.itemFactor[e] as number) * by >
            (c.rowLimit[r] as number) + roundingRoom
        )
          return r;
      }
    }
    return none;
  }

  /** A link row that item `i` in mode `to` would break, or -1. */
  blockingLink(i: number, to: number): number {
    const c = this.#c;
    const from = this.mode[i] as number;
    if (to >= 0) {
      for (let e = c.firstModeLink[to] as number; e < (c.firstModeLink[to + 1] as number); e++) {
        const l = c.modeLink[e] as number;
        if ((c.modeLinkFactor[e] as number) <= 0) continue;
        let sum = (this.linkSum[l] as number) + (c.modeLinkFactor[e] as number);
        if (from >= 0)
          for (
            let o = c.firstModeLink[from] as number;
            o < (c.firstModeLink[from + 1] as number);
            o++
          )
            if (c.modeLink[o] === l) sum -= c.modeLinkFactor[o] as number;
        if (sum > (c.linkLimit[l] as number)) return l;
      }
    }
    if (from >= 0) {
      for (
        let e = c.firstModeLink[from] as number;
        e < (c.firstModeLink[from + 1] as number);
        e++
      ) {
        const l = c.modeLink[e] as number;
        if ((c.modeLinkFactor[e] as number) >= 0) continue;
        let sum = (this.linkSum[l] as number) - (c.modeLinkFactor[e] as number);
        if (to >= 0)
          for (let o = c.firstModeLink[to] as number; o < (c.firstModeLink[to + 1] as number); o++)
            if (c.modeLink[o] === l) sum += c.modeLinkFactor[o] as number;
        if (sum > (c.linkLimit[l] as number)) return l;
      }
    }
    return none;
  }

  /** Gives item `i` the mode `to`; false, with all as it was, where a ceiling, a link or money stands in the way. */
  set(i: number, to: number): boolean {
    const from = this.mode[i] as number;
    if (from === to) return true;
    if (to < 0 ? this.#c.pinned[i] === 1 : this.#c.barred[to] === 1) return false;
    this.#paying.lacking = none;
    if (this.blockingRow(i, to) !== none || this.blockingLink(i, to) !== none) return false;
    const mark = this.#journal.depth;
    const { value, missed } = this;
    this.value += this.gain(i, to);
    if (!this.#move(i, from, to)) {
      this.undoTo(mark, value, missed);
      return false;
    }
    return true;
  }

  #move(i: number, from: number, to: number): boolean {
    const c = this.#c;
    const T = c.years;
    this.#journal.write(this.#modes, i, to);
    for (let m = from, sign = -1; ; m = to, sign = 1) {
      if (m >= 0) {
        for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++) {
          const f = c.effectLeaf[e] as number;
          const sum = (this.effect[f] as number) + sign * (c.effectAmount[e] as number);
          this.#journal.write(this.#effects, f, sum);
        }
        for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++)
          this.#journal.write(
            this.#linkSums,
            c.modeLink[e] as number,
            (this.linkSum[c.modeLink[e] as number] as number) +
              sign * (c.modeLinkFactor[e] as number),
          );
      }
      if (sign === 1) break;
    }
    // Money that becomes free goes first, so that what is needed can use it.
    for (let t = 0; t < T; t++) {
      const by =
        (to < 0 ? 0 : (c.cost[to * T + t] as number)) -
        (from < 0 ? 0 : (c.cost[from * T + t] as number));
      if (by === 0) continue;
      for (
        let e = c.firstItemRow[i * T + t] as number;
        e < (c.firstItemRow[i * T + t + 1] as number);
        e++
      )
        this.#rows.add(c.itemRow[e] as number, (c.itemFactor[e] as number) * by);
      if (by < 0) this.#paying.free(c.classOf[i * T + t] as number, -by);
    }
    for (let t = 0; t < T; t++) {
      const by =
        (to < 0 ? 0 : (c.cost[to * T + t] as number)) -
        (from < 0 ? 0 : (c.cost[from * T + t] as number));
      if (by > 0 && !this.#paying.pay(c.classOf[i * T + t] as number, by)) return false;
    }
    return true;
  }
}
