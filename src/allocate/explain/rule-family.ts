import { compareText } from "../../base/findings.ts";
import { cents } from "../../base/money.ts";
import type { RuleName } from "../answers.ts";
import { millionsPerCent } from "../model/columns.ts";
import type { LinearModel } from "../model/linear-model.ts";
import type { AmountRule, ChangeRule, Problem, Purse, ShareRule } from "../problem.ts";
import type { RowBounds } from "../solver.ts";

/**
 * One rule in all the years in which it holds: a directive of several years, a limit, or an account's money.
 *
 * A reader asks what a floor costs, not what its third year costs, so the years move together.
 */
export interface RuleFamily {
  readonly rule: RuleName;
  readonly unit: "cents" | "ratio";
  /** Indexes of the years in which it holds. */
  readonly years: readonly number[];
  /** The level in each of those years.   Unit: US cents or a ratio. */
  readonly levels: readonly number[];
  /** 1 where relaxing raises the level (ceilings, money), -1 where it lowers it (floors). */
  readonly direction: 1 | -1;
  /** Which way of relaxing the family it is. */
  readonly form: "floor" | "ceiling" | "share" | "change" | "money";
  /** The ids of its rules. */
  readonly ids: readonly string[];
}

/** Every rule of a problem that can be relaxed, by family, sorted by kind and id. */
export function listFamilies(problem: Problem): RuleFamily[] {
  const groups = new Map<string, (AmountRule | ShareRule | ChangeRule)[]>();
  for (const rule of [...problem.amounts, ...problem.shares, ...problem.changes]) {
    const scope = "scope" in rule ? rule.scope : rule.part;
    const key = JSON.stringify([rule.name, "kind" in rule ? rule.kind : "change", scope]);
    const group = groups.get(key);
    if (group) group.push(rule);
    else groups.set(key, [rule]);
  }
  const families = [...groups.values()].map((rules) => toFamily(problem, rules));
  const money = problem.purses.map(
    (purse): RuleFamily => ({
      rule: {
        kind: "account",
        id: purse.account,
        name: moneyName(purse),
        fiscal_year: null,
      },
      unit: "cents",
      years: problem.years.map((_, year) => year),
      levels: purse.budget,
      direction: 1,
      form: "money",
      ids: [purse.account],
    }),
  );
  return [...families, ...money].sort(
    (a, b) => compareText(a.rule.kind, b.rule.kind) || compareText(a.rule.id, b.rule.id),
  );
}

/** The money of an account in words: `money of Foreign Military Financing, grants (FMF)`. */
function moneyName({ account, title }: Purse): string {
  return title === undefined ? `money of ${account}` : `money of ${title} (${account})`;
}

function toFamily(
  problem: Problem,
  rules: readonly (AmountRule | ShareRule | ChangeRule)[],
): RuleFamily {
  const sorted = [...rules].sort((a, b) => a.year - b.year);
  const first = sorted[0];
  if (first === undefined) throw new Error("a family has at least one rule");
  const form = "amount" in first ? first.kind : "part" in first ? "share" : "change";
  const lowers = form === "floor" || ("part" in first && first.kind === "at_least");
  const isDirective = "amount" in first && first.origin === "directive";
  const years = sorted.map((rule) => rule.year);
  const only = years.length === 1 ? problem.years[years[0] ?? 0] : undefined;
  return {
    rule: {
      kind: isDirective ? "directive" : "limit",
      id: first.ids[0] ?? "",
      name: first.name,
      fiscal_year: only ?? null,
    },
    unit: form === "floor" || form === "ceiling" ? "cents" : "ratio",
    years,
    levels: sorted.map((rule) => ("amount" in rule ? rule.amount : rule.ratio)),
    direction: lowers ? -1 : 1,
    form,
    ids: [...new Set(sorted.flatMap((rule) => rule.ids))],
  };
}

/** The level of a family when its level is relaxed by a share: one number a year when all years are alike, else all. */
export function levelOf(family: RuleFamily, share: number): number {
  const moved = family.levels.map((level) => level * (1 + family.direction * share));
  const level = isEven(family) ? (moved[0] ?? 0) : moved.reduce((sum, one) => sum + one, 0);
  return family.unit === "cents" ? Math.round(level) : level;
}

/** Whether the level is the same in every year of the family. Ratios always count as even. */
export function isEven(family: RuleFamily): boolean {
  return family.unit === "ratio" || family.levels.every((level) => level === family.levels[0]);
}

/**
 * The problem with a family relaxed by a share of its level; 1 drops it.
 *
 * Money is never dropped: a share of 1 doubles it.
 */
export function relaxFamily(problem: Problem, family: RuleFamily, share: number): Problem {
  const factor = 1 + family.direction * share;
  const mine = new Set(family.ids);
  const inFamily = (rule: {
    readonly ids: readonly string[];
    readonly year: number;
    readonly name: string;
  }) =>
    rule.name === family.rule.name &&
    mine.has(rule.ids[0] ?? "") &&
    family.years.includes(rule.year);
  if (family.form === "money") {
    const purses = problem.purses.map((purse) =>
      purse.account === family.rule.id
        ? { ...purse, budget: purse.budget.map((amount) => cents(Math.round(amount * factor))) }
        : purse,
    );
    return { ...problem, purses };
  }
  const relax = <R extends AmountRule | ShareRule | ChangeRule>(rules: readonly R[]): R[] =>
    rules.flatMap((rule): R[] => {
      if (!inFamily(rule)) return [rule];
      if (share >= 1) return [];
      if ("amount" in rule) return [{ ...rule, amount: cents(Math.round(rule.amount * factor)) }];
      return [{ ...rule, ratio: rule.ratio * factor }];
    });
  return {
    ...problem,
    amounts: relax(problem.amounts),
    shares: relax(problem.shares),
    changes: relax(problem.changes),
  };
}

/**
 * Row bounds that relax a family in a model of the same problem, so that no new model is needed.
 *
 * Nothing for shares and changes short of dropping them: their ratio is in the row, not in its bounds.
 */
export function relaxedBounds(
  problem: Problem,
  model: LinearModel,
  family: RuleFamily,
  share: number,
): RowBounds[] | undefined {
  if (family.form === "money") return moneyBounds(problem, model, family, share);
  const names = new Set(family.years.flatMap((year) => rowNamesOf(problem, family, year)));
  const rows = model.rows.flatMap((row, index) => (names.has(row.name) ? [{ row, index }] : []));
  if (share >= 1) {
    const free = { lower: Number.NEGATIVE_INFINITY, upper: Number.POSITIVE_INFINITY };
    return rows.map(({ index }) => ({ row: index, ...free }));
  }
  if (family.unit === "ratio") return undefined;
  const factor = 1 + family.direction * share;
  return rows.map(({ row, index }) => ({
    row: index,
    lower: row.lower * factor,
    upper: row.upper * factor,
  }));
}

/** The names of the rows that state a family in a year. */
export function rowNamesOf(problem: Problem, family: RuleFamily, year: number): string[] {
  const fiscalYear = problem.years[year];
  const rules = [...problem.amounts, ...problem.shares, ...problem.changes].filter(
    (rule) =>
      rule.year === year &&
      rule.name === family.rule.name &&
      family.ids.includes(rule.ids[0] ?? ""),
  );
  return rules.flatMap((rule) => {
    const label = `${rule.ids.join("+")} ${fiscalYear}`;
    if ("amount" in rule)
      return [`${rule.origin === "absorption" ? "absorption" : rule.kind} ${label}`];
    if ("part" in rule) return [`${rule.origin} ${label}`];
    return ["", " rise", " fall"].map((end) => `yearly-change ${label}${end}`);
  });
}

function moneyBounds(
  problem: Problem,
  model: LinearModel,
  family: RuleFamily,
  share: number,
): RowBounds[] {
  const purse = problem.purses.find((one) => one.account === family.rule.id);
  if (purse === undefined) return [];
  return model.rows.flatMap((row, index): RowBounds[] => {
    const [kind, account, first, last] = row.name.split(" ");
    if (kind !== "availability" || account !== purse.account) return [];
    const from = problem.years.findIndex((year) => String(year) === first);
    const to = problem.years.findIndex((year) => String(year) === last);
    const money = purse.budget
      .slice(Math.max(0, from - purse.lasts + 1), to + 1)
      .reduce((sum, amount) => sum + amount, 0);
    return [{ row: index, lower: row.lower, upper: money * (1 + share) * millionsPerCent }];
  });
}

/** The level that stands for "no rule": nothing for a floor, no end for a ceiling. */
export function endLevel(family: RuleFamily): number {
  return family.direction < 0 ? 0 : Number.MAX_VALUE;
}

/** Millions of dollars over all years, or percentage points, in the whole level of a family. */
export function unitsIn(family: RuleFamily): number {
  const sum = family.levels.reduce((total, level) => total + level, 0);
  return family.unit === "cents" ? sum / 1e8 : (sum / Math.max(1, family.levels.length)) * 100;
}

/** Two levels as a range, the smaller first. */
export function rangeOf(a: number, b: number): { from: number; to: number } {
  return { from: Math.min(a, b), to: Math.max(a, b) };
}
