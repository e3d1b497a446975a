import { cents, showDollars, sumCents } from "../../base/money.ts";
import type { Contradiction, RuleName } from "../answers.ts";
import { millionsPerCent } from "../model/columns.ts";
import type { Column, LinearModel, Row } from "../model/linear-model.ts";
import { makeModel } from "../model/model.ts";
import { findImpossible } from "../model/presolve.ts";
import type { Problem } from "../problem.ts";
import type { Solver } from "../solver.ts";
import { listFamilies, type RuleFamily, rowNamesOf } from "./rule-family.ts";

/** A row that may give way, and by how much it did. */
interface Slack {
  readonly row: number;
  readonly column: number;
  readonly rule: RuleName;
  readonly citation: string;
  /** The amount that the rule asks for, in cents; 0 for ratios. */
  readonly asked: number;
  readonly sign: 1 | -1;
}

/**
 * The cheapest way to make an impossible plan possible: which rules to relax, by how many dollars in all.
 *
 * Floors, ceilings, shares, balance, yearly change and pins may give way; money, the law and links may not.
 * Nothing when even that does not help, which cannot happen while an empty plan keeps every link. The pin of the
 * initiative `firm` does not give way either.
 */
export async function findContradiction(
  problem: Problem,
  solver: Solver,
  nodeBudget: number,
  firm?: string,
): Promise<Contradiction | undefined> {
  // A package above a ceiling is not ruled out here: the ceiling may give way.
  const { model } = makeModel(problem, findImpossible({ ...problem, amounts: [] }));
  const { soft, slacks } = soften(problem, model, firm);
  const answer = await solver.solve({ model: soft, gap_ratio: 1e-6, node_budget: nodeBudget });
  if (answer.values === null) return undefined;
  const values = answer.values;
  const relax = slacks.flatMap((slack) => {
    const amount = cents(Math.round((values[slack.column] ?? 0) / millionsPerCent));
    // Below a dollar it is the solver's tolerance.
    if (amount < 100) return [];
    const to = cents(slack.asked - slack.sign * amount);
    return [{ rule: slack.rule, from: cents(slack.asked), to, citation: slack.citation, amount }];
  });
  const merged = relax.map(({ rule, from, to, citation }) => ({ rule, from, to, citation }));
  const total = sumCents(relax.map(({ amount }) => amount));
  return { relax: merged, total, sentence: contradictionSentence(merged, total) };
}

/** The model with a slack on every row that may give way, minimizing the slack in millions of dollars. */
function soften(
  problem: Problem,
  model: LinearModel,
  firm: string | undefined,
): { soft: LinearModel; slacks: Slack[] } {
  const families = new Map<string, { family: RuleFamily; year: number }>();
  for (const family of listFamilies(problem)) {
    if (family.form === "money") continue;
    for (const year of family.years) {
      for (const name of rowNamesOf(problem, family, year)) families.set(name, { family, year });
    }
  }
  const all: Column[] = model.columns.map((column) => ({ ...column, objective: 0 }));
  const slacks: Slack[] = [];
  const rows = model.rows.map((row, index): Row => {
    const pin =
      row.name.startsWith("one-package ") && row.lower === 1 && row.name !== `one-package ${firm}`;
    const known = families.get(row.name);
    if (!pin && known === undefined) return row;
    const indices = [...row.indices];
    const values = [...row.values];
    const give = (sign: 1 | -1, scale: number, rule: RuleName, citation: string, asked: number) => {
      const column =
        all.push({
          name: `slack ${row.name}`,
          lower: 0,
          upper: pin ? scale : 1e7,
          objective: -1,
          integer: false,
        }) - 1;
      indices.push(column);
      values.push(sign / (pin ? scale : 1));
      slacks.push({ row: index, column, rule, citation, asked, sign });
    };
    if (pin) {
      const item = problem.items.find((one) => row.name === `one-package ${one.initiative.id}`);
      const costs = (item?.candidates ?? []).map((one) => sumCents(one.costs));
      const cost = Math.max(1, Math.min(...costs));
      const name = `The decision to fund ${item?.initiative.name ?? ""}`;
      const rule: RuleName = {
        kind: "limit",
        id: item?.initiative.id ?? "",
        name,
        fiscal_year: null,
      };
      const reason = item?.initiative.override_reason ?? "no reason was given";
      give(1, cost * millionsPerCent, rule, `Pinned: ${reason}`, cost);
    } else if (known !== undefined) {
      const { family, year } = known;
      const fiscalYear = problem.years[year] ?? null;
      const rule = { ...family.rule, id: idIn(problem, family, year), fiscal_year: fiscalYear };
      const level = family.levels[family.years.indexOf(year)] ?? 0;
      const asked = family.unit === "cents" ? level : 0;
      const citation = citationOf(problem, family, year);
      if (Number.isFinite(row.lower)) give(1, 1, rule, citation, asked);
      if (Number.isFinite(row.upper)) give(-1, 1, rule, citation, asked);
    }
    return { ...row, indices, values };
  });
  return { soft: { columns: all, rows }, slacks };
}

/** The id of a family's rule in one of its years. */
function idIn(problem: Problem, family: RuleFamily, year: number): string {
  const rules = [...problem.amounts, ...problem.shares, ...problem.changes];
  const own = rules.find(
    (rule) =>
      rule.year === year &&
      rule.name === family.rule.name &&
      rule.ids.some((id) => family.ids.includes(id)),
  );
  return own?.ids[0] ?? family.rule.id;
}

function citationOf(problem: Problem, family: RuleFamily, year: number): string {
  const fiscalYear = problem.years[year];
  const directive = problem.directives.find(
    (row) => family.ids.includes(row.id) && row.fiscal_year === fiscalYear,
  );
  if (directive !== undefined) return directive.citation;
  const limit = problem.limits.find((row) => family.ids.includes(row.id));
  return limit?.source ?? "no source is given";
}

function contradictionSentence(relax: Contradiction["relax"], total: number): string {
  if (relax.length === 0) return "All rules can hold together.";
  const parts = relax.map(({ rule, from, to }) => {
    const year = rule.fiscal_year === null ? "" : ` in FY${rule.fiscal_year}`;
    if (from === 0) return `${rule.name}${year} gives way by ${showDollars(cents(Math.abs(to)))}`;
    if (to === 0) return `${rule.name}${year} is given up (${showDollars(from)})`;
    return `${rule.name}${year} moves from ${showDollars(from)} to ${showDollars(to)}`;
  });
  return (
    `Not all rules can hold. The fewest dollars that make the plan possible are ${showDollars(cents(total))}: ` +
    `${parts.join("; ")}.`
  );
}
