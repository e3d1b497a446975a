import { type Finding, type Outcome, reporter } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { formatCell } from "../plan/cells.ts";
import { fieldsOf, type TableName } from "../plan/fields.ts";
import type { Plan } from "../plan/plan.ts";
import type { Casebook } from "./casebook.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import { applies, listEmpty } from "./package-asks.ts";
import { lookUpRows, type PlanRows, packageRowsOf } from "./plan-rows.ts";
import { listPriorYears, type PriorYear } from "./prior-years.ts";
import type { ProcessAsk } from "./process.ts";
import { reportProcess, reportUnknownCase } from "./read-cases.ts";

const report = reporter(caseworkFindingKinds);

/** What one element of a notice holds: its texts, and the fields that hold nothing. */
export interface NoticeElement {
  readonly ask: ProcessAsk;
  readonly values: readonly {
    /** As `table.field`. */
    readonly field: string;
    readonly row: string;
    readonly text: string;
  }[];
  readonly empty: readonly string[];
}

/** The notice to Congress of a case: what its process asks for, and the assistance of the three years before. */
export interface NoticeReading {
  readonly case: string;
  readonly elements: readonly NoticeElement[];
  readonly prior_years: readonly PriorYear[];
  /** Nothing is missing. */
  readonly complete: boolean;
}

/**
 * What the notice of a case holds and lacks.
 *
 * Source: 10 U.S.C. 333(e) (law/processes/concurrence-joint.yaml, `asks`).
 */
export function readNotice(
  plan: Plan,
  book: Casebook,
  caseId: string,
  on: IsoDate,
): Outcome<NoticeReading | null> {
  const rows = lookUpRows(plan);
  const row = rows.find("cases", caseId);
  if (row === undefined) return { result: null, findings: [reportUnknownCase(plan, caseId)] };
  const process = book.processes.get(row.process);
  if (process === undefined) return { result: null, findings: [reportProcess(book, row)] };
  const found = packageRowsOf(rows, row);
  const years = listPriorYears(rows, row.partner, on);
  const elements = process.asks
    .filter((ask) => applies(ask, found))
    .map((ask): NoticeElement => {
      const values = ask.fields.flatMap((field) => {
        const [table = "", name = ""] = field.split(".");
        const spec = fieldsOf(table as TableName)[name];
        return found
          .filter((each) => each.table === table && spec !== undefined)
          .flatMap((each) => {
            const text = spec === undefined ? null : formatCell(each.row[name], spec);
            return text === null ? [] : [{ field, row: each.row.id, text }];
          });
      });
      return { ask, values, empty: listEmpty(ask, found, years) };
    });
  const findings = checkRepeatedNotices(rows, caseId);
  const complete = findings.length === 0 && elements.every((each) => each.empty.length === 0);
  return { result: { case: caseId, elements, prior_years: years, complete }, findings };
}

/** Rows of notice beyond the first of a case. */
export function checkRepeatedNotices(rows: PlanRows, caseId: string): Finding[] {
  return (rows.noticesOf.get(caseId) ?? []).slice(1).map((row) =>
    report(
      "notice_repeated",
      { file: "notices.csv", id: row.id, field: "case" },
      {
        found: `a second row for the case \`${caseId}\``,
        expected: "one row for each case",
        help: "Put both into one.",
      },
    ),
  );
}
