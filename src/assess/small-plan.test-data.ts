import assert from "node:assert/strict";
import type { Finding } from "../base/findings.ts";
import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import type { Plan, PlanTables } from "../plan/plan.ts";
import { makeRow, noRows, type RowValues } from "../plan/rows.ts";
import { checkAgainstLaw } from "./contradictions.ts";

/** The law of the project. */
export const law = realLaw();
/** Millions of dollars. */
export const million = (amount: number) => cents(amount * 100_000_000);

/** Somalia may have no FMF in FY2021, and may from FY2022; the Philippines may always. */
const partners = [
  makeRow("partners", {
    id: "PHL",
    name: "Philippines",
    kind: "country",
    iso3: "PHL",
    bureau: "EAP",
  }),
  makeRow("partners", { id: "SOM", name: "Somalia", kind: "country", iso3: "SOM", bureau: "AF" }),
  makeRow("partners", { id: "VNM", name: "Vietnam", kind: "country", iso3: "VNM", bureau: "EAP" }),
];

/** An initiative that is asked for, with the cost of its package. */
export interface Asked extends Partial<RowValues<"initiatives">> {
  readonly id: string;
  readonly cost?: number;
  readonly kind_of_line?: "equipment" | "training" | "stipends";
  /** Years after the start in which it costs; the start only, when absent. */
  readonly offsets?: readonly number[];
}

/** A plan of these initiatives, each with one package, over FY2021 and FY2022. */
export function planOf(
  asked: readonly Asked[],
  over: Partial<Omit<PlanTables, "initiatives" | "packages" | "lines">> = {},
): Plan {
  const tables: PlanTables = {
    ...noRows,
    partners,
    resources: [money("FMF", 2021, 100), money("FMF", 2022, 100)],
    ...over,
    initiatives: asked.map(({ cost: _cost, kind_of_line: _kind, offsets: _offsets, ...row }) =>
      makeRow("initiatives", {
        ...{ name: row.id, partner: "PHL", kind: "proposal", agency: "State", focus: "tactical" },
        ...{ accounts: ["FMF"], purpose: "military_capability", recipient: "defense" },
        ...{ earliest_start: fiscalYear(2021), latest_start: fiscalYear(2021), cost_basis: "test" },
        ...row,
      }),
    ),
    packages: asked.map(({ id }) =>
      makeRow("packages", { id: `${id}-p`, initiative: id, name: "p", level: "full" }),
    ),
    lines: asked.flatMap(({ id, cost = 10, kind_of_line = "equipment", offsets = [0] }) =>
      offsets.map((year_offset) =>
        makeRow("lines", {
          ...{ id: `${id}-${year_offset}`, package: `${id}-p`, year_offset, kind: kind_of_line },
          amount: million(cost),
        }),
      ),
    ),
  };
  return {
    head: {
      ...{ format: 1, id: "t", title: "t", description: "t", recommended_scenario: null },
      as_of: isoDate("2020-12-31"),
      first_fiscal_year: fiscalYear(2021),
      last_fiscal_year: fiscalYear(2022),
    },
    tables,
    scenarios: [],
  };
}

/** New money of an account. */
export function money(account: string, year: number, amount: number) {
  return makeRow("resources", {
    ...{ id: `${account}-${year}`, account, fiscal_year: fiscalYear(year), stage: "enacted" },
    amount: million(amount),
  });
}

/** A floor for the Philippines in FY2021, unless the values say otherwise. */
export function floor(id: string, amount: number, over: Partial<RowValues<"directives">> = {}) {
  return makeRow("directives", {
    ...{ id, name: id, kind: "not_less_than", force: "law", accounts: ["FMF"], partners: ["PHL"] },
    ...{ fiscal_year: fiscalYear(2021), amount: million(amount), citation: `act of ${id}` },
    ...over,
  });
}

/** Code and id of each finding. */
export function told(plan: Plan): string[] {
  return checkAgainstLaw(plan, law).map(({ code, at }) => `${code} ${at.id}`);
}

/** The first finding of a code. */
export function find(plan: Plan, code: string): Finding {
  const found = checkAgainstLaw(plan, law).find((each) => each.code === code);
  assert.ok(found, `${code} was not found`);
  return found;
}

/** An initiative within its means. */
export const ok: Asked = { id: "ships", cost: 50 };
/** Starts in FY2022. */
export const later = { earliest_start: fiscalYear(2022), latest_start: fiscalYear(2022) };
