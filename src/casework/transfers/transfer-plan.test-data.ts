import { fiscalYear, type IsoDate, isoDate } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import { bureaus } from "../../plan/field-spec.ts";
import type { Plan, PlanTables, Transfer } from "../../plan/plan.ts";
import { makeRow, noRows, type RowValues } from "../../plan/rows.ts";
import type { ActBar } from "../act-bars.ts";
import { withEdits } from "../case-plan.test-data.ts";
import { realCasebook } from "../casebook.test-data.ts";
import { proposeEvent } from "../propose-event.ts";

/** Whole dollars as cents. */
export const dollars = (amount: number) => cents(amount * 100);

/** What happens in a case of the tests; the rest is filled in. */
export type Happening = Partial<RowValues<"events">> & {
  readonly event: string;
  readonly on: IsoDate;
};

/** A partner row of an ISO code and a bureau. */
export function partnerOf(iso3: string, bureau: string) {
  const found = bureaus.find((each) => each === bureau);
  if (found === undefined) throw new Error(`no bureau ${bureau}`);
  return makeRow("partners", {
    ...{ id: iso3, name: iso3, kind: iso3 === "NATO" ? "organization" : "country" },
    ...{ iso3: iso3 === "NATO" ? undefined : iso3, bureau: found },
  });
}

/** A plan with these rows and nothing else, looking at the world on a day. */
export function barePlan(on: IsoDate, tables: Partial<PlanTables>): Plan {
  const year = fiscalYear(Number(on.slice(0, 4)));
  return {
    head: {
      ...{ format: 1, id: "t", title: "t", description: "t", recommended_scenario: null },
      ...{ as_of: on, first_fiscal_year: year, last_fiscal_year: year },
    },
    tables: { ...noRows, ...tables },
    scenarios: [],
  };
}

/** A transfer, `t`, unless the values say otherwise. */
export function transferOf(values: Partial<RowValues<"transfers">>): Transfer {
  return makeRow("transfers", {
    ...{ id: "t", name: "t", partner: "PHL", channel: "FMS", category: "articles_or_services" },
    ...{ amount: dollars(1_000_000), requested_on: isoDate("2020-06-01") },
    ...values,
  });
}

/**
 * The plan after what happened in its case `c`, with the acts that were refused and why.
 *
 * Offices, reasons and what else an act needs are filled in where they are not given. Without `barsOn`, acts are as on
 * record: nobody asked the law when they were made.
 */
export function walk(
  plan: Plan,
  happenings: readonly Happening[],
  barsOn: (plan: Plan, on: IsoDate) => readonly ActBar[] = () => [],
): { readonly plan: Plan; readonly refused: readonly string[]; readonly codes: readonly string[] } {
  const book = realCasebook();
  const process = book.processes.get(plan.tables.cases[0]?.process ?? "");
  const refused: string[] = [];
  const codes: string[] = [];
  let now = plan;
  for (const { event, on, ...values } of happenings) {
    const act = process?.events.find((each) => each.code === event);
    const proof = now.tables.evidence.map((row) => row.id);
    const filled = {
      ...{ author: "tester", office: act?.by[0] ?? "post", reason: "Tried." },
      ...{ addressee: "somebody", answers: "[]", evidence: proof },
      ...values,
    };
    const { result, findings } = proposeEvent(now, book, "c", event, filled, on, barsOn(now, on));
    if (result.length === 0) {
      refused.push(event);
      codes.push(...findings.map((finding) => finding.code));
    } else now = withEdits(now, result);
  }
  return { plan: now, refused, codes };
}
