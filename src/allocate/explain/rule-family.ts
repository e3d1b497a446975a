import { compareText } from "../../base/findings.ts";
import { cents } from "../../base/money.ts";
import type { RuleName } from "../answers.ts";
import { millionsPerCent } from "../model/columns.ts";
import type { LinearModel } from "../model/linear-model.ts";
import type { Problem, Purse } from "../problem.ts";
import type { RowBounds } from "../solver.ts";
import {
  asksForMore,
  type LevelRule,
  levelOfRule,
  levelRules,
  rowNamesOfRule,
  type Statement,
  statementsOf,
  withStatements,
} from "./statements.ts";

/**
 * One rule in all the years in which it holds: a directive of several years, a limit, or an account's money; or one of
 * these in one year alone.
 *
 * A reader asks first what a floor costs, not what its third year costs, so the years move together unless one is asked
 * about. Of rules that say the same with different levels each is a family of its own.
 */
export interface RuleFamily {
  readonly rule: RuleName;
  readonly unit: "cents" | "ratio";
  /** Indexes of the years in which it holds. */
  readonly years: readonly number[];
  /** The level in each of those years.   Unit: US cents or a ratio. */
  readonly levels: readonly number[];
  /** What the level of each year moves by when it is relaxed by a share of 1; the level itself, unless that is 0. */
  readonly sizes: readonly number[];
  /** 1 where relaxing raises the level (ceilings, money), -1 where it lowers it (floors). */
  readonly direction: 1 | -1;
  /** Which way of relaxing the family it is. */
  readonly form: "floor" | "ceiling" | "share" | "change" | "money";
  /** The ids of its rules. */
  readonly ids: readonly string[];
  /** The tighter rule of the same scope that hides this one in each of its years; nothing where it decides itself. */
  readonly hidden_by: string | null;
  /** The next looser rule of the same scope, which takes over when this one is relaxed past its level. */
  readonly next: { readonly name: string; readonly level: number } | null;
}

/** Every rule of a problem that can be relaxed, by family, sorted by kind and id. */
export function listFamilies(problem: Problem): RuleFamily[] {
  const groups = new Map<string, Stated[]>();
  for (const rule of levelRules(problem)) {
    const scope = "scope" in rule ? rule.scope : rule.part;
    const seen = new Map<string, number>();
    statementsOf(rule).forEach((statement, depth) => {
      // Of one name twice in one year, the looser one is another rule.
      const turn = seen.get(statement.name) ?? 0;
      seen.set(statement.name, turn + 1);
      const kind = "kind" in rule ? rule.kind : "change";
      const key = JSON.stringify([statement.name, kind, scope, turn]);
      const group = groups.get(key);
      if (group) group.push({ rule, statement, depth });
      else groups.set(key, [{ rule, statement, depth }]);
    });
  }
  const families = [...groups.values()].map((group) => toFamily(problem, group));
  const all = [...families, ...problem.purses.map((purse) => moneyFamily(problem, purse))];
  return all.sort(
    (a, b) =>
      compareText(a.rule.kind, b.rule.kind) ||
      compareText(a.rule.id, b.rule.id) ||
      compareText(a.ids.join(" "), b.ids.join(" ")),
  );
}

/** A statement with the rule that it is part of, and how many tighter ones there are. */
interface Stated {
  readonly rule: LevelRule;
  readonly statement: Statement;
  readonly depth: number;
}

/** A family in each of its years alone; nothing for one that holds in one year only. */
export function inEachYear(problem: Problem, family: RuleFamily): RuleFamily[] {
  if (family.years.length < 2) return [];
  return family.years.map((year, position) => {
    const level = family.levels[position] ?? 0;
    const ids = idsIn(problem, family, year);
    const stated = statedIn(problem, family, year);
    return {
      ...family,
      rule: {
        ...family.rule,
        id: ids[0] ?? family.rule.id,
        fiscal_year: problem.years[year] ?? null,
      },
      years: [year],
      levels: [level],
      sizes: [level === 0 && family.form === "money" ? Math.max(...family.levels) : level],
      ids,
      hidden_by: stated !== undefined && stated.depth > 0 ? stated.rule.name : null,
      next: stated === undefined ? null : nextOf(stated),
    };
  });
}

/** The ids of a family's rules in one of its years. */
export function idsIn(problem: Problem, family: RuleFamily, year: number): readonly string[] {
  return statedIn(problem, family, year)?.statement.ids ?? family.ids;
}

function statedIn(problem: Problem, family: RuleFamily, year: number): Stated | undefined {
  return levelRules(problem)
    .filter((rule) => rule.year === year)
    .flatMap((rule) =>
      statementsOf(rule).map((statement, depth): Stated => ({ rule, statement, depth })),
    )
    .find(({ statement }) => states(family, statement));
}

/** Whether a statement is one of a family's. */
function states(family: RuleFamily, statement: Statement): boolean {
  return statement.name === family.rule.name && family.ids.includes(statement.ids[0] ?? "");
}

function moneyFamily(problem: Problem, purse: Purse): RuleFamily {
  return {
    rule: { kind: "account", id: purse.account, name: moneyName(purse), fiscal_year: null },
    unit: "cents",
    years: problem.years.map((_, year) => year),
    levels: purse.budget,
    sizes: purse.budget,
    direction: 1,
    form: "money",
    ids: [purse.account],
    hidden_by: null,
    next: null,
  };
}

/** The money of an account in words: `money of Foreign Military Financing, grants (FMF)`. */
function moneyName({ account, title }: Purse): string {
  return title === undefined ? `money of ${account}` : `money of ${title} (${account})`;
}

function toFamily(problem: Problem, group: readonly Stated[]): RuleFamily {
  const sorted = [...group].sort((a, b) => a.rule.year - b.rule.year);
  const first = sorted[0];
  if (first === undefined) throw new Error("a family has at least one rule");
  const { rule, statement } = first;
  const form = "amount" in rule ? rule.kind : "part" in rule ? "share" : "change";
  const years = sorted.map((one) => one.rule.year);
  const only = years.length === 1 ? problem.years[years[0] ?? 0] : undefined;
  const levels = sorted.map((one) => one.statement.level);
  return {
    rule: {
      kind: statement.origin === "directive" ? "directive" : "limit",
      id: statement.ids[0] ?? "",
      name: statement.name,
      fiscal_year: only ?? null,
    },
    unit: form === "floor" || form === "ceiling" ? "cents" : "ratio",
    years,
    levels,
    sizes: levels,
    direction: asksForMore(rule) ? -1 : 1,
    form,
    ids: [...new Set(sorted.flatMap((one) => one.statement.ids))],
    hidden_by: sorted.every(({ depth }) => depth > 0) ? rule.name : null,
    next: sorted.length === 1 ? nextOf(first) : null,
  };
}

function nextOf({ rule, depth }: Stated): RuleFamily["next"] {
  const next = statementsOf(rule)[depth + 1];
  return next === undefined ? null : { name: next.name, level: next.level };
}

/** The level of a family when its level is relaxed by a share: one number a year when all years are alike, else all. */
export function levelOf(family: RuleFamily, share: number): number {
  const moved = family.levels.map(
    (level, position) => level + family.direction * share * (family.sizes[position] ?? level),
  );
  const level = isEven(family) ? (moved[0] ?? 0) : moved.reduce((sum, one) => sum + one, 0);
  return family.unit === "cents" ? Math.round(level) : level;
}

/** Whether the level is the same in every year of the family. Ratios always count as even. */
export function isEven(family: RuleFamily): boolean {
  return family.unit === "ratio" || family.levels.every((level) => level === family.levels[0]);
}

/**
 * The problem with a family relaxed by a share of its level; 1 drops it, and a share below 0 tightens it.
 *
 * The next looser rule of the same scope stays, and takes over. Money is never dropped: a share of 1 doubles it.
 */
export function relaxFamily(problem: Problem, family: RuleFamily, share: number): Problem {
  if (family.form === "money") {
    const purses = problem.purses.map((purse) =>
      purse.account === family.rule.id ? moveMoney(purse, family, share) : purse,
    );
    return { ...problem, purses };
  }
  const relax = <R extends LevelRule>(rules: readonly R[]): R[] =>
    rules.flatMap((rule): R[] => {
      const moved = relaxRule(rule, family, share);
      return moved === undefined ? [] : [moved];
    });
  return {
    ...problem,
    amounts: relax(problem.amounts),
    shares: relax(problem.shares),
    changes: relax(problem.changes),
  };
}

function relaxRule<R extends LevelRule>(rule: R, family: RuleFamily, share: number): R | undefined {
  const position = family.years.indexOf(rule.year);
  if (position < 0) return rule;
  const statements = statementsOf(rule);
  if (!statements.some((one) => states(family, one))) return rule;
  const moved = statements.flatMap((one): Statement[] => {
    if (!states(family, one)) return [one];
    if (share >= 1) return [];
    const level = one.level + family.direction * share * (family.sizes[position] ?? one.level);
    return [{ ...one, level: Math.max(0, level) }];
  });
  return withStatements(rule, moved);
}

function moveMoney(purse: Purse, family: RuleFamily, share: number): Purse {
  const budget = purse.budget.map((amount, year) => {
    const position = family.years.indexOf(year);
    const size = position < 0 ? 0 : (family.sizes[position] ?? amount);
    return cents(Math.max(0, Math.round(amount + share * size)));
  });
  return { ...purse, budget };
}

/**
 * Row bounds that relax a family in a model of the same problem, so that no new model is needed.
 *
 * Nothing for shares and changes that some ratio still holds: it is in the row, not in its bounds.
 */
export function relaxedBounds(
  problem: Problem,
  model: LinearModel,
  family: RuleFamily,
  share: number,
): RowBounds[] | undefined {
  if (family.form === "money") return moneyBounds(problem, model, family, share);
  const bounds = new Map<string, number | null>();
  for (const rule of levelRules(problem)) {
    const moved = relaxRule(rule, family, share);
    if (moved === rule) continue;
    if (moved !== undefined && family.unit === "ratio") return undefined;
    const level = moved === undefined ? null : levelOfRule(moved);
    for (const name of rowNamesOfRule(problem, rule)) bounds.set(name, level);
  }
  return model.rows.flatMap((row, index): RowBounds[] => {
    const level = bounds.get(row.name);
    if (level === undefined) return [];
    if (level === null) {
      return [{ row: index, lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY }];
    }
    const amount = level * millionsPerCent;
    const lower = Number.isFinite(row.lower) ? amount : row.lower;
    return [{ row: index, lower, upper: Number.isFinite(row.upper) ? amount : row.upper }];
  });
}

/** The names of the rows that state a family in a year; none where a tighter rule hides it. */
export function rowNamesOf(problem: Problem, family: RuleFamily, year: number): string[] {
  return levelRules(problem)
    .filter((rule) => {
      const [top] = statementsOf(rule);
      return rule.year === year && top !== undefined && states(family, top);
    })
    .flatMap((rule) => rowNamesOfRule(problem, rule));
}

function moneyBounds(
  problem: Problem,
  model: LinearModel,
  family: RuleFamily,
  share: number,
): RowBounds[] {
  const purse = problem.purses.find((one) => one.account === family.rule.id);
  if (purse === undefined) return [];
  const { budget } = moveMoney(purse, family, share);
  return model.rows.flatMap((row, index): RowBounds[] => {
    const [kind, account, first, last] = row.name.split(" ");
    if (kind !== "availability" || account !== purse.account) return [];
    const from = problem.years.findIndex((year) => String(year) === first);
    const to = problem.years.findIndex((year) => String(year) === last);
    const money = budget
      .slice(Math.max(0, from - purse.lasts + 1), to + 1)
      .reduce((sum, amount) => sum + amount, 0);
    return [{ row: index, lower: row.lower, upper: money * millionsPerCent }];
  });
}

/** The level that stands for "no rule": nothing for a floor, no end for a ceiling. */
export function endLevel(family: RuleFamily): number {
  return family.direction < 0 ? 0 : Number.MAX_VALUE;
}

/** Millions of dollars over all years, or percentage points, in a share of 1 of a family. */
export function unitsIn(family: RuleFamily): number {
  const sum = family.sizes.reduce((total, size) => total + size, 0);
  return family.unit === "cents" ? sum / 1e8 : (sum / Math.max(1, family.sizes.length)) * 100;
}

/** Two levels as a range, the smaller first. */
export function rangeOf(a: number, b: number): { from: number; to: number } {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
