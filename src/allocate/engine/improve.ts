import type { Compact } from "./compact/compact.ts";
import type { Draft } from "./draft/draft.ts";
import type { Neighbors } from "./neighbors.ts";
import type { Random } from "./random.ts";

/** How to search near a plan. */
export interface ImproveOptions {
  /** How many changes to try. */
  readonly tries: number;
  /** What unspent money and room count at first and at last, as a share of their prices. */
  readonly thrift: readonly [number, number];
  /** How much worse a change may be at first and at last, and still be kept.   Unit: value points. */
  readonly heat: readonly [number, number];
}

/** Who is told of a search as it goes on. */
export interface ImproveWatch {
  /** After every change that is kept. */
  onChange(): void;
  /** Before the first try, and again after so many; what missed rows count may change then. */
  readonly turn: number;
  onTurn(): void;
}

/** Modes are numbered from 0: these stand for none, and for no change that helps. */
const none = -1;
const nothing = -2;

/** A gain must exceed what rounding makes of equal sums. */
const leastGain = 1e-12;
const leastImprovement = 1e-11;

/** How often a try gives an item a better mode; the others take a few items out and fill again. */
const oftenGrow = 0.55;
/** How often an item that nothing would better is left; the others get a mode at random. */
const oftenLeave = 0.6;
/** How often a try begins with an item of a missed row, where there is one. */
const oftenMissed = 0.5;
/** How often a neighbor is one under the same ceiling, rather than of the same account. */
const oftenByRow = 0.5;

/** What a cent counts at random at first, against what it is worth on average; it falls to 0. */
const noiseAtFirst = 0.06;
/** What stands in the way of an item is cleared so many times. */
const mostClears = 3;
/** Of so many neighbors drawn, the one that loses least gives something up. */
const drawnToGiveUp = 5;
/** So many neighbors may use what came free. */
const drawnToFill = 8;
/** So many years are drawn in search of a neighbor. */
const yearsDrawn = 4;
/** After so many tries, thrift is set anew. */
const triesPerThrift = 256;

/**
 * Searches near a plan: gives an item a better mode, makes room for it by giving others less, and fills what came free. A
 * change is kept when the plan is better for it, counting what it saved at its price.
 *
 * `charge` is what each mode takes at the prices: money, room under ceilings, links. Answers how many changes were kept.
 */
export function improve(
  c: Compact,
  draft: Draft,
  neighbors: Neighbors,
  pool: Int32Array,
  charge: Float64Array,
  random: Random,
  options: ImproveOptions,
  watch?: ImproveWatch,
): { readonly kept: number } {
  return { kept: new Improver(c, draft, neighbors, pool, charge, random).run(options, watch) };
}

class Improver {
  readonly #c: Compact;
  readonly #draft: Draft;
  readonly #neighbors: Neighbors;
  readonly #pool: Int32Array;
  readonly #charge: Float64Array;
  readonly #random: Random;
  /** What a cent is worth on average. */
  readonly #scale: number;
  /** What unspent money counts now, as a share of its price. */
  #thrift = 0;
  /** What all chosen modes take at the prices. */
  #charged = 0;
  /** The score of the last answer of {@link #bestMode}. */
  #bestScore = 0;
  /** The items that this try changed, and some neighbors: who may use what came free. */
  readonly #touched: number[] = [];
  #changes = 0;
  /** How much each touched item would gain per cent. */
  readonly #values: Float64Array;

  constructor(
    c: Compact,
    draft: Draft,
    neighbors: Neighbors,
    pool: Int32Array,
    charge: Float64Array,
    random: Random,
  ) {
    this.#c = c;
    this.#draft = draft;
    this.#neighbors = neighbors;
    this.#pool = pool;
    this.#charge = charge;
    this.#random = random;
    this.#scale = averageWorth(c, charge);
    this.#values = new Float64Array(c.items);
    for (let i = 0; i < c.items; i++) this.#charged += this.#chargeOf(draft.mode[i] as number);
  }

  run({ tries, thrift, heat }: ImproveOptions, watch?: ImproveWatch): number {
    const draft = this.#draft;
    if (this.#pool.length === 0) return 0;
    let kept = 0;
    let now = 0;
    for (let step = 0; step < tries; step++) {
      const done = step / tries;
      if (step % (watch?.turn ?? triesPerThrift) === 0) {
        watch?.onTurn();
        this.#thrift = thrift[0] + (thrift[1] - thrift[0]) * done;
        now = draft.merit - this.#thrift * this.#charged;
      }
      const noise = noiseAtFirst * this.#scale * (1 - done);
      const charged = this.#charged;
      draft.begin();
      this.#touched.length = 0;
      this.#changes = 0;
      const i = this.#drawItem();
      const isGrowth = this.#random.next() < oftenGrow;
      if (!(isGrowth ? this.#grow(i, noise) : this.#takeOut(i))) continue;
      this.#fill(i, noise);
      const then = draft.merit - this.#thrift * this.#charged;
      const temperature = heat[0] > 0 ? heat[0] * (heat[1] / heat[0]) ** done : 0;
      const least =
        temperature > 0
          ? now + temperature * Math.log(this.#random.next() + leastGain)
          : now + leastImprovement;
      if (then > least) {
        now = then;
        kept++;
        watch?.onChange();
      } else {
        draft.undo();
        this.#charged = charged;
      }
    }
    return kept;
  }

  #chargeOf(m: number): number {
    return m < 0 ? 0 : (this.#charge[m] as number);
  }

  /** What the plan gains when item `i` changes to `to`, with what it saves or takes. */
  #score(i: number, to: number): number {
    const draft = this.#draft;
    const from = draft.mode[i] as number;
    const gain = draft.gain(i, to) - this.#thrift * (this.#chargeOf(to) - this.#chargeOf(from));
    return draft.missed > 0 ? gain + draft.relief(i, to) : gain;
  }

  /** The best change of item `i`, or {@link nothing}; its score into `#bestScore`. */
  #bestMode(i: number, noise: number): number {
    const c = this.#c;
    const from = this.#draft.mode[i] as number;
    let best = nothing;
    let most = leastGain;
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++) {
      if (m === from || c.barred[m] === 1) continue;
      let score = this.#score(i, m);
      if (noise > 0) score += noise * (c.totalCost[m] as number) * (this.#random.next() - 0.5);
      if (score > most) {
        most = score;
        best = m;
      }
    }
    if (from >= 0 && c.pinned[i] === 0) {
      let score = this.#score(i, none);
      if (noise > 0) score += noise * (c.totalCost[from] as number) * (this.#random.next() - 0.5);
      if (score > most) {
        most = score;
        best = none;
      }
    }
    this.#bestScore = most;
    return best;
  }

  #change(i: number, to: number): boolean {
    const from = this.#draft.mode[i] as number;
    if (!this.#draft.set(i, to)) return false;
    this.#touched.push(i);
    this.#changes++;
    this.#charged += this.#chargeOf(to) - this.#chargeOf(from);
    return true;
  }

  /** The item with which a try begins. */
  #drawItem(): number {
    const random = this.#random;
    const i = this.#pool[random.below(this.#pool.length)] as number;
    if (this.#draft.missed <= 0 || random.next() >= oftenMissed) return i;
    const r = this.#draft.missedRow(random);
    if (r < 0) return i;
    const { firstOfRow, ofRow } = this.#neighbors;
    return drawFrom(ofRow, firstOfRow, r, random) ?? i;
  }

  /** Gives an item a better mode, clearing what stands in the way; false where nothing changed. */
  #grow(i: number, noise: number): boolean {
    const c = this.#c;
    const draft = this.#draft;
    const random = this.#random;
    let to = this.#bestMode(i, 2 * noise);
    if (to === nothing) {
      if (random.next() < oftenLeave) return false;
      const [first, end] = [c.firstMode[i] as number, c.firstMode[i + 1] as number];
      to = first + random.below(end - first);
      if (to === (draft.mode[i] as number) || c.barred[to] === 1) return false;
    }
    if (this.#change(i, to)) return true;
    for (let clear = 0; clear < mostClears; clear++) {
      const link = draft.blockingLink(i, to);
      const row = draft.blockingRow(i, to);
      if (link >= 0) this.#settleLink(link, i);
      else if (row >= 0) this.#giveUp(this.#neighbors.ofRow, this.#neighbors.firstOfRow, row, i);
      else if (draft.lacking >= 0) {
        const { firstOfAccount, ofAccount } = this.#neighbors;
        this.#giveUp(ofAccount, firstOfAccount, Math.floor(draft.lacking / c.years), i);
      }
      if (this.#change(i, to)) break;
    }
    return this.#changes > 0;
  }

  /** Takes an item out, and up to two near it; false where nothing changed. */
  #takeOut(i: number): boolean {
    const { mode } = this.#draft;
    const count = 1 + this.#random.below(3);
    if ((mode[i] as number) >= 0) this.#change(i, none);
    for (let more = 1; more < count; more++) {
      const j = this.#near(i);
      if ((mode[j] as number) >= 0) this.#change(j, none);
    }
    return this.#changes > 0;
  }

  /** Fills what came free: items of this try and neighbors take their best modes, most worth per cent first. */
  #fill(i: number, noise: number): void {
    const c = this.#c;
    const { mode } = this.#draft;
    const values = this.#values;
    const touched = this.#touched;
    for (let more = 0; more < drawnToFill; more++) touched.push(this.#near(i));
    for (const j of touched) {
      const m = this.#bestMode(j, 0);
      values[j] =
        m === nothing
          ? -1
          : this.#bestScore / (c.totalCost[m >= 0 ? m : (mode[j] as number)] as number) +
            noise * 0.5 * this.#random.next();
    }
    sortByValue(touched, values);
    let last = none;
    // What changes from here on joins the list, and is not filled a second time.
    const end = touched.length;
    for (let at = 0; at < end; at++) {
      const j = touched[at] as number;
      if ((values[j] as number) <= 0) break;
      if (j === last) continue;
      last = j;
      const m = this.#bestMode(j, 0);
      if (m === nothing || this.#change(j, m) || m < 0) continue;
      const second = this.#secondMode(j, m);
      if (second >= 0) this.#change(j, second);
    }
  }

  /** The best mode of an item but for one, or {@link nothing}. */
  #secondMode(j: number, first: number): number {
    const c = this.#c;
    let second = nothing;
    let most = leastGain;
    for (let m = c.firstMode[j] as number; m < (c.firstMode[j + 1] as number); m++) {
      if (m === first || m === (this.#draft.mode[j] as number) || c.barred[m] === 1) continue;
      const score = this.#score(j, m);
      if (score > most) {
        most = score;
        second = m;
      }
    }
    return second;
  }

  /** An item near `i`: under the same ceiling or of the same account. */
  #near(i: number): number {
    const c = this.#c;
    const random = this.#random;
    const { firstOfRow, ofRow, firstOfAccount, ofAccount } = this.#neighbors;
    for (let drawn = 0; drawn < yearsDrawn; drawn++) {
      const at = i * c.years + random.below(c.years);
      const group = c.classOf[at] as number;
      if (group < 0) continue;
      const [first, end] = [c.firstItemRow[at] as number, c.firstItemRow[at + 1] as number];
      if (end > first && random.next() < oftenByRow) {
        const r = c.itemRow[first + random.below(end - first)] as number;
        return drawFrom(ofRow, firstOfRow, r, random) ?? i;
      }
      const from = c.firstLane[group] as number;
      const lane = from + random.below((c.firstLane[group + 1] as number) - from);
      return drawFrom(ofAccount, firstOfAccount, c.laneAccount[lane] as number, random) ?? i;
    }
    return this.#pool[random.below(this.#pool.length)] as number;
  }

  /** Gives something of a neighbor up: of a few at random, the one that loses least per cent. */
  #giveUp(list: Int32Array, first: Int32Array, which: number, i: number): void {
    const c = this.#c;
    let who = none;
    let what = none;
    let least = Infinity;
    for (let drawn = 0; drawn < drawnToGiveUp; drawn++) {
      const j = drawFrom(list, first, which, this.#random) ?? i;
      const from = this.#draft.mode[j] as number;
      if (from < 0 || j === i) continue;
      const firstMode = c.firstMode[j] as number;
      for (let m = firstMode - 1; m < (c.firstMode[j + 1] as number); m++) {
        const to = m < firstMode ? none : m;
        if (to === from || (to < 0 ? c.pinned[j] === 1 : c.barred[to] === 1)) continue;
        const saved = (c.totalCost[from] as number) - (to < 0 ? 0 : (c.totalCost[to] as number));
        if (saved <= 0) continue;
        const loss = -this.#score(j, to) / saved;
        if (loss < least) {
          least = loss;
          who = j;
          what = to;
        }
      }
    }
    if (who >= 0) this.#change(who, what);
  }

  /** Gives what a link asks: the other initiative in time, or the one that stands in the way left out. */
  #settleLink(link: number, i: number): void {
    const c = this.#c;
    const { mode } = this.#draft;
    for (let e = c.firstLinkMode[link] as number; e < (c.firstLinkMode[link + 1] as number); e++) {
      const m = c.linkMode[e] as number;
      const j = c.itemOf[m] as number;
      if (j === i) continue;
      if ((c.linkModeFactor[e] as number) > 0 && mode[j] === m) {
        this.#change(j, none);
        return;
      }
      if ((c.linkModeFactor[e] as number) < 0 && mode[j] !== m) {
        const best = this.#bestFor(link, j);
        if (best >= 0) this.#change(j, best);
        return;
      }
    }
  }

  /** The mode of item `j` with the best score of those that let others keep a link row. */
  #bestFor(link: number, j: number): number {
    const c = this.#c;
    let best = none;
    let most = -Infinity;
    for (let e = c.firstLinkMode[link] as number; e < (c.firstLinkMode[link + 1] as number); e++) {
      const m = c.linkMode[e] as number;
      if (c.itemOf[m] !== j || (c.linkModeFactor[e] as number) >= 0) continue;
      const score = this.#score(j, m);
      if (score > most) {
        most = score;
        best = m;
      }
    }
    return best;
  }
}

/** Sorts a short list of items, those of most value first. */
function sortByValue(items: number[], values: Float64Array): void {
  for (let next = 1; next < items.length; next++) {
    const i = items[next] as number;
    const value = values[i] as number;
    let at = next - 1;
    for (; at >= 0; at--) {
      const other = items[at] as number;
      const its = values[other] as number;
      if (its > value || (its === value && other <= i)) break;
      items[at + 1] = other;
    }
    items[at + 1] = i;
  }
}

/** One of a list's entries at random; nothing where it has none. */
function drawFrom(
  list: Int32Array,
  first: Int32Array,
  which: number,
  random: Random,
): number | undefined {
  const [from, to] = [first[which] as number, first[which + 1] as number];
  const drawn = random.below(to - from);
  return to > from ? list[from + drawn] : undefined;
}

/** By what modes take, what a cent takes on average: searches near a plan follow one another at the same prices. */
const worths = new WeakMap<Float64Array, number>();

/** What a cent takes at the prices, on average. */
function averageWorth(c: Compact, charge: Float64Array): number {
  const known = worths.get(charge);
  if (known !== undefined) return known;
  const worth = sumWorth(c, charge);
  worths.set(charge, worth);
  return worth;
}

function sumWorth(c: Compact, charge: Float64Array): number {
  let sum = 0;
  let cost = 0;
  for (let m = 0; m < c.modes; m++) {
    if (c.barred[m] === 1) continue;
    sum += Math.max(0, charge[m] as number);
    cost += c.totalCost[m] as number;
  }
  return cost > 0 ? sum / cost : 0;
}
