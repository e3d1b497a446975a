import type { Compact } from "./compact.ts";

const none = -1;
/** How many account-years a search for room looks at. */
const mostNodes = 16;

/**
 * A plan in the making: which mode each item has, which account pays, and how full every rule is. Every change is
 * journaled, so that a try that fails is undone to the cent.
 *
 * Ceilings and money always hold. Floors, shares and yearly changes, which an empty plan may miss, may be missed on the
 * way; `missed` is what that costs at the weights of the rows.
 */
export class Draft {
  /** The mode of each item; -1 for none. */
  readonly mode: Int32Array;
  /** Cents from each lane. */
  readonly flow: Float64Array;
  /** Cents spent.   Shape: account x years. */
  readonly spent: Float64Array;
  readonly rowSum: Float64Array;
  readonly linkSum: Float64Array;
  readonly effect: Float64Array;
  /** What a cent by which a row is missed counts.   Unit: value points. */
  readonly weight: Float64Array;
  /** Worth of all effects.   Unit: value points. */
  value = 0;
  /** What rows that are missed cost at their weights. */
  missed = 0;
  readonly #c: Compact;
  /** Most that an account may spend in an interval of years.   Shape: account x years x years. */
  readonly #limit: Float64Array;
  /** Lanes by account and year. */
  readonly #firstUse: Int32Array;
  readonly #use: Int32Array;
  /** Lanes of each class, dearest last. */
  readonly #order: Int32Array;
  // The journal, as three stacks: which array, where, and what stood there.
  readonly #arrays: readonly (Float64Array | Int32Array)[];
  #which = new Uint8Array(4096);
  #where = new Int32Array(4096);
  #old = new Float64Array(4096);
  #depth = 0;
  #low = 0;
  #high = 0;
  #stamp = 0;
  readonly #queue: Int32Array;
  readonly #search: {
    readonly seen: Int32Array;
    readonly via: Int32Array;
    readonly into: Int32Array;
  };
  readonly #outOf: Int32Array;
  readonly #firstRowLane: Int32Array;
  readonly #rowLane: Int32Array;
  #oldValue = 0;
  #oldMissed = 0;

  constructor(c: Compact) {
    this.#c = c;
    const T = c.years;
    this.mode = new Int32Array(c.items).fill(none);
    this.flow = new Float64Array(c.laneAccount.length);
    this.spent = new Float64Array(c.accounts.length * T);
    this.rowSum = new Float64Array(c.rows);
    this.linkSum = new Float64Array(c.linkRows);
    this.effect = new Float64Array(c.leaves);
    this.weight = new Float64Array(c.rows);
    this.#arrays = [this.mode, this.flow, this.spent, this.rowSum, this.linkSum, this.effect];
    this.#limit = new Float64Array(c.accounts.length * T * T);
    this.setBudgets();
    const counts = new Int32Array(c.accounts.length * T + 1);
    for (let lane = 0; lane < c.laneAccount.length; lane++)
      (counts[
        (c.laneAccount[lane] as number) * T +
          (c.classYear[c.laneClass[lane] as number] as number) +
          1
      ] as number)++;
    for (let k = 1; k < counts.length; k++) (counts[k] as number) += counts[k - 1] as number;
    this.#firstUse = Int32Array.from(counts);
    this.#use = new Int32Array(c.laneAccount.length);
    for (let lane = 0; lane < c.laneAccount.length; lane++) {
      const at =
        (c.laneAccount[lane] as number) * T + (c.classYear[c.laneClass[lane] as number] as number);
      this.#use[(counts[at] as number)++] = lane;
    }
    const wanted: number[][] = Array.from({ length: c.rows }, () => []);
    for (let lane = 0; lane < c.laneAccount.length; lane++)
      for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
        if ((c.laneFactor[e] as number) < 0) wanted[c.laneRow[e] as number]?.push(lane);
    this.#firstRowLane = new Int32Array(c.rows + 1);
    wanted.forEach((list, r) => {
      this.#firstRowLane[r + 1] = (this.#firstRowLane[r] as number) + list.length;
    });
    this.#rowLane = Int32Array.from(wanted.flat());
    const nodes = c.accounts.length * T;
    this.#queue = new Int32Array(nodes);
    this.#search = {
      seen: new Int32Array(nodes),
      via: new Int32Array(nodes),
      into: new Int32Array(nodes),
    };
    this.#outOf = new Int32Array(nodes);
    this.#order = Int32Array.from(this.flow, (_, lane) => lane);
    for (let r = 0; r < c.rows; r++)
      this.missed += (this.weight[r] as number) * Math.max(0, -(c.rowLimit[r] as number));
  }

  /** Reads the budgets of the problem into limits by interval of years. */
  setBudgets(): void {
    const c = this.#c;
    const T = c.years;
    for (let a = 0; a < c.accounts.length; a++) {
      for (let from = 0; from < T; from++) {
        let sum = 0;
        for (let v = Math.max(0, from - (c.lasts[a] as number) + 1); v < from; v++)
          sum += c.budget[a * T + v] as number;
        for (let to = from; to < T; to++) {
          sum += c.budget[a * T + to] as number;
          this.#limit[(a * T + from) * T + to] = sum;
        }
      }
    }
  }

  /** Takes over a whole plan: modes, and the cents of each lane, which must pay exactly what the modes cost. */
  load(modes: Int32Array, flow: Float64Array): void {
    const c = this.#c;
    const T = c.years;
    this.mode.set(modes);
    this.flow.set(flow);
    for (const array of [this.spent, this.rowSum, this.linkSum, this.effect]) array.fill(0);
    for (let lane = 0; lane < flow.length; lane++) {
      if (flow[lane] === 0) continue;
      (this.spent[
        (c.laneAccount[lane] as number) * T + (c.classYear[c.laneClass[lane] as number] as number)
      ] as number) += flow[lane] as number;
      for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
        (this.rowSum[c.laneRow[e] as number] as number) +=
          (c.laneFactor[e] as number) * (flow[lane] as number);
    }
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
    this.setWeights((r) => this.weight[r] as number);
    this.#depth = 0;
  }

  /** Takes out an item whatever stands in the way, even where others require it. Not part of a try. */
  drop(i: number): void {
    const from = this.mode[i] as number;
    if (from < 0) return;
    this.value += this.gain(i, none);
    this.#move(i, from, none);
    this.#depth = 0;
  }

  /** Lets the cheapest lanes be used first, and the dearest be freed first. */
  preferLanes(lanePrice: Float64Array): void {
    const c = this.#c;
    for (let k = 0; k < c.classYear.length; k++) {
      const [from, to] = [c.firstLane[k] as number, c.firstLane[k + 1] as number];
      const lanes = Array.from({ length: to - from }, (_, step) => from + step);
      lanes.sort((a, b) => (lanePrice[a] as number) - (lanePrice[b] as number) || a - b);
      lanes.forEach((lane, step) => {
        this.#order[from + step] = lane;
      });
    }
  }

  /** Sets what a missed cent counts, for rows that may be missed. */
  setWeights(weightOf: (row: number) => number): void {
    const c = this.#c;
    this.missed = 0;
    for (let r = 0; r < c.rows; r++) {
      this.weight[r] = weightOf(r);
      this.missed +=
        (this.weight[r] as number) *
        Math.max(0, (this.rowSum[r] as number) - (c.rowLimit[r] as number));
    }
  }

  /** Value less what missed rows cost. */
  get merit(): number {
    return this.value - this.missed;
  }

  /** By how many cents rows are missed, together. */
  get shortfall(): number {
    const c = this.#c;
    let sum = 0;
    for (let r = 0; r < c.rows; r++) {
      const over = (this.rowSum[r] as number) - (c.rowLimit[r] as number);
      if (over > 0.5) sum += over;
    }
    return sum;
  }

  /** Whether every link holds. */
  get linksHold(): boolean {
    const c = this.#c;
    for (let l = 0; l < c.linkRows; l++)
      if ((this.linkSum[l] as number) > (c.linkLimit[l] as number)) return false;
    return true;
  }

  /** Begins a try: {@link undo} returns to here. */
  begin(): void {
    this.#depth = 0;
    this.#oldValue = this.value;
    this.#oldMissed = this.missed;
  }

  /** How many entries the journal of this try has; to undo a part of it. */
  get mark(): number {
    return this.#depth;
  }

  /** Undoes the try since {@link begin}, or since a mark taken with its value and missed. */
  undo(): void {
    this.#undoTo(0);
    this.value = this.#oldValue;
    this.missed = this.#oldMissed;
  }

  /** Undoes a part of the try, back to a mark taken with its value and missed. */
  undoTo(mark: number, value: number, missed: number): void {
    this.#undoTo(mark);
    this.value = value;
    this.missed = missed;
  }

  #undoTo(mark: number): void {
    while (this.#depth > mark) {
      this.#depth--;
      const array = this.#arrays[this.#which[this.#depth] as number] ?? this.flow;
      array[this.#where[this.#depth] as number] = this.#old[this.#depth] as number;
    }
  }

  #write(which: number, at: number, value: number): void {
    if (this.#depth === this.#which.length) this.#grow();
    this.#which[this.#depth] = which;
    this.#where[this.#depth] = at;
    const array = this.#arrays[which] ?? this.flow;
    this.#old[this.#depth] = array[at] as number;
    this.#depth++;
    array[at] = value;
  }

  #grow(): void {
    const longer = this.#depth * 2;
    const [which, where, old] = [
      new Uint8Array(longer),
      new Int32Array(longer),
      new Float64Array(longer),
    ];
    which.set(this.#which);
    where.set(this.#where);
    old.set(this.#old);
    [this.#which, this.#where, this.#old] = [which, where, old];
  }

  /** What leaf `f` gains when its effect grows by `by`. */
  leafGain(f: number, by: number): number {
    return (
      this.#worth(f, (this.effect[f] as number) + by) - this.#worth(f, this.effect[f] as number)
    );
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
        const w = this.weight[r] as number;
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
            relief += (this.weight[r] as number) * Math.min(over, by);
        }
    }
    return relief;
  }

  /** A row that is missed, drawn at random; -1 where none is. */
  missedRow(random: { below(count: number): number }): number {
    const c = this.#c;
    const found: number[] = [];
    for (let r = 0; r < c.rows; r++)
      if (
        (this.weight[r] as number) > 0 &&
        (this.rowSum[r] as number) > (c.rowLimit[r] as number) + 0.5
      )
        found.push(r);
    return found[random.below(Math.max(1, found.length))] ?? none;
  }

  /**
   * Moves money between accounts, modes as they are, so that row `r` is missed by less: into the lanes that it wants, out
   * of others of the same class. Part of a try.
   */
  reroute(r: number): void {
    const c = this.#c;
    for (let s = this.#firstRowLane[r] as number; s < (this.#firstRowLane[r + 1] as number); s++) {
      const lane = this.#rowLane[s] as number;
      const k = c.laneClass[lane] as number;
      const t = c.classYear[k] as number;
      for (let tries = 0; tries < 8; tries++) {
        const need = (this.rowSum[r] as number) - (c.rowLimit[r] as number);
        if (need <= 0.5) return;
        let from = -1;
        let most = 0;
        for (
          let other = c.firstLane[k] as number;
          other < (c.firstLane[k + 1] as number);
          other++
        ) {
          if (other === lane || this.#isIn(other, r)) continue;
          const spare = this.#spare(other);
          if (spare > most) [from, most] = [other, spare];
        }
        const want = Math.min(Math.ceil(need), most, this.#underCeilings(lane, most));
        if (from < 0 || want <= 0) break;
        const [mark, value, missed] = [this.#depth, this.value, this.missed];
        this.#shift(from, -want);
        let paid = Math.min(want, Math.max(0, this.room(c.laneAccount[lane] as number, t)));
        if (paid > 0) this.#shift(lane, paid);
        while (paid < want) {
          const by = this.#augment(k, want - paid, lane);
          if (by <= 0) break;
          paid += by;
        }
        if (paid < want) {
          const back = Math.min(want - paid, this.room(c.laneAccount[from] as number, t));
          if (back > 0) this.#shift(from, back);
          if (paid === 0 || back < want - paid) {
            this.undoTo(mark, value, missed);
            break;
          }
        }
        if (this.missed > missed) {
          this.undoTo(mark, value, missed);
          break;
        }
      }
    }
  }

  #isIn(lane: number, r: number): boolean {
    const c = this.#c;
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
      if (c.laneRow[e] === r && (c.laneFactor[e] as number) < 0) return true;
    return false;
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
            (c.rowLimit[r] as number) + 1e-6
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

  /** The account-year that lacked money in the last change that failed, or -1. */
  lacking = none;

  /** Gives item `i` the mode `to`; false, with all as it was, where a ceiling, a link or money stands in the way. */
  set(i: number, to: number): boolean {
    const from = this.mode[i] as number;
    if (from === to) return true;
    if (to < 0 ? this.#c.pinned[i] === 1 : this.#c.barred[to] === 1) return false;
    this.lacking = none;
    if (this.blockingRow(i, to) !== none || this.blockingLink(i, to) !== none) return false;
    const mark = this.#depth;
    const [value, missed] = [this.value, this.missed];
    this.value += this.gain(i, to);
    if (!this.#move(i, from, to)) {
      this.#undoTo(mark);
      this.value = value;
      this.missed = missed;
      return false;
    }
    return true;
  }

  #move(i: number, from: number, to: number): boolean {
    const c = this.#c;
    const T = c.years;
    this.#write(0, i, to);
    for (let m = from, sign = -1; ; m = to, sign = 1) {
      if (m >= 0) {
        for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++) {
          const f = c.effectLeaf[e] as number;
          const sum = (this.effect[f] as number) + sign * (c.effectAmount[e] as number);
          this.#write(5, f, sum);
        }
        for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++)
          this.#write(
            4,
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
        this.#addToRow(c.itemRow[e] as number, (c.itemFactor[e] as number) * by);
      if (by < 0) this.#free(c.classOf[i * T + t] as number, -by);
    }
    for (let t = 0; t < T; t++) {
      const by =
        (to < 0 ? 0 : (c.cost[to * T + t] as number)) -
        (from < 0 ? 0 : (c.cost[from * T + t] as number));
      if (by > 0 && !this.#pay(c.classOf[i * T + t] as number, by)) return false;
    }
    return true;
  }

  #addToRow(r: number, by: number): void {
    const c = this.#c;
    const before = this.rowSum[r] as number;
    const after = before + by;
    this.#write(3, r, after);
    const w = this.weight[r] as number;
    if (w > 0)
      this.missed +=
        w *
        (Math.max(0, after - (c.rowLimit[r] as number)) -
          Math.max(0, before - (c.rowLimit[r] as number)));
  }

  /** Cents that account `a` can still spend in year `t`. */
  room(a: number, t: number): number {
    const c = this.#c;
    const T = c.years;
    let room = Infinity;
    let head = 0;
    for (let from = t; from >= 0; from--) {
      head += this.spent[a * T + from] as number;
      let sum = head;
      const base = (a * T + from) * T;
      for (let to = t; ; ) {
        const left = (this.#limit[base + to] as number) - sum;
        if (left < room) room = left;
        to++;
        if (to >= T) break;
        sum += this.spent[a * T + to] as number;
      }
    }
    return room;
  }

  #shift(lane: number, by: number): void {
    const c = this.#c;
    const at =
      (c.laneAccount[lane] as number) * c.years +
      (c.classYear[c.laneClass[lane] as number] as number);
    this.#write(1, lane, (this.flow[lane] as number) + by);
    this.#write(2, at, (this.spent[at] as number) + by);
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
      this.#addToRow(c.laneRow[e] as number, (c.laneFactor[e] as number) * by);
  }

  /** How many of `by` cents a lane could take more without exceeding a ceiling; not counting money. */
  #underCeilings(lane: number, by: number): number {
    const c = this.#c;
    let most = by;
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++) {
      const r = c.laneRow[e] as number;
      if ((c.laneFactor[e] as number) > 0 && c.isCeiling[r] === 1)
        most = Math.min(
          most,
          Math.floor(
            ((c.rowLimit[r] as number) - (this.rowSum[r] as number)) / (c.laneFactor[e] as number),
          ),
        );
    }
    return most;
  }

  /** How many cents a lane can give up before a row that it keeps is missed. */
  #spare(lane: number): number {
    const c = this.#c;
    let most = this.flow[lane] as number;
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++) {
      const r = c.laneRow[e] as number;
      if ((c.laneFactor[e] as number) < 0)
        most = Math.min(
          most,
          Math.floor(
            ((c.rowLimit[r] as number) - (this.rowSum[r] as number)) / -(c.laneFactor[e] as number),
          ),
        );
    }
    return Math.max(0, most);
  }

  #free(k: number, amount: number): void {
    const c = this.#c;
    const [from, to] = [c.firstLane[k] as number, c.firstLane[k + 1] as number];
    let left = amount;
    for (let pass = 0; pass < 2 && left > 0; pass++) {
      for (let step = to - 1; step >= from && left > 0; step--) {
        const lane = this.#order[step] as number;
        const most = pass === 0 && to - from > 1 ? this.#spare(lane) : (this.flow[lane] as number);
        const by = Math.min(left, most);
        if (by <= 0) continue;
        this.#shift(lane, -by);
        left -= by;
      }
    }
  }

  #pay(k: number, amount: number): boolean {
    const c = this.#c;
    const T = c.years;
    const t = c.classYear[k] as number;
    const [from, to] = [c.firstLane[k] as number, c.firstLane[k + 1] as number];
    let left = amount;
    // Lanes that a missed floor wants come first.
    for (let pass = 0; pass < 2 && left > 0; pass++) {
      for (let step = from; step < to && left > 0; step++) {
        const lane = this.#order[step] as number;
        if (pass === 0 && !this.#isWanted(lane)) continue;
        const by = Math.min(
          this.#underCeilings(lane, left),
          this.room(c.laneAccount[lane] as number, t),
        );
        if (by <= 0) continue;
        this.#shift(lane, by);
        left -= by;
      }
    }
    for (let tries = 0; tries < 12 && left > 0; tries++) {
      const by = this.#augment(k, left);
      if (by <= 0) break;
      left -= by;
    }
    if (left <= 0) return true;
    this.lacking = (c.laneAccount[this.#order[from] as number] as number) * T + t;
    return false;
  }

  #isWanted(lane: number): boolean {
    const c = this.#c;
    for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++) {
      const r = c.laneRow[e] as number;
      if ((c.laneFactor[e] as number) < 0 && (this.rowSum[r] as number) > (c.rowLimit[r] as number))
        return true;
    }
    return false;
  }

  /**
   * Lets class `k` draw more by moving the money of others from account to account until one has room: the shortest
   * chain of such moves. Answers how many of `want` cents were paid so.
   */
  #augment(k: number, want: number, only = -1): number {
    const c = this.#c;
    const T = c.years;
    const t = c.classYear[k] as number;
    const queue = this.#queue;
    const { seen, via, into } = this.#search;
    this.#stamp++;
    let end = 0;
    for (let step = c.firstLane[k] as number; step < (c.firstLane[k + 1] as number); step++) {
      const lane = this.#order[step] as number;
      if (only >= 0 && lane !== only) continue;
      const node = (c.laneAccount[lane] as number) * T + t;
      if (seen[node] === this.#stamp || this.#underCeilings(lane, want) <= 0) continue;
      seen[node] = this.#stamp;
      via[node] = -1;
      into[node] = lane;
      queue[end++] = node;
    }
    for (let at = 0; at < end && at < mostNodes; at++) {
      const node = queue[at] as number;
      const a = Math.floor(node / T);
      const u = node % T;
      const least = this.#findTight(a, u);
      if (least > 0 && (via[node] as number) >= 0) return this.#applyChain(node, want);
      if (least > 0) continue;
      const [low, high] = [this.#low, this.#high];
      for (let w = low; w <= high; w++) {
        for (
          let s = this.#firstUse[a * T + w] as number;
          s < (this.#firstUse[a * T + w + 1] as number);
          s++
        ) {
          const lane = this.#use[s] as number;
          if ((this.flow[lane] as number) <= 0) continue;
          const group = c.laneClass[lane] as number;
          const [from, to] = [c.firstLane[group] as number, c.firstLane[group + 1] as number];
          if (to - from < 2 || this.#spare(lane) <= 0) continue;
          for (let step = from; step < to; step++) {
            const other = this.#order[step] as number;
            const next = (c.laneAccount[other] as number) * T + w;
            if (seen[next] === this.#stamp || c.laneAccount[other] === a) continue;
            if (this.#underCeilings(other, 1) <= 0) continue;
            seen[next] = this.#stamp;
            via[next] = node;
            into[next] = other;
            this.#outOf[next] = lane;
            queue[end++] = next;
          }
        }
      }
    }
    return 0;
  }

  /** Moves money along a chain that ends where there is room; answers the cents that its beginning then paid. */
  #applyChain(end: number, want: number): number {
    const { via, into } = this.#search;
    const c = this.#c;
    const T = c.years;
    const mark = this.#depth;
    const missed = this.missed;
    let by = want;
    for (let node = end; ; node = via[node] as number) {
      by = Math.min(by, this.#underCeilings(into[node] as number, by));
      if ((via[node] as number) < 0) break;
      by = Math.min(by, this.#spare(this.#outOf[node] as number));
    }
    by = Math.min(by, this.room(Math.floor(end / T), end % T));
    if (by <= 0) return 0;
    for (let node = end; (via[node] as number) >= 0; node = via[node] as number) {
      if (this.room(Math.floor(node / T), node % T) < by) {
        this.#undoTo(mark);
        this.missed = missed;
        return 0;
      }
      this.#shift(this.#outOf[node] as number, -by);
      this.#shift(into[node] as number, by);
    }
    let first = end;
    while ((via[first] as number) >= 0) first = via[first] as number;
    if (this.room(Math.floor(first / T), first % T) < by) {
      this.#undoTo(mark);
      this.missed = missed;
      return 0;
    }
    this.#shift(into[first] as number, by);
    return by;
  }

  /** The tightest interval of account `a` around year `t`, into `#low` and `#high`; answers its room. */
  #findTight(a: number, t: number): number {
    const T = this.#c.years;
    let least = Infinity;
    let head = 0;
    for (let from = t; from >= 0; from--) {
      head += this.spent[a * T + from] as number;
      let sum = head;
      for (let to = t; ; ) {
        const left = (this.#limit[(a * T + from) * T + to] as number) - sum;
        if (left < least) {
          least = left;
          this.#low = from;
          this.#high = to;
        }
        to++;
        if (to >= T) break;
        sum += this.spent[a * T + to] as number;
      }
    }
    return least;
  }
}
