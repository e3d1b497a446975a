import type { LinkRule, Problem } from "../../problem.ts";
import type { Columns } from "../columns.ts";
import { Terms } from "../linear-model.ts";
import type { Constraint } from "./constraint.ts";

/** Choices of an item that start within the given years. */
function started(columns: Columns, item: number, from: number, to: number): Terms {
  const terms = new Terms();
  for (const { candidate, column } of columns.choicesOf[item] ?? []) {
    if (candidate.start >= from && candidate.start <= to) terms.add(column, 1);
  }
  return terms;
}

function rulesOf(problem: Problem, kind: LinkRule["kind"]): readonly LinkRule[] {
  return problem.links.filter((rule) => rule.kind === kind);
}

const before = Number.NEGATIVE_INFINITY;
const after = Number.POSITIVE_INFINITY;

/** For each s: starts of i up to s <= starts of j up to s - lag: nothing comes before what it needs. */
export const requires: Constraint = {
  name: "requires",
  formula: "Σ[o,s'≤s] x[i,o,s'] ≤ Σ[o,s'≤s−lag] x[j,o,s']   for all s",
  sentence: "An initiative starts only when what it requires has started early enough.",
  makeRows(problem, columns) {
    return rulesOf(problem, "requires").flatMap((rule) =>
      problem.years.flatMap((year) => {
        const own = started(columns, rule.item, before, year);
        if (own.isEmpty) return [];
        own.addAll(started(columns, rule.other, before, year - rule.lag), -1);
        return [own.toRow(`requires ${rule.id} ${year}`, Number.NEGATIVE_INFINITY, 0)];
      }),
    );
  },
};

/** starts of i + starts of j <= 1: one or the other. */
export const excludes: Constraint = {
  name: "excludes",
  formula: "Σ[o,s] x[i,o,s] + Σ[o,s] x[j,o,s] ≤ 1",
  sentence: "Of two initiatives that rule each other out, at most one is funded.",
  makeRows(problem, columns) {
    return rulesOf(problem, "excludes").map((rule) =>
      started(columns, rule.item, before, after)
        .addAll(started(columns, rule.other, before, after), 1)
        .toRow(`excludes ${rule.id}`, Number.NEGATIVE_INFINITY, 1),
    );
  },
};

/** For each s: starts of i up to s + starts of j after s - lag <= 1: if both, then in this order. */
export const follows: Constraint = {
  name: "follows",
  formula: "Σ[o,s'≤s] x[i,o,s'] + Σ[o,s'>s−lag] x[j,o,s'] ≤ 1   for all s",
  sentence: "If both are funded, the one starts no earlier than a lag after the other.",
  makeRows(problem, columns) {
    return rulesOf(problem, "follows").flatMap((rule) =>
      problem.years.flatMap((year) => {
        const own = started(columns, rule.item, before, year);
        const other = started(columns, rule.other, year - rule.lag + 1, after);
        if (own.isEmpty || other.isEmpty) return [];
        return [
          own.addAll(other, 1).toRow(`follows ${rule.id} ${year}`, Number.NEGATIVE_INFINITY, 1),
        ];
      }),
    );
  },
};
