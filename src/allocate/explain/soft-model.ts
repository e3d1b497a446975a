import type { FiscalYear } from "../../base/fiscal.ts";
import { cents, sumCents } from "../../base/money.ts";
import type { RuleName } from "../answers.ts";
import { type Columns, millionsPerCent } from "../model/columns.ts";
import type { Column, LinearModel, Row } from "../model/linear-model.ts";
import { makeModel } from "../model/model.ts";
import { findImpossible } from "../model/presolve.ts";
import type { Item, Problem } from "../problem.ts";
import { listFamilies } from "./rule-family.ts";
import { type LevelRule, levelRules, rowNamesOfRule, statementsOf } from "./statements.ts";

/** What may give way, and what may not. */
export interface Firmness {
  /** The initiative whose pin stays. */
  readonly pin: string | undefined;
  /** Whether accounts may get more money. */
  readonly money: boolean;
}

/** A rule that may give way, with the column that says by how much. */
export interface SoftRow {
  readonly column: number;
  readonly rule: RuleName;
  readonly citation: string;
  /** The amount that the rule asks for, in cents; 0 for ratios. */
  readonly asked: number;
  /** 1 where giving way lowers the amount, -1 where it raises it. */
  readonly sign: 1 | -1;
  /** Looser rules of the same scope, which hold once this one has given way so far. */
  readonly others: readonly {
    readonly rule: RuleName;
    readonly level: number;
    readonly citation: string;
  }[];
}

/** A model in which rules may give way, minimizing by how many millions of dollars they do. */
export interface SoftModel {
  readonly model: LinearModel;
  readonly rows: readonly SoftRow[];
  /** The item of each column that chooses a package: at most one of an item is 1. */
  readonly itemOf: ReadonlyMap<number, number>;
}

/** A rule in a year, as a text by which it is told apart. */
export function ruleKey({ kind, id, fiscal_year }: RuleName): string {
  return `${kind} ${id} ${fiscal_year}`;
}

/** No rule gives way by more.   Unit: millions of dollars. */
const most = 1e7;

/** The model of a problem without its value, in which rules, pins, and money where asked, may give way. */
export function softenModel(problem: Problem, firmness: Firmness): SoftModel {
  const purses = firmness.money
    ? problem.purses.map((purse) => ({
        ...purse,
        budget: purse.budget.map(() => cents(most / millionsPerCent)),
      }))
    : problem.purses;
  // A package above a ceiling is not ruled out here: the ceiling may give way.
  const { model, columns: made } = makeModel(
    problem,
    findImpossible({ ...problem, purses, amounts: [] }),
  );
  const flows = mostFlows(problem, made);
  const columns: Column[] = model.columns.map((column, index) => {
    const upper = Math.min(column.upper, flows.get(index) ?? column.upper);
    return { ...column, upper, objective: 0 };
  });
  const rows: SoftRow[] = [];
  const give = (name: string, upper: number): number =>
    columns.push({ name, lower: 0, upper, objective: -1, integer: false }) - 1;
  const rules = new Map<string, LevelRule>();
  for (const rule of levelRules(problem)) {
    for (const name of rowNamesOfRule(problem, rule)) rules.set(name, rule);
  }
  const items = new Map<string, Item>(
    problem.items.map((item) => [`one-package ${item.initiative.id}`, item]),
  );
  const widened = model.rows.map((row): Row => {
    const rule = rules.get(row.name);
    if (rule !== undefined) {
      const ends: (1 | -1)[] = [];
      if (Number.isFinite(row.lower)) ends.push(1);
      if (Number.isFinite(row.upper)) ends.push(-1);
      return ends.reduce((wider, sign) => {
        const column = give(`slack ${row.name}`, most);
        rows.push({ column, sign, ...describeRule(problem, rule) });
        return withEntry(wider, column, sign);
      }, row);
    }
    const pinned = row.lower === 1 ? items.get(row.name) : undefined;
    if (pinned === undefined || pinned.initiative.id === firmness.pin) return row;
    const decision = describePin(pinned);
    const scale = decision.asked * millionsPerCent;
    const column = give(`slack ${row.name}`, scale);
    rows.push({ column, ...decision });
    return withEntry(row, column, 1 / scale);
  });
  const money = firmness.money ? softenMoney(problem, widened, give, rows) : widened;
  const itemOf = new Map(made.choices.map(({ column, item }) => [column, item]));
  return { model: { columns, rows: money }, rows, itemOf };
}

/** The most that can flow from an account to each class of items: what these could cost. */
function mostFlows(problem: Problem, { classes }: Columns): ReadonlyMap<number, number> {
  const uppers = new Map<number, number>();
  for (const { items, year, flows } of classes) {
    let most = 0;
    for (const index of items) {
      const costs = (problem.items[index]?.candidates ?? []).map((one) => one.costs[year] ?? 0);
      most += Math.max(0, ...costs);
    }
    for (const column of flows.values()) uppers.set(column, most * millionsPerCent);
  }
  return uppers;
}

function withEntry(row: Row, column: number, value: number): Row {
  return { ...row, indices: [...row.indices, column], values: [...row.values, value] };
}

/** What is said of a decision to fund an item that gives way: its cheapest package is what that costs. */
export function describePin({ initiative, candidates }: Item): Omit<SoftRow, "column"> {
  const { id, name, override_reason } = initiative;
  return {
    rule: { kind: "limit", id, name: `The decision to fund ${name}`, fiscal_year: null },
    citation: `Pinned: ${override_reason ?? "no reason was given"}`,
    asked: Math.max(1, Math.min(...candidates.map((one) => sumCents(one.costs)), 1e15)),
    sign: 1,
    others: [],
  };
}

/** What is said of a rule in a contradiction, and of the looser ones behind it. */
export function describeRule(
  problem: Problem,
  rule: LevelRule,
): Pick<SoftRow, "rule" | "citation" | "asked" | "others"> {
  const fiscal_year = problem.years[rule.year] ?? null;
  const [top, ...others] = statementsOf(rule).map(({ ids, name, level, origin }) => {
    const kind = origin === "directive" ? ("directive" as const) : ("limit" as const);
    const id = ids[0] ?? "";
    return { rule: { kind, id, name, fiscal_year }, level, citation: citationOf(problem, id) };
  });
  if (top === undefined) throw new Error("a rule states something");
  const inDollars = "amount" in rule;
  return {
    rule: top.rule,
    citation: top.citation,
    asked: inDollars ? top.level : 0,
    others: inDollars ? others : [],
  };
}

function citationOf(problem: Problem, id: string): string {
  const directive = problem.directives.find((row) => row.id === id);
  if (directive !== undefined) return directive.citation;
  return problem.limits.find((row) => row.id === id)?.source ?? "no source is given";
}

/** What is said of an account that gets more money in a year than it has.   `asked` in US cents. */
export function describeMoney(
  rule: RuleName,
  fiscal_year: FiscalYear,
  asked: number,
): Omit<SoftRow, "column"> {
  const citation = "more money, which no rule of the plan gives";
  return { rule: { ...rule, fiscal_year }, citation, asked, sign: -1, others: [] };
}

/** Money that is added to an account in a year, in every interval that the money of the year counts in. */
function softenMoney(
  problem: Problem,
  rows: readonly Row[],
  give: (name: string, upper: number) => number,
  soft: SoftRow[],
): Row[] {
  const names = new Map(listFamilies(problem).map(({ rule }) => [`${rule.kind} ${rule.id}`, rule]));
  const added = new Map<string, number>();
  for (const { account, budget } of problem.purses) {
    const rule = names.get(`account ${account}`);
    if (rule === undefined) continue;
    problem.years.forEach((fiscal_year, year) => {
      const column = give(`more ${account} ${fiscal_year}`, most);
      added.set(`${account} ${year}`, column);
      soft.push({ column, ...describeMoney(rule, fiscal_year, budget[year] ?? 0) });
    });
  }
  const lasts = new Map(problem.purses.map((purse) => [purse.account, purse.lasts]));
  return rows.map((row) => {
    const [kind, account = "", first, last] = row.name.split(" ");
    if (kind !== "availability") return row;
    const from = problem.years.findIndex((year) => String(year) === first);
    const to = problem.years.findIndex((year) => String(year) === last);
    let wider = row;
    for (let year = Math.max(0, from - (lasts.get(account) ?? 1) + 1); year <= to; year++) {
      const column = added.get(`${account} ${year}`);
      if (column !== undefined) wider = withEntry(wider, column, -1);
    }
    return wider;
  });
}
