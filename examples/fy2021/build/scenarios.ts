import { fiscalYear, isoDate } from "../../../src/base/fiscal.ts";
import { cents } from "../../../src/base/money.ts";
import { factsOf, formatFacts } from "../../../src/casework/facts.ts";
import { lookUpRows } from "../../../src/casework/plan-rows.ts";
import { type Authorship, diffPlans } from "../../../src/plan/diff.ts";
import type { Directive, Edit, Plan, PlanTables, Resource } from "../../../src/plan/plan.ts";
import { makeRow } from "../../../src/plan/rows.ts";
import {
  authoredRows,
  cell,
  demand,
  dollarsCells,
  type ExampleTexts,
  numberCell,
  wholeDollars,
} from "./authored.ts";
import { lastYearPackage, type Recorded } from "./continuing.ts";
import { recordedMoney } from "./resources.ts";

/** A change of the plan, and why. */
interface Step {
  readonly reason: string;
  change(tables: PlanTables): Partial<PlanTables>;
}

/** The edits of each scenario, by its id. */
export function buildScenarios(
  texts: ExampleTexts,
  plan: Plan,
  recorded: readonly Recorded[],
): ReadonlyMap<string, readonly Edit[]> {
  return new Map([
    ["baseline", editsOf(plan, baselineSteps(texts, recorded))],
    ["recommended", []],
    ["redirect", editsOf(plan, redirectSteps(texts))],
    ["without-floors", editsOf(plan, stepDown(texts))],
    ["flat-budget", editsOf(plan, [flatBudget])],
    ["cut-10", editsOf(plan, [cutTenth])],
    ["concurred-by-march", assumeConcurrence(plan)],
  ]);
}

/** What a scenario assumes of one case: the question answered, State concurring by March 1, no objection after it. */
const assumed = [
  { event: "answer", on: "2021-02-01", office: "osd_policy" },
  { event: "concur", on: "2021-03-01", office: "state_pm" },
  { event: "notify", on: "2021-03-02", office: "dsca" },
  { event: "clear", on: "2021-03-17", office: "dsca" },
] as const;

/** The edits of a scenario in which State concurs in a package by March. */
export function assumeConcurrence(plan: Plan): readonly Edit[] {
  const caseId = "lbn-border-1226";
  const rows = lookUpRows(plan);
  const facts = formatFacts(factsOf(rows, demand(rows.find("cases", caseId), caseId)));
  const number = (rows.eventsOf.get(caseId) ?? []).length;
  const events = assumed.map(({ event, on, office }, index) =>
    makeRow("events", {
      ...{
        id: `${caseId}.if-${index + 1}`,
        case: caseId,
        number: number + index + 1,
        event,
        office,
      },
      ...{ on: isoDate(on), author: "Planning team (illustrative)", assumed: true },
      reason: "Assumed: the question is answered, and State concurs by March.",
      ...(event === "concur" ? { facts, rule_version: "assumed" } : {}),
    }),
  );
  const reason = "What the plan comes to if State concurs in the package for Lebanon by March";
  return editsOf(plan, [
    { reason, change: (tables) => ({ events: [...tables.events, ...events] }) },
  ]);
}

function editsOf(plan: Plan, steps: readonly Step[]): Edit[] {
  const edits: Edit[] = [];
  let before = plan;
  for (const { reason, change } of steps) {
    const by: Authorship = { author: "planning-team", at: "2020-12-31T12:00:00Z", reason };
    const after: Plan = { ...before, tables: { ...before.tables, ...change(before.tables) } };
    edits.push(...diffPlans(before, after, by));
    before = after;
  }
  return edits;
}

function baselineSteps(texts: ExampleTexts, recorded: readonly Recorded[]): Step[] {
  const programs = new Map(
    recorded.map((program) => [`${program.partner}-${program.account}`, program]),
  );
  const barred = new Map(
    authoredRows(texts, "barred").map((row) => [cell(row, "initiative"), cell(row, "reason")]),
  );
  const relaxed = new Map(authoredRows(texts, "unmet").map((row) => [cell(row, "id"), row]));
  return [
    {
      reason: "Each account has what it obligated in FY2020",
      change: ({ resources, baseline }) => ({
        resources: resources.map((row) => ({
          ...row,
          amount: recordedMoney(baseline, row.account),
        })),
      }),
    },
    {
      reason: "All of it goes to the programs of FY2020, and none is kept back",
      change: () => ({ reserves: [], releases: [] }),
    },
    {
      reason: "Each program goes on at its figure of FY2020, and nothing else",
      change: ({ initiatives }) => ({
        initiatives: initiatives.map((row) => {
          const program = programs.get(row.id);
          if (program !== undefined && program.last > 0 && !barred.has(row.id)) {
            const level = program.last === program.yearly ? "as-before" : lastYearPackage;
            return {
              ...row,
              pinned_package: `${row.id}.${level}`,
              override_reason: "The baseline repeats FY2020",
            };
          }
          const isNew = row.kind === "proposal";
          const why =
            barred.get(row.id) ??
            (isNew ? "New; the baseline repeats FY2020" : "No money in FY2020");
          return { ...row, excluded: true, override_reason: why };
        }),
      }),
    },
    {
      reason: "FY2020 did not meet it",
      change: ({ directives, limits }) => ({
        directives: directives.map((row) =>
          relaxed.has(row.id) ? { ...row, amount: cents(0) } : row,
        ),
        limits: limits.map((row) =>
          relaxed.has(row.id)
            ? { ...row, ratio: numberCell(demand(relaxed.get(row.id), row.id), "ratio") }
            : row,
        ),
      }),
    },
  ];
}

function redirectSteps(texts: ExampleTexts): Step[] {
  return authoredRows(texts, "shares").map((row) => ({
    reason: cell(row, "reason"),
    change: ({ limits }) => ({
      limits: [
        ...limits,
        makeRow("limits", {
          id: `europe-asia-${cell(row, "fiscal_year")}`,
          name: `Europe, East Asia and the Pacific: share in FY${cell(row, "fiscal_year")}`,
          kind: "share_at_least",
          accounts: ["FMF"],
          bureaus: ["EUR", "EAP"],
          fiscal_year: fiscalYear(numberCell(row, "fiscal_year")),
          ratio: numberCell(row, "ratio"),
          source: "A rule of the scenario, after Tankel and Ross, 2020",
          mark: "assumed",
        }),
      ],
    }),
  }));
}

/** Floors fall with the stepped package of the same program, so that it meets them exactly. */
function stepDown(texts: ExampleTexts): Step[] {
  const steps = authoredRows(texts, "steps").filter((row) => cell(row, "package") === "stepped");
  return steps.map((row) => {
    const [partner = "", account = ""] = cell(row, "initiative").split("-");
    const amounts = dollarsCells(row, "amounts");
    const lower = (directive: Directive): Directive => {
      const isMine =
        directive.kind === "not_less_than" &&
        directive.force !== "report" &&
        directive.partners.includes(partner) &&
        directive.accounts.includes(account);
      if (!isMine) return directive;
      return { ...directive, amount: demand(amounts[directive.fiscal_year - 2021], directive.id) };
    };
    return {
      reason: "Five points a year from FY2022, if both tests of the scenario are met",
      change: ({ directives }) => ({ directives: directives.map(lower) }),
    };
  });
}

const flatBudget: Step = {
  reason: "No growth after the first year",
  change: ({ resources }) => ({
    resources: resources.map((row) => ({ ...row, amount: firstOf(resources, row).amount })),
  }),
};

function firstOf(resources: readonly Resource[], row: Resource): Resource {
  return resources.find((other) => other.account === row.account) ?? row;
}

const cutTenth: Step = {
  reason: "Every account loses ten percent",
  change: ({ resources }) => ({
    resources: resources.map((row) => ({ ...row, amount: wholeDollars((row.amount * 9) / 10) })),
  }),
};
