import type { Compact } from "../engine/compact/compact.ts";
import { type Prices, priceLayout } from "../engine/prices/prices.ts";
import { millionsPerCent } from "../model/columns.ts";
import type { Column, LinearModel, Row } from "../model/linear-model.ts";
import type { SolveAnswer } from "../solver.ts";
import type { SoftForm } from "./soft-form.ts";

/** What of a soft form a model of some of its modes holds: rows, accounts and link rows, 1 for each that is in. */
export interface InPlay {
  readonly rows: Uint8Array;
  readonly accounts: Uint8Array;
  readonly links: Uint8Array;
}

/** A model of some modes of a soft form, and where its parts stand. */
export interface ColumnModel {
  readonly model: LinearModel;
  /** The mode of each of the first columns. */
  readonly modes: readonly number[];
  /** The column of each lane of the classes that are in. */
  readonly lanes: ReadonlyMap<number, number>;
  /** Columns of money that is added, by account x years. */
  readonly money: ReadonlyMap<number, number>;
  /** What each row of the model states. */
  readonly states: readonly RowPlace[];
}

/** What a row of the model states: one of the form's rows or link rows, or years of an account. */
type RowPlace =
  | { readonly kind: "item" | "class" | "row" | "link"; readonly at: number }
  | { readonly kind: "money"; readonly at: number; readonly from: number; readonly to: number };

/** More than any rule gives way by.   Unit: millions of dollars. */
const most = 1e7;

/** A row that entries are still added to. */
interface OpenRow {
  readonly name: string;
  readonly lower: number;
  readonly upper: number;
  readonly at: number[];
  readonly by: number[];
}

/** Writes the model of some modes: which to choose, as shares, so that rules in play give way for the fewest dollars. */
class ModelWriter {
  readonly #c: Compact;
  readonly #soft: SoftForm;
  readonly #inPlay: InPlay;
  readonly #columns: Column[] = [];
  readonly #rows: OpenRow[] = [];
  readonly states: RowPlace[] = [];
  readonly lanes = new Map<number, number>();
  readonly money = new Map<number, number>();
  readonly #rowAt = new Map<string, number>();

  constructor(soft: SoftForm, inPlay: InPlay) {
    this.#soft = soft;
    this.#c = soft.form;
    this.#inPlay = inPlay;
  }

  get model(): LinearModel {
    const rows = this.#rows.map(
      ({ name, lower, upper, at, by }): Row => ({ name, lower, upper, indices: at, values: by }),
    );
    return { columns: this.#columns, rows };
  }

  /** Adds the column of a mode. */
  addMode(m: number, integer: boolean): void {
    const c = this.#c;
    let worth = 0;
    for (let e = c.firstEffect[m] as number; e < (c.firstEffect[m + 1] as number); e++)
      worth += c.segmentWorth[c.effectLeaf[e] as number] as number;
    this.#column(`x ${m}`, 1, worth * millionsPerCent, integer);
  }

  /** Enters the column of a mode where its money and its links count. */
  enterMode(m: number, column: number): void {
    const c = this.#c;
    const T = c.years;
    const i = c.itemOf[m] as number;
    this.#enter(this.#row("item", i, c.pinned[i] === 1 ? 1 : -Infinity, 1), column, 1);
    for (let t = 0; t < T; t++) {
      const cost = (c.cost[m * T + t] as number) * millionsPerCent;
      if (cost === 0) continue;
      const at = i * T + t;
      for (let e = c.firstItemRow[at] as number; e < (c.firstItemRow[at + 1] as number); e++)
        this.#enterRule(c.itemRow[e] as number, column, cost * (c.itemFactor[e] as number));
      const k = c.classOf[at] as number;
      if (this.#isPaid(k)) this.#enter(this.#classRow(k), column, -cost);
    }
    for (let e = c.firstModeLink[m] as number; e < (c.firstModeLink[m + 1] as number); e++) {
      const l = c.modeLink[e] as number;
      if (this.#inPlay.links[l] === 0) continue;
      const row = this.#row("link", l, -Infinity, c.linkLimit[l] as number);
      this.#enter(row, column, c.modeLinkFactor[e] as number);
    }
  }

  /** Adds rows in play that no mode stands in: what they ask for gives way in full. */
  addRules(): void {
    for (let r = 0; r < this.#c.rows; r++) if (this.#inPlay.rows[r] === 1) this.#ruleRow(r);
  }

  /** Lets money of every year be added to the accounts in play, at a cent for a cent. */
  addMoney(): void {
    const c = this.#c;
    for (const [at, { kind, ...place }] of this.states.entries()) {
      if (kind !== "money" || !("from" in place)) continue;
      const lasts = c.lasts[place.at] as number;
      for (let v = Math.max(0, place.from - lasts + 1); v <= place.to; v++) {
        const key = place.at * c.years + v;
        const column = this.money.get(key) ?? this.#column(`more ${key}`, most, -1, false);
        this.money.set(key, column);
        this.#enter(at, column, -1);
      }
    }
  }

  /** Whether it matters who pays a class: an account or a rule in play tells its lanes apart, or is short. */
  #isPaid(k: number): boolean {
    const c = this.#c;
    for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++) {
      if (this.#inPlay.accounts[c.laneAccount[lane] as number] === 1) return true;
      for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
        if (this.#inPlay.rows[c.laneRow[e] as number] === 1) return true;
    }
    return false;
  }

  #classRow(k: number): number {
    const known = this.#rowAt.get(`class ${k}`);
    if (known !== undefined) return known;
    const c = this.#c;
    const row = this.#row("class", k, 0, 0);
    for (let lane = c.firstLane[k] as number; lane < (c.firstLane[k + 1] as number); lane++) {
      const column = this.#column(`y ${lane}`, most, 0, false);
      this.lanes.set(lane, column);
      this.#enter(row, column, 1);
      for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
        this.#enterRule(c.laneRow[e] as number, column, c.laneFactor[e] as number);
      const a = c.laneAccount[lane] as number;
      if (this.#inPlay.accounts[a] === 1) this.#spend(a, c.classYear[k] as number, column);
    }
    return row;
  }

  /** Counts a lane in every interval of years of its account. */
  #spend(a: number, t: number, column: number): void {
    const c = this.#c;
    for (let from = 0; from <= t; from++) {
      for (let to = t; to < c.years; to++) {
        const name = `money ${a} ${from} ${to}`;
        let row = this.#rowAt.get(name);
        if (row === undefined) {
          let limit = 0;
          for (let v = Math.max(0, from - (c.lasts[a] as number) + 1); v <= to; v++)
            limit += c.budget[a * c.years + v] as number;
          const upper = limit * millionsPerCent;
          row = this.#newRow(name, -Infinity, upper, { kind: "money", at: a, from, to });
        }
        this.#enter(row, column, 1);
      }
    }
  }

  #enterRule(r: number, column: number, by: number): void {
    if (this.#inPlay.rows[r] === 1) this.#enter(this.#ruleRow(r), column, by);
  }

  #ruleRow(r: number): number {
    const known = this.#rowAt.get(`row ${r}`);
    if (known !== undefined) return known;
    const limit = (this.#c.rowLimit[r] as number) * millionsPerCent;
    const row = this.#row("row", r, -Infinity, limit);
    const gives = this.#column(`s ${r}`, most, -(this.#soft.weights[r] as number), false);
    this.#enter(row, gives, -1);
    return row;
  }

  #row(kind: "item" | "class" | "row" | "link", at: number, lower: number, upper: number): number {
    const name = `${kind} ${at}`;
    return this.#rowAt.get(name) ?? this.#newRow(name, lower, upper, { kind, at });
  }

  #newRow(name: string, lower: number, upper: number, place: RowPlace): number {
    this.states.push(place);
    const row = this.#rows.push({ name, lower, upper, at: [], by: [] }) - 1;
    this.#rowAt.set(name, row);
    return row;
  }

  #enter(row: number, column: number, by: number): void {
    const { at, by: values } = this.#rows[row] as OpenRow;
    // A class or a scope may count a mode of several years more than once.
    if (at.at(-1) === column) values[values.length - 1] = (values.at(-1) ?? 0) + by;
    else {
      at.push(column);
      values.push(by);
    }
  }

  #column(name: string, upper: number, objective: number, integer: boolean): number {
    return this.#columns.push({ name, lower: 0, upper, objective, integer }) - 1;
  }
}

/** The model of some modes of a soft form, of what is in play. `money`: whether accounts may get more. */
export function modelOfColumns(
  soft: SoftForm,
  inPlay: InPlay,
  modes: readonly number[],
  options: { readonly money: boolean; readonly integer: boolean },
): ColumnModel {
  const writer = new ModelWriter(soft, inPlay);
  for (const m of modes) writer.addMode(m, options.integer);
  for (const [column, m] of modes.entries()) writer.enterMode(m, column);
  writer.addRules();
  if (options.money) writer.addMoney();
  const { model, lanes, money, states } = writer;
  return { model, modes, lanes, money, states };
}

/** The prices of a form that the row prices of a relaxed model make; 0 for what is not in play. */
export function pricesOf(
  { form: c, weights }: SoftForm,
  { states }: ColumnModel,
  { rowPrices }: SolveAnswer,
): Prices {
  const layout = priceLayout(c);
  const prices = new Float64Array(layout.length);
  for (const [at, place] of states.entries()) {
    const price = Math.max(0, rowPrices?.[at] ?? 0);
    if (price === 0) continue;
    // Above what a cent of the rule costs, which a solver's tolerance may bring, the bound would not hold.
    if (place.kind === "row")
      prices[layout.rows + place.at] = Math.min(weights[place.at] as number, price);
    else if (place.kind === "link") prices[layout.links + place.at] = price / millionsPerCent;
    else if (place.kind === "money") {
      const from = Math.max(0, place.from - (c.lasts[place.at] as number) + 1);
      for (let v = from; v <= place.to; v++)
        (prices[layout.money + place.at * c.years + v] as number) += price;
    }
  }
  // A decision is worth what it is worth: no more can be had by funding it twice.
  for (let leaf = 0; leaf < c.leaves; leaf++)
    prices[layout.leaves + leaf] = c.segmentWorth[leaf] as number;
  return prices;
}
