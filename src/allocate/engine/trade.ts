import type { Compact } from "./compact/compact.ts";
import type { Draft } from "./draft/draft.ts";
import type { Neighbors } from "./neighbors.ts";
import type { Priced } from "./prices/priced.ts";
import type { Prices } from "./prices/prices.ts";

/** Modes are numbered from 0: these stand for none, and for no change. */
const none = -1;
const nothing = -2;

/** A change of one item is worth a try from here on.   Unit: value points. */
const leastOffer = 3e-5;
/** A trade must gain more than rounding could make of it.   Unit: value points. */
const leastGain = 1e-9;
/** So many others may make room for one. */
const mostGivers = 6;
/** Of so many of an account that lose least, the one that loses least by now gives. */
const givers = 3;
/** So many are asked for what an offer lacks before it is given up. */
const mostAsked = 2;
/**
 * Offers come in the order of what they gain, less this share of what room under ceilings of their own few items is worth:
 * most of those that lack it find nobody to make it.
 */
const ownShare = 0.7;
/** What nobody gave for anything is spent on what gains at least this share of what it takes. */
const thrift = 0.6;
/** Of the offers, as many are tried then. */
const spentShare = 0.45;

/** What things cost where items trade. */
export interface TradePrices {
  /** Of modes, at prices. */
  readonly priced: Priced;
  /** Of leaves, at the same prices.   Unit: value points per effect. */
  readonly leaves: Prices;
}

/**
 * Moves money from items that lose least without it to those that gain most, in a plan that keeps every rule and goes on
 * keeping them.
 *
 * What blocks chose at prices together serves some leaves beyond their goals and leaves others short, as prices hold for
 * a little more or less only. Here each change is judged by what the plan's own leaves gain or lose by it, and by what
 * its money is worth at the prices. First all have less by which they lose less than its money is worth; then items in the
 * order of their gain get a better mode, for which others make room, if together that gains by these gains and losses, each
 * told when it is made. At last what is left of money is spent, where it gains less
 * than it is worth.
 *
 * `draft`: with weights for the rules that may be missed; `pool`: who may change; `neighbors`: among these; `most`: how many
 * offers are tried at most.
 * Answers how many were taken. Money that nobody took stays unspent: the value may be lower than before.
 */
export function trade(
  c: Compact,
  draft: Draft,
  neighbors: Neighbors,
  pool: Int32Array,
  prices: TradePrices,
  most: number,
): { readonly kept: number } {
  return { kept: new Trader(c, draft, neighbors, pool, prices).run(most) };
}

class Trader {
  readonly #c: Compact;
  readonly #draft: Draft;
  readonly #neighbors: Neighbors;
  readonly #pool: Int32Array;
  readonly #prices: TradePrices;
  /** By item: the dearer mode that gains most beyond what it takes, and that gain. */
  readonly #more: Int32Array;
  readonly #gain: Float64Array;
  /** By item: the cheaper mode that loses least for what it frees; that loss as a gain below 0, or a gain; the same per cent. */
  readonly #less: Int32Array;
  readonly #change: Float64Array;
  readonly #perCent: Float64Array;
  /** By account: who could give, those first that lose least per cent. */
  readonly #byAccount: (Int32Array | undefined)[] = [];
  /** What money counts, as a share of its price. */
  #thrift = 1;
  /** What the changes of this try gained so far, with the offer's own; who gave. */
  #balance = 0;
  readonly #gave: number[] = [];

  constructor(
    c: Compact,
    draft: Draft,
    neighbors: Neighbors,
    pool: Int32Array,
    prices: TradePrices,
  ) {
    this.#c = c;
    this.#draft = draft;
    this.#neighbors = neighbors;
    this.#pool = pool;
    this.#prices = prices;
    this.#more = new Int32Array(c.items);
    this.#gain = new Float64Array(c.items);
    this.#less = new Int32Array(c.items).fill(nothing);
    this.#change = new Float64Array(c.items);
    this.#perCent = new Float64Array(c.items).fill(-Infinity);
  }

  run(most: number): number {
    for (const i of this.#pool) this.#look(i);
    this.#giveFreely();
    let kept = 0;
    for (const i of this.#offers(most)) if (this.#try(i, mostGivers)) kept++;
    this.#thrift = thrift;
    for (const i of this.#pool) this.#look(i);
    for (const i of this.#offers(Math.ceil(most * spentShare))) if (this.#try(i, 0)) kept++;
    return kept;
  }

  /** Finds what an item could change to. */
  #look(i: number): void {
    const c = this.#c;
    const from = this.#draft.mode[i] as number;
    const cost = from < 0 ? 0 : (c.totalCost[from] as number);
    let [more, gain, less, perCent] = [nothing, leastOffer, nothing, -Infinity];
    const end = c.firstMode[i + 1] as number;
    for (let m = c.firstMode[i] as number; m < end; m++) {
      if (m === from || c.barred[m] === 1) continue;
      const by = (c.totalCost[m] as number) - cost;
      const score = this.#score(i, m);
      if (by > 0) {
        if (score > gain) [more, gain] = [m, score];
      } else if (perCentOf(score, by) > perCent) {
        [less, perCent] = [m, perCentOf(score, by)];
        this.#change[i] = score;
      }
    }
    if (from >= 0 && c.pinned[i] === 0) {
      const score = this.#score(i, none);
      if (perCentOf(score, -cost) > perCent) {
        [less, perCent] = [none, perCentOf(score, -cost)];
        this.#change[i] = score;
      }
    }
    this.#more[i] = more;
    this.#gain[i] = more === nothing ? 0 : gain;
    this.#less[i] = less;
    this.#perCent[i] = perCent;
  }

  /** What the plan gains when an item changes, less what that takes at the prices. */
  #score(i: number, to: number): number {
    const from = this.#draft.mode[i] as number;
    return this.#draft.gain(i, to) - this.#thrift * (this.#chargeOf(to) - this.#chargeOf(from));
  }

  #chargeOf(m: number): number {
    return m < 0 ? 0 : (this.#prices.priced.charge[m] as number);
  }

  /** All that lose less than the money that they free is worth get less, those first that gain most. */
  #giveFreely(): void {
    const draft = this.#draft;
    const willing = this.#pool.filter((i) => (this.#perCent[i] as number) > 0);
    for (const i of sorted(willing, this.#perCent)) {
      this.#look(i);
      if ((this.#perCent[i] as number) <= 0) continue;
      draft.begin();
      this.#give(i);
    }
  }

  /** Who could do more with money, those first that gain most. */
  #offers(most: number): Int32Array {
    const key = new Float64Array(this.#c.items);
    const offers = this.#pool.filter((i) => (this.#more[i] as number) !== nothing);
    for (const i of offers) {
      const own = this.#ownOf(this.#more[i] as number) - this.#ownOf(this.#draft.mode[i] as number);
      key[i] = (this.#gain[i] as number) - ownShare * own;
    }
    return sorted(offers, key).subarray(0, most);
  }

  /** What a mode takes of what few others could use, such as room under ceilings of its own, at the prices. */
  #ownOf(m: number): number {
    if (m < 0) return 0;
    const c = this.#c;
    const { priced, leaves } = this.#prices;
    let worth = 0;
    for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
      worth += (c.effectAmount[e] as number) * (leaves[c.effectLeaf[e] as number] as number);
    return worth - (priced.profit[m] as number) - (priced.charge[m] as number);
  }

  /**
   * Gives an item its better mode, with what so many others must give for it, if together that gains; else all is as it
   * was.
   */
  #try(i: number, most: number): boolean {
    const draft = this.#draft;
    this.#look(i);
    const to = this.#more[i] as number;
    if (to === nothing || draft.blockingLink(i, to) >= 0) return false;
    draft.begin();
    this.#balance = this.#gain[i] as number;
    this.#gave.length = 0;
    let isDone = draft.set(i, to);
    for (let n = 0; !isDone && n < most && this.#makeRoom(i, to); n++) isDone = draft.set(i, to);
    if (isDone && this.#balance > leastGain && draft.shortfall <= 0) return true;
    draft.undo();
    for (const j of this.#gave) this.#look(j);
    return false;
  }

  /** Lets somebody give what an item lacks; false where nobody can, or loses more by it than the item gains. */
  #makeRoom(i: number, to: number): boolean {
    const draft = this.#draft;
    const row = draft.blockingRow(i, to);
    if (row >= 0) return this.#giveUnder(row, i);
    return draft.lacking >= 0 && this.#giveFrom(draft.lacking, i);
  }

  #giveUnder(row: number, i: number): boolean {
    const { firstOfRow, ofRow } = this.#neighbors;
    for (let asked = 0; asked < mostAsked; asked++) {
      let giver = none;
      let most = -Infinity;
      for (let at = firstOfRow[row] as number; at < (firstOfRow[row + 1] as number); at++) {
        const j = ofRow[at] as number;
        if (j === i || (this.#perCent[j] as number) <= most || !this.#isWorth(j)) continue;
        giver = j;
        most = this.#perCent[j] as number;
      }
      if (giver < 0) return false;
      // The plan may have changed since.
      this.#look(giver);
      if ((this.#perCent[giver] as number) < most || !this.#isWorth(giver)) continue;
      if (this.#give(giver)) return true;
    }
    return false;
  }

  /** `lacking`: account x years. */
  #giveFrom(lacking: number, i: number): boolean {
    for (let asked = 0; asked < mostAsked; asked++) {
      const giver = this.#bestGiver(lacking, i);
      if (giver < 0) return false;
      if (this.#give(giver)) return true;
    }
    return false;
  }

  /** Who loses least per cent by giving what an account-year lacks, of those few that lost least at first; -1 for none. */
  #bestGiver(lacking: number, i: number): number {
    const T = this.#c.years;
    let giver = none;
    let most = -Infinity;
    let looked = 0;
    for (const j of this.#giversOf(Math.floor(lacking / T))) {
      if (j === i || !this.#frees(j, lacking % T)) continue;
      this.#look(j);
      if ((this.#perCent[j] as number) > most && this.#isWorth(j)) {
        giver = j;
        most = this.#perCent[j] as number;
      }
      if (++looked === givers) break;
    }
    return giver;
  }

  #giversOf(account: number): Int32Array {
    const known = this.#byAccount[account];
    if (known !== undefined) return known;
    const { firstOfAccount, ofAccount } = this.#neighbors;
    const all = ofAccount.slice(firstOfAccount[account], firstOfAccount[account + 1]);
    const own = all.filter((j, at) => j !== all[at - 1] && (this.#less[j] as number) !== nothing);
    this.#byAccount[account] = sorted(own, this.#perCent);
    return this.#byAccount[account];
  }

  /** Whether an item would need less money in a year. */
  #frees(j: number, year: number): boolean {
    const c = this.#c;
    const from = this.#draft.mode[j] as number;
    const to = this.#less[j] as number;
    if (from < 0 || to === nothing || (this.#perCent[j] as number) === -Infinity) return false;
    const then = to < 0 ? 0 : (c.cost[to * c.years + year] as number);
    return (c.cost[from * c.years + year] as number) > then;
  }

  /** Whether a trade would still gain if this item gave. */
  #isWorth(j: number): boolean {
    return (this.#change[j] as number) + this.#balance > leastGain;
  }

  /** Lets an item have less; false, with all as it was, where others require it, a floor counts it, or that costs more in a year. */
  #give(j: number): boolean {
    const draft = this.#draft;
    const { mark, value, missed } = draft;
    const isSet = draft.set(j, this.#less[j] as number);
    if (!isSet || (draft.missed > missed && draft.shortfall > 0)) {
      if (isSet) draft.undoTo(mark, value, missed);
      // It is not asked again.
      this.#perCent[j] = -Infinity;
      return false;
    }
    this.#balance += this.#change[j] as number;
    this.#gave.push(j);
    this.#look(j);
    return true;
  }
}

/** What a change loses for each cent that it frees; one that frees none counts only where it gains. */
function perCentOf(score: number, by: number): number {
  if (by < 0) return score / -by;
  return score > 0 ? Infinity : -Infinity;
}

/** Those of most first. */
function sorted(items: Int32Array, key: Float64Array): Int32Array {
  return items.sort((a, b) => {
    const [p, q] = [key[a] as number, key[b] as number];
    return p === q ? a - b : q - p;
  });
}
