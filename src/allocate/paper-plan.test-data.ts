import { fiscalYear, isoDate } from "../base/fiscal.ts";
import type { Plan, PlanTables, RowOf } from "../plan/plan.ts";
import { makeRow, noRows } from "../plan/rows.ts";
import { openLaw } from "./open-law.test-data.ts";
import { poseProblem } from "./pose/pose.ts";
import type { Problem } from "./problem.ts";
import { millions } from "./verify/case.test-data.ts";

/** Money of FMF lasts two years, that of IMET and PKO one, that of CTR without end. */
export const paperLaw = openLaw({ FMF: 2, IMET: 1, PKO: 1, CTR: null });

/** An initiative of a paper plan. Its packages bear its name: `boats`, or `boats.0`, `boats.1` and so on. */
export interface PaperInitiative {
  readonly accounts: readonly string[];
  /** Cost by year after the start, in millions of dollars: of its one package, or of each of several. */
  readonly costs: readonly number[] | readonly (readonly number[])[];
  /** Effect points, of all packages or of each. One effect point is worth one value point. */
  readonly effect: number | readonly number[];
  readonly partner?: "sea" | "land";
  /** First and last year in which it may start; 2021 only when left out. */
  readonly starts?: readonly [number, number];
  readonly fields?: Partial<RowOf<"initiatives">>;
}

/** What makes a paper plan. */
export interface PaperSpec {
  /** How many years from FY2021; one when left out. */
  readonly years?: number;
  /** New money by account, in millions of dollars by year. */
  readonly money: Readonly<Record<string, readonly number[]>>;
  readonly initiatives: Readonly<Record<string, PaperInitiative>>;
  readonly directives?: PlanTables["directives"];
  readonly limits?: PlanTables["limits"];
  readonly links?: PlanTables["links"];
  readonly baseline?: PlanTables["baseline"];
  /** What effect is worth: a factor up to a share of the target; the last holds without end. All alike when left out. */
  readonly returns?: readonly { readonly up_to?: number; readonly factor: number }[];
}

/**
 * A plan so small that its model can be written down by hand.
 *
 * The partner `sea` is in EAP, `land` in EUR. The one objective, `peace`, has the target 100 and all 100 points:
 * without a scale of return each effect point is worth one value point, up to 100.
 */
export function paperPlan(spec: PaperSpec): Plan {
  return {
    head: {
      format: 1,
      id: "paper",
      title: "Paper",
      description: "Made up for tests.",
      as_of: isoDate("2020-12-31"),
      first_fiscal_year: fiscalYear(2021),
      last_fiscal_year: fiscalYear(2020 + (spec.years ?? 1)),
      recommended_scenario: null,
    },
    tables: {
      ...noRows,
      ...frame,
      scales: [
        ...frame.scales,
        ...(spec.returns ?? []).map((step, position) =>
          makeRow("scales", { id: `return-${position}`, scale: "return", name: "step", ...step }),
        ),
      ],
      resources: Object.entries(spec.money).flatMap(([account, amounts]) =>
        amounts.map((amount, year) =>
          makeRow("resources", {
            id: `${account}-${2021 + year}`,
            account,
            fiscal_year: fiscalYear(2021 + year),
            stage: "enacted",
            amount: millions(amount),
          }),
        ),
      ),
      ...proposals(spec),
      directives: spec.directives ?? [],
      limits: spec.limits ?? [],
      links: spec.links ?? [],
      baseline: spec.baseline ?? [],
    },
    scenarios: [],
  };
}

/** The problem of a paper plan under {@link paperLaw}. */
export function paperProblem(spec: PaperSpec): Problem {
  return poseProblem(paperPlan(spec), paperLaw).result;
}

/** A directive of law for FY2021, unless the values say otherwise. */
export function directive(
  id: string,
  kind: RowOf<"directives">["kind"],
  count: number,
  values: Partial<RowOf<"directives">> = {},
): RowOf<"directives"> {
  return makeRow("directives", {
    id,
    name: id,
    kind,
    force: "law",
    fiscal_year: fiscalYear(2021),
    amount: millions(count),
    citation: `Sec. ${id}, made up for tests.`,
    ...values,
  });
}

/** A limit of every year, unless the values say otherwise. */
export function limit(
  id: string,
  kind: RowOf<"limits">["kind"],
  values: Partial<RowOf<"limits">>,
): RowOf<"limits"> {
  return makeRow("limits", { id, name: id, kind, ...values });
}

/** A link from one initiative to another. */
export function link(
  id: string,
  kind: RowOf<"links">["kind"],
  initiative: string,
  other: string,
  lag_years = 0,
): RowOf<"links"> {
  return makeRow("links", { id, kind, initiative, other, lag_years });
}

const frame = {
  objectives: [
    makeRow("objectives", {
      id: "peace",
      level: "strategy",
      name: "Peace",
      statement: "Partners keep their own peace.",
      weight: 1,
      target_effect: 100,
    }),
  ],
  partners: [
    makeRow("partners", { id: "sea", name: "Sea", kind: "country", bureau: "EAP" }),
    makeRow("partners", { id: "land", name: "Land", kind: "country", bureau: "EUR" }),
  ],
  scales: (["relevance", "confidence", "level"] as const).map((scale) =>
    makeRow("scales", { id: scale, scale, name: scale, factor: 1 }),
  ),
  affiliations: [],
  assumptions: [],
  claims: [],
} satisfies Partial<PlanTables>;

function proposals(
  spec: PaperSpec,
): Pick<PlanTables, "initiatives" | "packages" | "lines" | "effects"> {
  const parts = Object.entries(spec.initiatives).map(([id, one]) => proposal(id, one));
  return {
    initiatives: parts.map((part) => part.initiative),
    packages: parts.flatMap((part) => part.packages.map(({ row }) => row)),
    lines: parts.flatMap((part) => part.packages.flatMap(({ lines }) => lines)),
    effects: parts.flatMap((part) => part.packages.map(({ effect }) => effect)),
  };
}

function proposal(id: string, one: PaperInitiative) {
  const several = one.costs.filter((costs) => typeof costs !== "number");
  const single = one.costs.filter((costs) => typeof costs === "number");
  const initiative = makeRow("initiatives", {
    id,
    name: id,
    partner: one.partner ?? "sea",
    kind: "proposal",
    agency: "State",
    accounts: one.accounts,
    purpose: "military_capability",
    recipient: "defense",
    focus: "tactical",
    earliest_start: fiscalYear(one.starts?.[0] ?? 2021),
    latest_start: fiscalYear(one.starts?.[1] ?? 2021),
    cost_basis: "Made up for tests.",
    ...one.fields,
  });
  const packages = (several.length > 0 ? several : [single]).map((costs, position) => {
    const name = several.length > 0 ? `${id}.${position}` : id;
    const own = typeof one.effect === "number" ? one.effect : (one.effect[position] ?? 0);
    return {
      row: makeRow("packages", { id: name, initiative: id, name, level: "level" }),
      lines: costs.map((count, year_offset) =>
        makeRow("lines", {
          id: `${name}.${year_offset}`,
          package: name,
          year_offset,
          kind: "training",
          amount: millions(count),
        }),
      ),
      effect: makeRow("effects", {
        id: name,
        initiative: id,
        package: name,
        objective: "peace",
        relevance: "relevance",
        confidence: "confidence",
        effect: own,
      }),
    };
  });
  return { initiative, packages };
}
