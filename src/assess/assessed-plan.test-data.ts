import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import type { Line, Plan, PlanTables } from "../plan/plan.ts";
import { makeRow, noRows, type RowValues } from "../plan/rows.ts";
import { type Assessment, assess } from "./assessment.ts";
import type { AssessedFinding } from "./verdicts.ts";

/** The day of the plans of these tests. */
export const day = isoDate("2021-03-01");

/** An initiative with one package: what it buys, each for so many millions in its first year. */
export interface Work extends Partial<RowValues<"initiatives">> {
  readonly id: string;
  readonly buys?: Partial<Record<Line["kind"], number>>;
  /** The unit of its lines. */
  readonly line_unit?: string;
}

/** A plan of these works for the coast `sea` and the inland `land`, with other rows as given. */
export function planWith(works: readonly Work[], over: Partial<PlanTables> = {}): Plan {
  const lines = works.flatMap(({ id, buys = { training: 10 }, line_unit: unit }) =>
    Object.entries(buys).map(([kind, millions]) =>
      makeRow("lines", {
        ...{ id: `${id}-${kind}`, package: `${id}-p`, year_offset: 0 },
        ...{ kind: kind as Line["kind"], amount: cents(millions * 100_000_000) },
        ...(unit === undefined ? {} : { unit }),
      }),
    ),
  );
  return {
    head: {
      ...{ format: 1, id: "t", title: "t", description: "t", recommended_scenario: null },
      as_of: isoDate("2020-12-31"),
      first_fiscal_year: fiscalYear(2021),
      last_fiscal_year: fiscalYear(2023),
    },
    tables: {
      ...noRows,
      partners: ["sea", "land"].map((id) =>
        makeRow("partners", { id, name: `The ${id}`, kind: "country", bureau: "EAP" }),
      ),
      units: ["fleet", "squadron", "brigade"].map((id) =>
        makeRow("units", {
          ...{ id, name: id, partner: "sea", force: "navy" },
          ...(id === "squadron" ? { parent: "fleet" } : {}),
        }),
      ),
      initiatives: works.map(({ buys: _buys, line_unit: _unit, ...row }) =>
        makeRow("initiatives", {
          ...{ name: row.id, partner: "sea", kind: "proposal", agency: "State", accounts: ["FMF"] },
          ...{ purpose: "maritime_border_security", recipient: "defense", focus: "tactical" },
          ...{ domain: "maritime", earliest_start: fiscalYear(2021) },
          ...{ latest_start: fiscalYear(2021), cost_basis: "made up for tests" },
          ...row,
        }),
      ),
      packages: works.map(({ id }) =>
        makeRow("packages", { id: `${id}-p`, initiative: id, name: "p", level: "full" }),
      ),
      lines,
      ...over,
    },
    scenarios: [],
  };
}

/** Findings of a code in a plan. */
export function found(plan: Plan, code: string, on = day): readonly AssessedFinding[] {
  return assess(plan, on).findings.filter((one) => one.finding.code === code);
}

/** Subjects of the findings of a code, as a list. */
export function subjects(plan: Plan, code: string): string[] {
  return found(plan, code).map((one) => one.subject);
}

/** Code and subject of everything found. */
export function keysOf(assessment: Assessment): string[] {
  return assessment.findings.map((one) => `${one.finding.code} ${one.subject}`).sort();
}
