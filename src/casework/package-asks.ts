import { formatCell } from "../plan/cells.ts";
import { fieldsOf, type TableName } from "../plan/fields.ts";
import type { Case } from "../plan/plan.ts";
import { type PlanRows, packageRowsOf, type TableRow } from "./plan-rows.ts";
import type { Process, ProcessAsk } from "./process.ts";

/** What the package of a case lacks for an act, in the order of the process. */
export function listLacks(
  rows: PlanRows,
  row: Case,
  process: Process,
  act: string,
): readonly ProcessAsk[] {
  const asks = process.asks.filter((ask) => ask.before.includes(act));
  if (asks.length === 0) return [];
  const found = packageRowsOf(rows, row);
  return asks.filter((ask) => applies(ask, found) && listEmpty(ask, found).length > 0);
}

/** The fields of an ask that hold nothing, as `table.field`. */
export function listEmpty(ask: ProcessAsk, found: readonly TableRow[]): readonly string[] {
  return ask.fields.filter((name) => {
    const [table = "", field = ""] = name.split(".");
    const spec = fieldsOf(table as TableName)[field];
    const of = found.filter((each) => each.table === table);
    if (spec === undefined || of.length === 0) return true;
    return of.some((each) => formatCell(each.row[field], spec) === null);
  });
}

function applies(ask: ProcessAsk, found: readonly TableRow[]): boolean {
  const kind = ask.when_line_kind;
  if (kind === undefined) return true;
  return found.some((each) => each.table === "lines" && each.row.kind === kind);
}
