import { fiscalYear, isoDate } from "../../base/fiscal.ts";
import { type Cents, cents } from "../../base/money.ts";
import type { TableName } from "../../plan/fields.ts";
import type { Plan, RowOf } from "../../plan/plan.ts";
import { makeRow, noRows } from "../../plan/rows.ts";
import type { Allocation, Payment } from "../allocation.ts";
import { openLaw } from "../open-law.test-data.ts";

/** Money of FMF lasts two years, that of IMET one, that of CTR without end; IMET bars institutions. */
export const caseLaw = openLaw({ FMF: 2, IMET: 1, CTR: null }, [
  { account: "IMET", recipient: "institution" },
]);

/** Millions of dollars, in cents. */
export const millions = (count: number): Cents => cents(Math.round(count * 100_000_000));

/** A payment of millions of dollars. */
export const pay = (initiative: string, year: number, account: string, count: number): Payment => ({
  initiative,
  account,
  fiscal_year: fiscalYear(year),
  amount: millions(count),
});

const initiative = (
  id: string,
  partner: string,
  accounts: readonly string[],
  latest: number,
  values: Partial<RowOf<"initiatives">>,
) =>
  makeRow("initiatives", {
    id,
    name: id,
    partner,
    kind: "proposal",
    agency: "State",
    accounts,
    purpose: "military_capability",
    recipient: "defense",
    focus: "tactical",
    earliest_start: fiscalYear(2021),
    latest_start: fiscalYear(latest),
    cost_basis: "Made up for tests.",
    ...values,
  });

const line = (id: string, offset: number, count: number) =>
  makeRow("lines", {
    id: `${id}.${offset}`,
    package: id,
    year_offset: offset,
    kind: "training",
    amount: millions(count),
  });

/**
 * A plan to be worked out on paper: FY2021 to FY2023, with these proposals (cost in millions of dollars):
 *
 * - `boats` for `sea` (EAP): 2 and then 1, from FMF; or `boats.more`, 3 and then 1;
 * - `school` for `land` (EUR): 1, from IMET or FMF, institutional;
 * - `court` for `land` (EUR): 1, from FMF.
 *
 * FMF has 3 new in FY2021, IMET 1 in each year.
 */
export function casePlan(): Plan {
  const resource = (account: string, year: number, count: number) =>
    makeRow("resources", {
      id: `${account}-${year}`,
      account,
      fiscal_year: fiscalYear(year),
      stage: "enacted",
      amount: millions(count),
    });
  const scale = (id: string, kind: RowOf<"scales">["scale"], factor: number) =>
    makeRow("scales", { id, scale: kind, name: id, factor });
  const objective = (id: string, weight: number, target: number) =>
    makeRow("objectives", {
      id,
      parent: "peace",
      level: "objective",
      name: id,
      statement: id,
      weight,
      target_effect: target,
    });
  const effect = (id: string, values: Partial<RowOf<"effects">>) =>
    makeRow("effects", {
      id,
      initiative: id,
      objective: "rule",
      relevance: "half",
      confidence: "likely",
      ...values,
    });
  const level = (id: string, owner: string) =>
    makeRow("packages", { id, initiative: owner, name: id, level: "full" });
  return {
    head: {
      format: 1,
      id: "case",
      title: "Case",
      description: "Made up for tests.",
      as_of: isoDate("2020-12-31"),
      first_fiscal_year: fiscalYear(2021),
      last_fiscal_year: fiscalYear(2023),
      recommended_scenario: null,
    },
    tables: {
      ...noRows,
      objectives: [
        makeRow("objectives", {
          id: "peace",
          level: "strategy",
          name: "Peace",
          statement: "Peace",
          weight: 1,
        }),
        objective("seas", 3, 10),
        objective("rule", 1, 4),
      ],
      partners: [
        makeRow("partners", {
          id: "sea",
          name: "Sea",
          kind: "country",
          bureau: "EAP",
          tier: "first",
        }),
        makeRow("partners", { id: "land", name: "Land", kind: "country", bureau: "EUR" }),
      ],
      scales: [
        scale("first", "tier", 2),
        scale("half", "relevance", 0.5),
        scale("likely", "confidence", 0.8),
        scale("full", "level", 1),
      ],
      resources: [
        resource("FMF", 2021, 3),
        ...[2021, 2022, 2023].map((year) => resource("IMET", year, 1)),
      ],
      initiatives: [
        initiative("boats", "sea", ["FMF"], 2022, {}),
        initiative("school", "land", ["IMET", "FMF"], 2023, {
          purpose: "military_education",
          focus: "institutional",
        }),
        initiative("court", "land", ["FMF"], 2023, { recipient: "institution" }),
      ],
      packages: [
        level("boats.some", "boats"),
        level("boats.more", "boats"),
        level("school.one", "school"),
        level("court.one", "court"),
      ],
      lines: [
        line("boats.some", 0, 2),
        line("boats.some", 1, 1),
        line("boats.more", 0, 3),
        line("boats.more", 1, 1),
        line("school.one", 0, 1),
        line("court.one", 0, 1),
      ],
      effects: [
        effect("boats", { objective: "seas" }),
        effect("school", { effect: 1 }),
        effect("court", {}),
      ],
      directives: [],
      limits: [],
      links: [],
      baseline: [],
      affiliations: [],
      assumptions: [],
      claims: [],
    },
    scenarios: [],
  };
}

/**
 * A lawful allocation of {@link casePlan}: `boats.some` and `school`, both from FY2021.
 *
 * On paper: boats give seas 3 x 2 x 0.5 x 0.8 = 2.4 of 10, worth 75 x 0.24 = 18; the school gives rule 1 of 4,
 * worth 25 x 0.25 = 6.25.
 */
export function caseAllocation(): Allocation {
  return {
    choices: [
      { initiative: "boats", package: "boats.some", start: fiscalYear(2021) },
      { initiative: "school", package: "school.one", start: fiscalYear(2021) },
    ],
    payments: [
      pay("boats", 2021, "FMF", 2),
      pay("boats", 2022, "FMF", 1),
      pay("school", 2021, "IMET", 1),
    ],
    attainments: [
      { objective: "rule", effect: 1, value: 6.25 },
      { objective: "seas", effect: 2.4, value: 18 },
    ],
    value: 24.25,
    bound: 24.25,
    gap_ratio: 0,
    ended: "proven",
  };
}

/** The plan with some fields of one row changed. */
export function withRow<T extends TableName>(
  plan: Plan,
  table: T,
  id: string,
  values: Partial<RowOf<T>>,
): Plan {
  const rows: readonly RowOf<T>[] = plan.tables[table];
  const changed = rows.map((row) => (row.id === id ? { ...row, ...values } : row));
  return { ...plan, tables: { ...plan.tables, [table]: changed } };
}

/** The plan with rows added to a table. */
export function withRows<T extends TableName>(
  plan: Plan,
  table: T,
  rows: readonly RowOf<T>[],
): Plan {
  return { ...plan, tables: { ...plan.tables, [table]: [...plan.tables[table], ...rows] } };
}
