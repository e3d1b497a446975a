import { type LinearModel, type Column as ModelColumn, Terms } from "../../model/linear-model.ts";
import type { Compact } from "../compact/compact.ts";
import { type Prices, priceLayout } from "../prices/prices.ts";
import type { ColumnChoice } from "./column.ts";
import { MoneyGroups } from "./money-groups.ts";
import { type PaidModes, valuesOfPlan } from "./plan-values.ts";

/** Money in the model is in millions of dollars. */
const unit = 100_000_000;

/** Which of some whole plans of blocks go together best, as a model for a general solver. */
export interface ColumnModel {
  readonly model: LinearModel;
  /** The modes of the whole plan that each of the first columns of the model stands for, and its block. */
  readonly plans: readonly { readonly block: number; readonly modes: Int32Array }[];
  /** What a solution of the model funds, and from which lanes: modes by item, cents by lane. */
  readonly planOf: (values: readonly number[]) => PaidModes;
  /** Values that stand for a plan, for a solver to begin with; nothing where it is not made of these columns. */
  readonly valuesOf: (plan: PaidModes) => number[] | null;
  /** What the relaxation says that more of all that blocks share is worth, as prices. `worths`: of more of each row. */
  readonly pricesOf: (worths: readonly number[]) => Prices;
}

/**
 * The model of some choices between columns, for which accounts pay.
 *
 * `shared`: the form without what is some block's own. `room`: so much of every limit is left free, as a solver keeps rules
 * only to some parts in a million.   Unit: millions of dollars.
 */
export function modelColumns(
  shared: Compact,
  choices: readonly ColumnChoice[],
  room: number,
): ColumnModel {
  const columns: ModelColumn[] = [];
  const rows = new Rows();
  const groups = new MoneyGroups(shared);
  const plans: { readonly block: number; readonly modes: Int32Array }[] = [];
  const { links, rows: firstRow, leaves } = priceLayout(shared);
  for (const choice of choices)
    for (const { name, column } of choice.columns) {
      const { worth, modes, classes, demand, at, amount } = column;
      const j = columns.push(whole(name, worth)) - 1;
      plans.push({ block: choice.block, modes });
      rows.of(`${choice.isNeeded ? "b" : "i"}${choice.row}`).add(j, 1);
      classes.forEach((k, e) => {
        rows.of(`k${groups.groupOf[k]}`).add(j, (demand[e] as number) / unit);
      });
      at.forEach((place, e) => {
        const by = amount[e] as number;
        if (place < links) rows.of(`r${place - firstRow}`).add(j, by / unit);
        else if (place < leaves) rows.of(`l${place - links}`).add(j, by);
        else rows.of(`f${place - leaves}`).add(j, by);
      });
    }
  addLeaves(shared, columns, rows);
  const firstLane = columns.length;
  const lanes = addLanes(shared, groups, columns, rows);
  const model = { columns, rows: rows.toRows(shared, room) };
  return {
    model,
    plans,
    valuesOf: (plan) => valuesOfPlan(shared, model, plans, groups, plan, unit),
    pricesOf: (worths) => pricesOf(shared, model, worths),
    planOf: (values) => {
      const modes = new Int32Array(shared.items).fill(-1);
      plans.forEach((plan, j) => {
        if ((values[j] as number) < 0.5) return;
        for (const m of plan.modes) modes[shared.itemOf[m] as number] = m;
      });
      const paid = new Float64Array(shared.laneAccount.length);
      lanes.forEach((lane, y) => {
        paid[lane] = Math.max(0, Math.floor((values[firstLane + y] as number) * unit));
      });
      return { modes, flow: inFull(shared, groups, owedBy(shared, modes), paid) };
    },
  };
}

/** Prices of what rows count: 0 where no column takes of it, or more of it is worth nothing. */
function pricesOf(c: Compact, { rows }: LinearModel, worths: readonly number[]): Prices {
  const layout = priceLayout(c);
  const prices = new Float64Array(layout.length);
  for (const [at, { name }] of rows.entries()) {
    const worth = Math.max(0, worths[at] as number);
    const k = Number(name.slice(1));
    const kind = name.slice(0, 1);
    if (kind === "w") prices[layout.money + k] = worth / unit;
    if (kind === "r") prices[layout.rows + k] = worth / unit;
    if (kind === "l") prices[layout.links + k] = worth;
    if (kind === "f") prices[layout.leaves + k] = worth;
  }
  return prices;
}

function whole(name: string, objective: number): ModelColumn {
  return { name, lower: 0, upper: 1, objective, integer: true };
}

function divisible(name: string, upper: number, objective = 0): ModelColumn {
  return { name, lower: 0, upper, objective, integer: false };
}

/** What effect on leaves that blocks share is worth, bend by bend. */
function addLeaves(c: Compact, columns: ModelColumn[], rows: Rows): void {
  for (let f = 0; f < c.leaves; f++)
    for (let s = c.firstSegment[f] as number; s < (c.firstSegment[f + 1] as number); s++) {
      const width = c.segmentWidth[s] as number;
      if (width <= 0) continue;
      const j = columns.push(divisible(`z${s}`, width, c.segmentWorth[s] as number)) - 1;
      rows.of(`f${f}`).add(j, 1);
    }
}

/** Money from lanes, one of all classes of a group, and new money of each year into the years in which it lasts; answers the lanes. */
function addLanes(c: Compact, groups: MoneyGroups, columns: ModelColumn[], rows: Rows): number[] {
  const lanes: number[] = [];
  groups.groupOf.forEach((group, k) => {
    if (group !== k || !rows.has(`k${k}`)) return;
    for (const lane of groups.lanesOf(k)) {
      const j = columns.push(divisible(`y${lane}`, Infinity)) - 1;
      lanes.push(lane);
      rows.of(`k${k}`).add(j, -1);
      rows
        .of(`a${(c.laneAccount[lane] as number) * c.years + (c.classYear[k] as number)}`)
        .add(j, 1);
      for (let e = c.firstLaneRow[lane] as number; e < (c.firstLaneRow[lane + 1] as number); e++)
        rows.of(`r${c.laneRow[e]}`).add(j, c.laneFactor[e] as number);
    }
  });
  for (let a = 0; a < c.accounts.length; a++)
    for (let t = 0; t < c.years; t++)
      for (let u = t; u < Math.min(c.years, t + (c.lasts[a] as number)); u++) {
        const j = columns.push(divisible(`v${a}_${t}_${u}`, Infinity)) - 1;
        rows.of(`w${a * c.years + t}`).add(j, 1);
        rows.of(`a${a * c.years + u}`).add(j, -1);
      }
  return lanes;
}

/** The rows of the model by name: a letter for the kind, and the number of the thing. */
class Rows {
  readonly #terms = new Map<string, Terms>();

  has(name: string): boolean {
    return this.#terms.has(name);
  }

  of(name: string): Terms {
    const known = this.#terms.get(name);
    if (known !== undefined) return known;
    const made = new Terms();
    this.#terms.set(name, made);
    return made;
  }

  /** All rows that are asked for. */
  toRows(c: Compact, room: number): LinearModel["rows"] {
    return [...this.#terms].flatMap(([name, terms]) => {
      const limits = limitsOf(c, room, name.slice(0, 1), Number(name.slice(1)));
      return limits === null ? [] : [terms.toRow(name, ...limits)];
    });
  }
}

/** Between what a row must be; nothing where it is not asked for. */
function limitsOf(
  c: Compact,
  room: number,
  kind: string,
  k: number,
): readonly [number, number] | null {
  if (kind === "b") return [1, 1];
  if (kind === "i") return [-Infinity, 1];
  if (kind === "k") return [0, 0];
  if (kind === "w") return [-Infinity, Math.max(0, (c.budget[k] as number) / unit - room)];
  if (kind === "l") return c.isIdleLink[k] === 1 ? null : [-Infinity, c.linkLimit[k] as number];
  if (kind !== "r") return [-Infinity, 0];
  if (c.isIdle[k] === 1) return null;
  const limit = (c.rowLimit[k] as number) / unit - room;
  return [-Infinity, c.isCeiling[k] === 1 ? Math.max(0, limit) : limit];
}

/** What modes cost of each class of money.   Unit: US cents. */
function owedBy(c: Compact, modes: Int32Array): Float64Array {
  const owed = new Float64Array(c.classYear.length);
  for (let i = 0; i < c.items; i++) {
    const m = modes[i] as number;
    for (let t = 0; m >= 0 && t < c.years; t++) {
      const cost = c.cost[m * c.years + t] as number;
      if (cost > 0) (owed[c.classOf[i * c.years + t] as number] as number) += cost;
    }
  }
  return owed;
}

/** Lets lanes pay to the cent what is owed: what rounding left open goes to the lane that pays most. */
function inFull(
  c: Compact,
  groups: MoneyGroups,
  owed: Float64Array,
  paid: Float64Array,
): Float64Array {
  const flow = groups.shareOut(paid, owed);
  for (let k = 0; k < owed.length; k++) {
    let open = owed[k] as number;
    let most = c.firstLane[k] as number;
    for (let lane = most; lane < (c.firstLane[k + 1] as number); lane++) {
      open -= flow[lane] as number;
      if ((flow[lane] as number) > (flow[most] as number)) most = lane;
    }
    if (most < (c.firstLane[k + 1] as number)) (flow[most] as number) += open;
  }
  return flow;
}
