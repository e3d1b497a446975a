import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { applyEdits } from "../plan/edit.ts";
import type { CaseEvent, Edit, Plan, PlanTables } from "../plan/plan.ts";
import { makeRow, type RowValues } from "../plan/rows.ts";
import { samplePlan } from "../plan/sample-plan.test-data.ts";
import type { EditPart } from "./propose-event.ts";

/** A day of the tests. */
export const day = isoDate;

/** The sample plan with a whole section 333 package, `maritime`, and a case about it, `c-333`. */
export function casePlan(more: Partial<PlanTables> = {}): Plan {
  const plan = samplePlan();
  const first = plan.tables.initiatives[0];
  if (first === undefined) throw new Error("the sample plan has no initiative");
  const initiative = {
    ...first,
    id: "maritime",
    partner: "PHL",
    accounts: ["OM-DW"],
    units: ["coast-guard"],
    dod_objective: "long_term_capacity" as const,
    dod_objective_reason: "It builds watch over the sea for years.",
    pinned_package: undefined,
  };
  const tables: PlanTables = {
    ...plan.tables,
    initiatives: [...plan.tables.initiatives, initiative],
    units: [
      makeRow("units", {
        ...{ id: "coast-guard", name: "Coast Guard District 1", partner: "PHL" },
        force: "coast_guard",
      }),
    ],
    packages: [
      ...plan.tables.packages,
      makeRow("packages", {
        ...{ id: "maritime-a", initiative: "maritime", name: "Whole" },
        level: plan.tables.packages[0]?.level ?? "",
      }),
    ],
    lines: [
      ...plan.tables.lines,
      makeRow("lines", {
        ...{ id: "maritime-radar", package: "maritime-a", year_offset: 0, kind: "equipment" },
        amount: cents(5_000_000_00),
      }),
    ],
    baseline: [
      ...plan.tables.baseline,
      ...[2018, 2019].map((year) =>
        makeRow("baseline", {
          ...{ id: `PHL-${year}`, partner: "PHL", account: "FMF", stage: "obligated" },
          ...{ fiscal_year: fiscalYear(year), amount: cents(4_000_000_00) },
        }),
      ),
    ],
    cases: [
      makeRow("cases", {
        ...{ id: "c-333", name: "Coastal radar", kind: "concurrence", partner: "PHL" },
        ...{ process: "concurrence-joint", initiative: "maritime", owner: "osd_policy" },
        opened_on: day("2021-01-04"),
      }),
    ],
    notices: [
      makeRow("notices", {
        ...{ id: "n-333", case: "c-333", absorptive_capacity: "Crews and sites are ready." },
        ...{ timeline: "Two years.", delivery_schedule: "Radars in the first year." },
        ...{ sustainment: "The partner pays from the second year." },
        ...{ sustainment_cost: cents(200_000_00), sustainment_source: "Partner's budget" },
        sustainment_beyond_five_years: "None: support ends after two years.",
        ...{ human_rights_training: "Given since 2019", institutional_capacity: "A staff school" },
        ...{ theater_plan: "Line 2", country_strategy: "Goal 1" },
        ...{ coordinator_defense: "Office A", coordinator_state: "Office B" },
      }),
    ],
    ...more,
  };
  return { ...plan, tables };
}

/** The plan after parts of edits, which must all fit. */
export function withEdits(plan: Plan, parts: readonly EditPart[]): Plan {
  const edits: Edit[] = parts.map((part) => ({
    ...part,
    ...{ author: "test", at: "2021-01-04T12:00:00Z", reason: "A test." },
  }));
  const { result, findings } = applyEdits(plan, edits);
  if (findings.length > 0) throw new Error(JSON.stringify(findings, null, 2));
  return result;
}

/** What a test says of an event. */
export type EventValues = Partial<Omit<RowValues<"events">, "on" | "reason">> & {
  readonly event: string;
  readonly on: string;
  readonly reason?: string | undefined;
};

/** Rows of events of one case, numbered from 1 in the order given. */
export function eventRows(caseId: string, list: readonly EventValues[]): CaseEvent[] {
  return list.map((each, index) =>
    makeRow("events", {
      ...{ id: `${caseId}-${index + 1}`, case: caseId, number: index + 1 },
      ...{ author: "somebody", office: "state_pm", reason: "It is sound." },
      ...each,
      on: day(each.on),
    }),
  );
}
