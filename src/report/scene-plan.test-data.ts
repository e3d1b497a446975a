import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import type { Plan, PlanTables, Scenario } from "../plan/plan.ts";
import { makeRow, noRows } from "../plan/rows.ts";
import type { Bureau } from "./words.ts";

/** Millions of dollars in cents. */
export const million = (amount: number): Cents => cents(Math.round(amount * 1e8));

const years = [2021, 2022, 2023].map(fiscalYear);
const asOf = isoDate("2020-12-31");

/** Partners of the scene: id, name, bureau, tier, millions of FMF and of IMET in FY2020. All figures are made up. */
const partners: readonly (readonly [string, string, Bureau, "first" | "second", number, number])[] =
  [
    ["ISR", "Israel", "NEA", "second", 3300, 0],
    ["EGY", "Egypt", "NEA", "second", 1300, 2],
    ["JOR", "Jordan", "NEA", "second", 425, 4],
    ["UKR", "Ukraine", "EUR", "first", 115, 3],
    ["GEO", "Georgia", "EUR", "first", 35, 2],
    ["MLT", "Malta", "EUR", "second", 1, 0.5],
    ["PHL", "Philippines", "EAP", "first", 40, 2],
    ["VNM", "Vietnam", "EAP", "first", 11, 1.5],
    ["PLW", "Palau", "EAP", "first", 0.5, 0.1],
    ["MDV", "Maldives", "SCA", "second", 0, 0.4],
    ["KEN", "Kenya", "AF", "second", 1, 1],
    ["COL", "Colombia", "WHA", "second", 38, 1.5],
    ["WORLD", "Worldwide <program> support", "GLOBAL", "second", 0, 6],
  ];

const levels = [
  ["reduced", 0.75, 1.1],
  ["before", 1, 1],
  ["more", 1.25, 0.9],
] as const;

interface Proposal {
  readonly id: string;
  readonly name: string;
  readonly partner: string;
  readonly account: string;
  readonly amount: number;
  readonly objective: string;
}

const proposals: readonly Proposal[] = [
  {
    id: "phl-cutters",
    name: "Philippines: patrol cutters",
    partner: "PHL",
    account: "FMF",
    amount: 60,
    objective: "sea",
  },
  {
    id: "ukr-air",
    name: "Ukraine: air defense",
    partner: "UKR",
    account: "FMF",
    amount: 90,
    objective: "east",
  },
  {
    id: "ken-staff",
    name: "Kenya: staff college",
    partner: "KEN",
    account: "IMET",
    amount: 3,
    objective: "schools",
  },
];

/** A plan made up for the tests of reports: thirteen partners, two accounts, three years. */
export function scenePlan(): Plan {
  return {
    head: {
      format: 1,
      id: "scene",
      title: "Security sector assistance, a made-up scene",
      description: "Made up for tests: no figure is official.",
      as_of: asOf,
      first_fiscal_year: fiscalYear(2021),
      last_fiscal_year: fiscalYear(2023),
      recommended_scenario: "steady",
    },
    tables: sceneTables(),
    scenarios: [sceneScenario],
  };
}

/** The scenario of the scene, with one edit and one open question. */
export const sceneScenario: Scenario = {
  id: "steady",
  title: "Steady course",
  description: "Floors as they are.",
  tests: [{ question: "Does the balance hold?", asked_by: "the article", answer: null }],
  edits: [
    {
      author: "planner",
      at: "2020-12-28T15:00:00Z",
      reason: "Congress asked for it",
      table: "directives",
      row: "jor-floor-2021",
      field: "amount",
      before: "400000000",
      after: "425000000",
    },
  ],
};

function sceneTables(): PlanTables {
  return { ...noRows, ...strategy(), ...money(), ...work(), ...doubts() };
}

function strategy(): Pick<PlanTables, "objectives" | "scales" | "partners"> {
  const objective = (id: string, name: string, weight: number, target: number) =>
    makeRow("objectives", {
      id,
      parent: id === "schools" ? "goal-2" : "goal-1",
      level: "objective",
      name,
      statement: name,
      weight,
      target_effect: target,
    });
  const goal = (id: string, name: string, weight: number) =>
    makeRow("objectives", { id, parent: "top", level: "goal", name, statement: name, weight });
  const scale = (
    id: string,
    kind: "tier" | "relevance" | "confidence" | "level" | "return",
    factor: number,
    upTo?: number,
  ) =>
    makeRow("scales", {
      id,
      scale: kind,
      name: id,
      factor,
      ...(upTo === undefined ? {} : { up_to: upTo }),
    });
  return {
    objectives: [
      makeRow("objectives", {
        id: "top",
        level: "strategy",
        name: "Peace",
        statement: "Peace",
        weight: 1,
      }),
      goal("goal-1", "Strong partners", 3),
      goal("goal-2", "Sound institutions", 1),
      objective("sea", "Partners see and police their own waters", 2, 500),
      objective("east", "Eastern Europe can defend itself", 2, 600),
      objective("commitments", "Commitments of long standing are kept", 1, 15000),
      objective("schools", "Officers learn, and teach others", 1, 60),
    ],
    scales: [
      scale("first", "tier", 1.5),
      scale("second", "tier", 1),
      scale("direct", "relevance", 1),
      scale("likely", "confidence", 0.8),
      ...levels.map(([name, , factor]) => scale(name, "level", factor)),
      scale("half", "return", 1.5, 0.5),
      scale("rest", "return", 0.5, 1),
      scale("beyond", "return", 0),
    ],
    partners: partners.map(([id, name, bureau, tier]) =>
      makeRow("partners", {
        id,
        name,
        kind: bureau === "GLOBAL" ? "region" : "country",
        ...(bureau === "GLOBAL" ? {} : { iso3: id }),
        bureau,
        tier,
      }),
    ),
  };
}

function money(): Pick<PlanTables, "resources" | "directives" | "limits" | "baseline"> {
  const resource = (account: string, amount: number) =>
    years.map((year) =>
      makeRow("resources", {
        id: `${account}-${year}`,
        account,
        fiscal_year: year,
        stage: "projected",
        amount: million(amount),
        assumptions: ["flat"],
        mark: year === 2021 ? "knowledge" : "assumed",
      }),
    );
  const floor = (id: string, partner: string, amount: number) =>
    years.map((year) =>
      makeRow("directives", {
        id: `${id}-${year}`,
        name: `${partner} floor`,
        kind: "not_less_than",
        force: "agreement",
        accounts: ["FMF"],
        partners: [partner],
        fiscal_year: year,
        amount: million(amount),
        citation: "Made up",
      }),
    );
  const record = partners.flatMap(([id, , , , fmf, imet]) => [
    ["FMF", id, fmf] as const,
    ["IMET", id, imet] as const,
  ]);
  return {
    resources: [...resource("FMF", 5400), ...resource("IMET", 25)],
    directives: [
      ...floor("isr-floor", "ISR", 3300),
      ...floor("egy-floor", "EGY", 1300),
      ...floor("jor-floor", "JOR", 425),
      makeRow("directives", {
        id: "egy-tranche",
        name: "Egypt's conditioned tranche",
        kind: "withhold",
        force: "law",
        accounts: ["FMF"],
        partners: ["EGY"],
        fiscal_year: fiscalYear(2021),
        amount: million(300),
        within: "egy-floor-2021",
        waivable_amount: million(225),
        decision_due: isoDate("2021-09-30"),
        citation: "Made up act, section 1",
      }),
    ],
    limits: [],
    baseline: [
      ...record
        .filter(([, , amount]) => amount > 0)
        .map(([account, id, amount]) => baselineRow(id, account, amount)),
      baselineRow("COL", "ACI", 12),
    ],
  };
}

function baselineRow(partner: string, account: string, amount: number) {
  return makeRow("baseline", {
    id: `${partner}-${account}-2020`,
    partner,
    account,
    fiscal_year: fiscalYear(2020),
    stage: "obligated",
    amount: million(amount),
  });
}

function work(): Pick<PlanTables, "initiatives" | "packages" | "lines" | "effects"> {
  const continuing = partners.flatMap(([id, name, , , fmf, imet]) => [
    { id: `${id}-FMF`, name: `${name}: FMF`, partner: id, account: "FMF", amount: fmf },
    { id: `${id}-IMET`, name: `${name}: IMET`, partner: id, account: "IMET", amount: imet },
  ]);
  const all = [
    ...continuing
      .filter((row) => row.amount > 0)
      .map((row) => ({ ...row, kind: "continuing" as const, objective: objectiveOf(row) })),
    ...proposals.map((row) => ({ ...row, kind: "proposal" as const })),
  ];
  return {
    initiatives: all.map((row) =>
      makeRow("initiatives", {
        id: row.id,
        name: row.name,
        partner: row.partner,
        kind: row.kind,
        illustrative: row.kind === "proposal",
        agency: "State",
        accounts: [row.account],
        purpose: row.account === "IMET" ? "military_education" : "military_capability",
        recipient: "defense",
        focus: row.account === "IMET" ? "institutional" : "tactical",
        domain: row.objective === "sea" ? "maritime" : "general",
        earliest_start: fiscalYear(2021),
        latest_start: fiscalYear(2021),
        assumptions: row.kind === "proposal" ? ["crews"] : [],
        cost_basis: "Made up",
        mark: row.kind === "proposal" ? "assumed" : "said",
      }),
    ),
    packages: all.flatMap((row) =>
      levels.map(([level]) =>
        makeRow("packages", { id: `${row.id}-${level}`, initiative: row.id, name: level, level }),
      ),
    ),
    lines: all.flatMap((row) =>
      levels.flatMap(([level, ratio]) =>
        [0, 1, 2].map((offset) =>
          makeRow("lines", {
            id: `${row.id}-${level}-${offset}`,
            package: `${row.id}-${level}`,
            year_offset: offset,
            kind: row.account === "IMET" ? "training" : "equipment",
            amount: million(row.amount * ratio),
          }),
        ),
      ),
    ),
    effects: all.map((row) =>
      makeRow("effects", {
        id: row.id,
        initiative: row.id,
        objective: row.objective,
        relevance: "direct",
        confidence: "likely",
      }),
    ),
  };
}

function objectiveOf(row: { readonly partner: string; readonly account: string }): string {
  if (row.account === "IMET") return "schools";
  const bureau = partners.find(([id]) => id === row.partner)?.[2];
  return bureau === "EUR" ? "east" : bureau === "EAP" ? "sea" : "commitments";
}

function doubts(): Pick<PlanTables, "assumptions" | "claims"> {
  const assumption = (id: string, statement: string, status: "holds" | "fails" | "unknown") =>
    makeRow("assumptions", {
      id,
      statement,
      owner: "Budget office",
      test: "The next request is lower.",
      review_on: isoDate("2021-03-01"),
      status,
    });
  const claim = (id: string, check: "agrees" | "disputed" | "unchecked") =>
    makeRow("claims", {
      id,
      subject: "Size of assistance",
      statement: `Claim ${id}`,
      said_by: "An article",
      source: "Made up",
      check,
      check_note: "The record says less.",
    });
  return {
    assumptions: [
      assumption("flat", "Congress keeps the level of FY2021.", "unknown"),
      assumption("crews", "Trained crews stay in service.", "holds"),
      assumption("peace", "The treaty holds.", "fails"),
    ],
    claims: [claim("a", "disputed"), claim("b", "agrees"), claim("c", "unchecked")],
  };
}
