import { compareText } from "../../base/findings.ts";
import { cents } from "../../base/money.ts";
import type { Allocation, Choice, Payment } from "../allocation.ts";
import { choiceKey } from "../choice.ts";
import type { Candidate, Problem } from "../problem.ts";
import { descend, type Stage } from "./ascent.ts";
import { findBlocks, solveBlock } from "./blocks.ts";
import { type Compact, compactProblem } from "./compact.ts";
import { construct, fundPinned } from "./construct.ts";
import { Draft } from "./draft.ts";
import { Dual, type Prices } from "./dual.ts";
import { improve } from "./improve.ts";
import { findNeighbors, type Neighbors } from "./neighbors.ts";
import { type Priced, priceModes } from "./priced.ts";
import { makeRandom, type Random } from "./random.ts";
import { recompact } from "./recompact.ts";
import { Repacker } from "./repack.ts";

/** What a search knows so far. */
export interface SearchState {
  /** Worth of the best plan that keeps every rule; nothing before there is one.   Unit: value points. */
  readonly value: number | null;
  /** No plan is worth more.   Unit: value points. */
  readonly bound: number;
  /** Changes tried so far. */
  readonly steps: number;
}

/** A plan of a search: its candidates by item, and who pays. */
export interface Plan {
  readonly funded: ReadonlyMap<number, Candidate>;
  readonly payments: readonly Payment[];
}

/** From cold, prices follow the dual through these roundings of it; each is a few hundred walks over the plan. */
const coldStages: readonly Stage[] = [
  { temperature: 0.1, steps: 40 },
  { temperature: 0.03, steps: 60 },
  { temperature: 0.01, steps: 100 },
  { temperature: 0.006, steps: 100 },
  { temperature: 0.003, steps: 100 },
  { temperature: 0.0015, steps: 100 },
];

const warmStages: readonly Stage[] = [
  { temperature: 0.003, steps: 15 },
  { temperature: 0.0015, steps: 15 },
];

/** What a missed cent of a floor or share counts, against what money is worth on average. */
const firstWeight = 20;

/**
 * A search for the best plan of a problem that can be continued, and begun anew from what it learned when numbers
 * change.
 *
 * Prices of everything shared come first, from the Lagrangian dual, which also bounds every plan; then a plan built at
 * those prices; then changes of single items with what they displace; then whole groups of items of one partner,
 * repacked together. Everything is counted in steps and drawn from a seed, so that the same input gives the same plan.
 */
export class Search {
  readonly compact: Compact;
  readonly #dual: Dual;
  readonly #random: Random;
  readonly #neighbors: Neighbors;
  readonly #pool: Int32Array;
  readonly #groups: readonly (readonly number[])[];
  #prices: Prices;
  #priced: Priced | null = null;
  #draft: Draft;
  #bound = Infinity;
  #steps = 0;
  #weight = firstWeight;
  #bestValue: number | null = null;
  #bestModes: Int32Array;
  #bestFlow: Float64Array;
  readonly #from: Int32Array | null;
  readonly #isWarm: boolean;

  /**
   * Begins a search. With `before`, the search of a problem that differs little, its prices and its plan are the start;
   * with `start`, the modes of an earlier plan are.
   */
  constructor(problem: Problem, before?: Search, start?: readonly Choice[]) {
    const known = before === undefined ? undefined : recompact(before.compact, problem);
    const c = known ?? compactProblem(problem);
    this.compact = c;
    this.#dual = new Dual(c);
    this.#random = makeRandom(1);
    const isSame = known !== undefined && before !== undefined;
    this.#neighbors = isSame ? before.#neighbors : findNeighbors(c);
    this.#pool = isSame
      ? before.#pool
      : Int32Array.from(Array.from({ length: c.items }, (_, i) => i)).filter(
          (i) => (c.firstMode[i + 1] as number) > (c.firstMode[i] as number),
        );
    this.#groups = isSame ? before.#groups : groupItems(problem, this.#pool);
    this.#isWarm = isSame;
    this.#prices = isSame ? before.#prices : this.#dual.start();
    this.#draft = new Draft(c);
    this.#bestModes = new Int32Array(c.items).fill(-1);
    this.#bestFlow = new Float64Array(c.laneAccount.length);
    this.#from = start !== undefined ? modesOf(c, start) : isSame ? before.#bestModes : null;
  }

  get state(): SearchState {
    return { value: this.#bestValue, bound: this.#bound, steps: this.#steps };
  }

  /** (bound - value) / value; Infinity without a plan. */
  get gap(): number {
    const value = this.#bestValue;
    if (value === null) return Infinity;
    if (this.#bound <= value) return 0;
    return value > 0 ? (this.#bound - value) / value : Infinity;
  }

  /** What the prices say of every mode: by how much profit it falls short is what the bound loses with it. */
  get priced(): Priced {
    this.#priced ??= priceModes(this.compact, this.#dual, this.#prices);
    return this.#priced;
  }

  get prices(): Prices {
    return this.#prices;
  }

  /** Whether this search shares the form of the one before it, so that {@link edit} can take its plan over. */
  get isNear(): boolean {
    return this.#isWarm;
  }

  /** Takes over an allocation, payments and all; does nothing where it does not keep every rule of this problem. */
  adopt({ choices, payments }: Pick<Allocation, "choices" | "payments">): void {
    const c = this.compact;
    const flow = new Float64Array(c.laneAccount.length);
    const items = new Map(c.problem.items.map(({ initiative }, i) => [initiative.id, i]));
    for (const { initiative, account, fiscal_year, amount } of payments) {
      const i = items.get(initiative) ?? -1;
      const t = c.problem.years.indexOf(fiscal_year);
      const k = c.classOf[i * c.years + t] ?? -1;
      for (let lane = c.firstLane[k] ?? 0; lane < (c.firstLane[k + 1] ?? 0); lane++)
        if (c.accounts[c.laneAccount[lane] as number] === account) (flow[lane] as number) += amount;
    }
    this.#setWeights();
    this.#draft.load(modesOf(c, choices), flow);
    for (let at = 0; at < c.budget.length; at++)
      if (this.#draft.room(Math.floor(at / c.years), at % c.years) < 0) return;
    for (let r = 0; r < c.rows; r++)
      if (c.isCeiling[r] === 1 && (this.#draft.rowSum[r] as number) > (c.rowLimit[r] as number))
        return;
    this.#keep();
  }

  /** Finds prices and a first plan; yields after each part. */
  *begin(): Generator<SearchState> {
    for (const stage of this.#isWarm ? warmStages : coldStages) {
      const { prices, bound, last } = descend(this.#dual, this.#prices, [stage]);
      if (bound < this.#bound) this.#bound = bound;
      this.#prices = bound <= this.#bound ? prices : last;
      yield this.state;
    }
    this.#cutBlocks();
    const c = this.compact;
    const priced = this.priced;
    this.#draft.preferLanes(this.#dual.lanePrice);
    this.#setWeights();
    if (this.#from !== null) {
      this.#recall(this.#from);
      this.#keep();
    }
    construct(c, this.#draft, this.#neighbors, priced);
    this.#keep();
    yield this.state;
  }

  /**
   * Takes over the plan of a search before an edit, and mends only what the edit broke: what no longer fits is dropped, the
   * least worth per dollar first, and single changes near it follow. For an answer while somebody types.
   *
   * `follow`: let prices follow the edit a little, which takes longer and bounds better.
   */
  edit(before: Search, tries: number, follow = false): SearchState {
    const c = this.compact;
    const old = before.compact;
    this.#bound = this.#dual.evaluate(this.#prices, 0);
    if (follow) {
      const { prices, bound } = descend(this.#dual, this.#prices, warmStages);
      if (bound < this.#bound) this.#prices = prices;
      this.#bound = Math.min(this.#bound, bound);
    }
    this.#priced = null;
    const { priced } = this;
    this.#draft.preferLanes(this.#dual.lanePrice);
    this.#setWeights();
    const modes = Int32Array.from(before.#bestModes);
    const flow = Float64Array.from(before.#bestFlow);
    const touched = new Set<number>();
    for (let i = 0; i < c.items; i++) {
      const m = modes[i] as number;
      if (c.problem.items[i] !== old.problem.items[i]) touched.add(i);
      if (m < 0 || (c.candidates[m] === old.candidates[m] && c.barred[m] === 0)) continue;
      modes[i] = -1;
      for (let t = 0; t < c.years; t++) {
        let owed = old.cost[m * c.years + t] as number;
        const k = c.classOf[i * c.years + t] as number;
        for (
          let lane = c.firstLane[k] as number;
          k >= 0 && lane < (c.firstLane[k + 1] as number) && owed > 0;
          lane++
        ) {
          const by = Math.min(owed, flow[lane] as number);
          (flow[lane] as number) -= by;
          owed -= by;
        }
      }
    }
    this.#draft.load(modes, flow);
    this.#dropMisfits(touched);
    this.#fundAgain(priced, before, touched);
    const pool = this.#poolNear(touched, old);
    this.#mend();
    const { charge } = priced;
    const options = { tries, thrift: [0.3, 0], heat: [0, 0] } as const;
    improve(c, this.#draft, this.#neighbors, pool, charge, this.#random, options);
    this.#steps += tries;
    this.#mend();
    this.#keep();
    return this.state;
  }

  /** Drops items until links, ceilings and money hold; what was dropped or competed goes into `touched`. */
  #dropMisfits(touched: Set<number>): void {
    const c = this.compact;
    const draft = this.#draft;
    const { profit } = this.priced;
    const density = (i: number) =>
      (profit[draft.mode[i] as number] as number) /
      (c.totalCost[draft.mode[i] as number] as number);
    const dropLeast = (list: Iterable<number>, fits: () => boolean) => {
      const funded = [...list].filter((i) => (draft.mode[i] as number) >= 0 && c.pinned[i] === 0);
      funded.sort((a, b) => density(a) - density(b) || a - b);
      for (const i of funded) {
        if (fits()) return;
        draft.drop(i);
        touched.add(i);
      }
    };
    const { firstOfRow, ofRow, firstOfAccount, ofAccount } = this.#neighbors;
    for (let r = 0; r < c.rows; r++) {
      const fits = () => (draft.rowSum[r] as number) <= (c.rowLimit[r] as number);
      if (c.isCeiling[r] === 1 && !fits())
        dropLeast(ofRow.subarray(firstOfRow[r] as number, firstOfRow[r + 1] as number), fits);
    }
    for (let a = 0; a < c.accounts.length; a++) {
      for (let t = 0; t < c.years; t++) {
        const fits = () => draft.room(a, t) >= 0;
        if (fits()) continue;
        const payers = [
          ...ofAccount.subarray(firstOfAccount[a] as number, firstOfAccount[a + 1] as number),
        ].filter(
          (i) =>
            (draft.mode[i] as number) >= 0 &&
            (c.cost[(draft.mode[i] as number) * c.years + t] as number) > 0,
        );
        dropLeast(payers, fits);
        dropLeast(
          ofAccount.subarray(firstOfAccount[a] as number, firstOfAccount[a + 1] as number),
          fits,
        );
      }
    }
    for (let pass = 0; pass < 10 && !draft.linksHold; pass++) {
      for (let l = 0; l < c.linkRows; l++) {
        if ((draft.linkSum[l] as number) <= (c.linkLimit[l] as number)) continue;
        for (let e = c.firstLinkMode[l] as number; e < (c.firstLinkMode[l + 1] as number); e++) {
          const m = c.linkMode[e] as number;
          const i = c.itemOf[m] as number;
          if ((c.linkModeFactor[e] as number) <= 0 || draft.mode[i] !== m) continue;
          draft.drop(i);
          touched.add(i);
          break;
        }
      }
    }
  }

  /** Funds again what was pinned, and what was dropped where it still fits. */
  #fundAgain(priced: Priced, before: Search, touched: Set<number>): void {
    const c = this.compact;
    fundPinned(c, this.#draft, priced);
    for (const i of touched)
      if (c.pinned[i] === 1 && (this.#draft.mode[i] as number) < 0) this.#forceIn(i, touched);
    for (const i of touched) {
      if ((this.#draft.mode[i] as number) >= 0) continue;
      this.#draft.begin();
      const own = before.#bestModes[i] as number;
      if (own >= 0) this.#draft.set(i, own);
    }
  }

  /** Funds a pinned item by dropping what stands in its way, the least worth per dollar first. */
  #forceIn(i: number, touched: Set<number>): void {
    const c = this.compact;
    const draft = this.#draft;
    const { profit } = this.priced;
    const { firstOfRow, ofRow, firstOfAccount, ofAccount } = this.#neighbors;
    const modes: number[] = [];
    for (let m = c.firstMode[i] as number; m < (c.firstMode[i + 1] as number); m++)
      if (c.barred[m] === 0) modes.push(m);
    modes.sort((a, b) => (profit[b] as number) - (profit[a] as number) || a - b);
    const dropOne = (list: Int32Array, t: number): boolean => {
      let least = Infinity;
      let who = -1;
      for (const j of list) {
        const m = draft.mode[j] as number;
        if (m < 0 || j === i || c.pinned[j] === 1 || c.cost[m * c.years + t] === 0) continue;
        const density = (profit[m] as number) / (c.totalCost[m] as number);
        if (density < least) [least, who] = [density, j];
      }
      if (who < 0) return false;
      draft.drop(who);
      touched.add(who);
      return true;
    };
    for (const m of modes) {
      for (let tries = 0; tries < 60; tries++) {
        draft.begin();
        if (draft.set(i, m)) return;
        const link = draft.blockingLink(i, m);
        const row = draft.blockingRow(i, m);
        let dropped = false;
        if (link < 0 && row >= 0) {
          const list = ofRow.subarray(firstOfRow[row], firstOfRow[row + 1]);
          for (let t = 0; t < c.years && !dropped; t++)
            if ((c.cost[m * c.years + t] as number) > 0) dropped = dropOne(list, t);
        } else if (link < 0 && draft.lacking >= 0) {
          const a = Math.floor(draft.lacking / c.years);
          const list = ofAccount.subarray(firstOfAccount[a], firstOfAccount[a + 1]);
          dropped = dropOne(list, draft.lacking % c.years);
        }
        if (!dropped) break;
      }
    }
  }

  /** What competes with the touched items, and with accounts whose money changed. */
  #poolNear(touched: ReadonlySet<number>, old: Compact): Int32Array {
    const c = this.compact;
    const near = new Set(touched);
    const { firstOfRow, ofRow, firstOfAccount, ofAccount } = this.#neighbors;
    const addRow = (r: number) => {
      if (c.isIdle[r] === 1 || (firstOfRow[r + 1] as number) - (firstOfRow[r] as number) > 2_000)
        return;
      for (let at = firstOfRow[r] as number; at < (firstOfRow[r + 1] as number); at++)
        near.add(ofRow[at] as number);
    };
    for (const i of touched)
      for (let at = i * c.years; at < (i + 1) * c.years; at++)
        for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++)
          addRow(c.itemRow[e] as number);
    for (let r = 0; r < c.rows; r++) if (c.rowLimit[r] !== (old.rowLimit[r] as number)) addRow(r);
    for (let b = 0; b < c.budget.length; b++) {
      if (c.budget[b] === (old.budget[b] as number)) continue;
      const a = Math.floor(b / c.years);
      for (let at = firstOfAccount[a] as number; at < (firstOfAccount[a + 1] as number); at++)
        near.add(ofAccount[at] as number);
    }
    if (near.size === 0) return this.#pool;
    return Int32Array.from(near)
      .filter((i) => (c.firstMode[i + 1] as number) > (c.firstMode[i] as number))
      .sort();
  }

  /** Lower the bound by what blocks lose when their packages are whole. */
  #cutBlocks(): void {
    const c = this.compact;
    const value = this.#dual.evaluate(this.#prices, 0);
    let cut = 0;
    for (const block of findBlocks(c, Math.max(100, c.items / 10)))
      cut += solveBlock(c, this.#dual, this.#prices, block, 2_000).cut;
    this.#bound = Math.min(this.#bound, value - cut);
  }

  /** Gives the draft the modes of a plan, as far as they fit. */
  #recall(modes: Int32Array): void {
    const c = this.compact;
    let left = Array.from({ length: c.items }, (_, i) => i).filter(
      (i) => (modes[i] as number) >= 0,
    );
    left.sort((a, b) => (c.pinned[b] as number) - (c.pinned[a] as number) || a - b);
    for (let pass = 0; pass < 3 && left.length > 0; pass++)
      left = left.filter((i) => {
        this.#draft.begin();
        return !this.#draft.set(i, modes[i] as number);
      });
  }

  #setWeights(): void {
    const c = this.compact;
    const weight = this.#weight * this.#dual.scale;
    this.#draft.setWeights((r) => (c.isCeiling[r] === 1 || c.isIdle[r] === 1 ? 0 : weight));
  }

  /** Searches near the plan with single changes. `tries` changes; `thrift` as in {@link improve}. */
  improve(tries: number, thrift: readonly [number, number]): SearchState {
    this.#mend();
    improve(
      this.compact,
      this.#draft,
      this.#neighbors,
      this.#pool,
      this.priced.charge,
      this.#random,
      { tries, thrift, heat: [0.000_5, 0.000_05] },
    );
    this.#steps += tries;
    this.#mend();
    this.#keep();
    return this.state;
  }

  /** Moves money towards floors that are missed; misses count more from time to time. */
  #mend(): void {
    const c = this.compact;
    if (this.#draft.shortfall <= 0) return;
    this.#draft.begin();
    for (let r = 0; r < c.rows; r++)
      if (c.isCeiling[r] === 0 && (this.#draft.rowSum[r] as number) > (c.rowLimit[r] as number))
        this.#draft.reroute(r);
    if (this.#draft.shortfall <= 0) return;
    this.#weight *= 2;
    this.#setWeights();
  }

  /** Repacks groups of items together, `tries` times. */
  repack(tries: number, thrift: number): SearchState {
    const c = this.compact;
    const { priced } = this;
    const repacker = new Repacker(c, this.#draft, priced);
    const { rows } = this.#dual.layout;
    const sizes = runningSizes(this.#groups);
    for (let step = 0; step < tries; step++) {
      const items = this.#drawGroup(sizes);
      let budget = 0;
      const seen = new Set<number>();
      for (const i of items) {
        const m = this.#draft.mode[i] as number;
        budget += (priced.best[i] as number) - (m < 0 ? 0 : (priced.profit[m] as number));
        for (let at = i * c.years; at < (i + 1) * c.years; at++)
          for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++)
            seen.add(c.itemRow[e] as number);
      }
      for (const r of seen)
        if (c.isCeiling[r] === 1 && c.isIdle[r] === 0)
          budget +=
            (this.#prices[rows + r] as number) *
            Math.max(0, (c.rowLimit[r] as number) - (this.#draft.rowSum[r] as number));
      repacker.try(items, budget * 0.7 + 1e-4, 1_500, thrift);
    }
    this.#steps += tries * 100;
    this.#keep();
    return this.state;
  }

  /** Items of one partner that are in doubt or lose most, and a few that compete with them for money. */
  #drawGroup(sizes: Int32Array): number[] {
    const c = this.compact;
    const random = this.#random;
    const { margin, best, profit } = this.priced;
    const draw = random.below(sizes.at(-1) ?? 1);
    let group = 0;
    while ((sizes[group] as number) <= draw) group++;
    const loss = (i: number) =>
      (best[i] as number) -
      ((this.#draft.mode[i] as number) < 0 ? 0 : (profit[this.#draft.mode[i] as number] as number));
    const keyed = (this.#groups[group] ?? []).map((i) => ({
      i,
      key: ((margin[i] as number) - loss(i)) * (0.2 + random.next()),
    }));
    keyed.sort((a, b) => a.key - b.key || a.i - b.i);
    const items = keyed.slice(0, 16).map(({ i }) => i);
    for (let more = 0; more < 2; more++) {
      const near = items[random.below(items.length)] ?? 0;
      const k = c.classOf[near * c.years + random.below(c.years)] as number;
      if (k < 0) continue;
      const lane =
        (c.firstLane[k] as number) +
        random.below((c.firstLane[k + 1] as number) - (c.firstLane[k] as number));
      const a = c.laneAccount[lane] as number;
      const { firstOfAccount, ofAccount } = this.#neighbors;
      let chosen = -1;
      let least = Infinity;
      for (let tries = 0; tries < 6; tries++) {
        const j = ofAccount[
          (firstOfAccount[a] as number) +
            random.below((firstOfAccount[a + 1] as number) - (firstOfAccount[a] as number))
        ] as number;
        const key = (margin[j] as number) - loss(j);
        if (key < least && !items.includes(j)) {
          least = key;
          chosen = j;
        }
      }
      if (chosen >= 0) items.push(chosen);
    }
    return items;
  }

  /** Remembers the draft if it keeps every rule and is the best so far. */
  #keep(): void {
    const draft = this.#draft;
    if (this.#bestValue !== null && draft.value <= this.#bestValue) return;
    const c = this.compact;
    if (draft.shortfall > 0 || !draft.linksHold) return;
    for (let i = 0; i < c.items; i++)
      if (c.pinned[i] === 1 && (draft.mode[i] as number) < 0) return;
    this.#bestValue = draft.value;
    this.#bestModes = Int32Array.from(draft.mode);
    this.#bestFlow = Float64Array.from(draft.flow);
  }

  /** The best plan so far; nothing before there is one. */
  plan(): Plan | null {
    if (this.#bestValue === null) return null;
    const c = this.compact;
    const funded = new Map<number, Candidate>();
    for (let i = 0; i < c.items; i++) {
      const candidate = c.candidates[this.#bestModes[i] as number];
      if (candidate !== undefined) funded.set(i, candidate);
    }
    return { funded, payments: dealPayments(c, this.#bestModes, this.#bestFlow) };
  }
}

/** The mode of each choice of an allocation that is still offered; -1 for the rest. */
function modesOf(c: Compact, choices: readonly Choice[]): Int32Array {
  const chosen = new Map(choices.map((choice) => [choice.initiative, choiceKey(choice)]));
  const modes = new Int32Array(c.items).fill(-1);
  for (let m = 0; m < c.modes; m++) {
    const candidate = c.candidates[m];
    if (candidate !== undefined && chosen.get(candidate.initiative) === choiceKey(candidate))
      modes[c.itemOf[m] as number] = m;
  }
  return modes;
}

/** Items by partner: they share what it can absorb. */
function groupItems(problem: Problem, pool: Int32Array): number[][] {
  const groups = new Map<string, number[]>();
  for (const i of pool) {
    const partner = problem.items[i]?.initiative.partner ?? "";
    const group = groups.get(partner);
    if (group) group.push(i);
    else groups.set(partner, [i]);
  }
  return [...groups].sort(([a], [b]) => compareText(a, b)).map(([, items]) => items);
}

function runningSizes(groups: readonly (readonly number[])[]): Int32Array {
  let sum = 0;
  return Int32Array.from(groups, ({ length }) => {
    sum += length;
    return sum;
  });
}

/** Payments to the cent: the money of each class is dealt out to its items in their order. */
function dealPayments(c: Compact, modes: Int32Array, flow: Float64Array): Payment[] {
  const T = c.years;
  const left = Float64Array.from(flow);
  const payments: Payment[] = [];
  for (let i = 0; i < c.items; i++) {
    const m = modes[i] as number;
    const item = c.problem.items[i];
    if (m < 0 || item === undefined) continue;
    for (let t = 0; t < T; t++) {
      let owed = c.cost[m * T + t] as number;
      const k = c.classOf[i * T + t] as number;
      const fiscal_year = c.problem.years[t];
      if (owed === 0 || fiscal_year === undefined) continue;
      for (
        let lane = c.firstLane[k] as number;
        lane < (c.firstLane[k + 1] as number) && owed > 0;
        lane++
      ) {
        const amount = Math.min(owed, left[lane] as number);
        if (amount <= 0) continue;
        (left[lane] as number) -= amount;
        owed -= amount;
        const account = c.accounts[c.laneAccount[lane] as number] ?? "";
        payments.push({
          initiative: item.initiative.id,
          account,
          fiscal_year,
          amount: cents(amount),
        });
      }
    }
  }
  return payments;
}
