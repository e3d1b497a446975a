import type { FiscalYear } from "../base/fiscal.ts";
import { formatCell } from "../plan/cells.ts";
import { fieldsOf, type TableName } from "../plan/fields.ts";
import type { TableRow } from "./plan-rows.ts";
import type { Process, ProcessAsk } from "./process.ts";

/** Whether the record reaches each of the three fiscal years before. */
export type YearsOnRecord = readonly {
  readonly fiscal_year: FiscalYear;
  readonly on_record: boolean;
}[];

/** What the package of a case lacks for an act, in the order of the process. */
export function listLacks(
  process: Process,
  act: string,
  found: readonly TableRow[],
  years: YearsOnRecord,
): readonly ProcessAsk[] {
  return process.asks.filter(
    (ask) =>
      ask.before.includes(act) && applies(ask, found) && listEmpty(ask, found, years).length > 0,
  );
}

/** The fields of an ask that hold nothing, as `table.field`; of the record, the years that it does not reach. */
export function listEmpty(
  ask: ProcessAsk,
  found: readonly TableRow[],
  years: YearsOnRecord,
): readonly string[] {
  return ask.fields.flatMap((name) => {
    const [table = "", field = ""] = name.split(".");
    if (table === "baseline") {
      return years
        .filter((year) => !year.on_record)
        .map((year) => `${name} of FY${year.fiscal_year}`);
    }
    const spec = fieldsOf(table as TableName)[field];
    const of = found.filter((each) => each.table === table);
    const filled =
      spec !== undefined &&
      of.length > 0 &&
      of.every((each) => formatCell(each.row[field], spec) !== null);
    return filled ? [] : [name];
  });
}

/** Whether an ask is made of this package. */
export function applies(ask: ProcessAsk, found: readonly TableRow[]): boolean {
  const { when_line_kind: kind, when_line_above: above } = ask;
  if (kind === undefined && above === undefined) return true;
  return found.some(
    ({ table, row }) =>
      table === "lines" &&
      (kind === undefined || row.kind === kind) &&
      (above === undefined || costs(row.amount, above)),
  );
}

/** Whether an amount is over so many dollars; one that is not filled in may be. */
function costs(amount: unknown, dollars: number): boolean {
  return typeof amount !== "number" || amount > dollars * 100;
}
