import type { FundedRow } from "../../../report/rows.ts";
import { type Cells, listCell } from "../allocation/table-rows.ts";

/** The cells of an initiative: what a rule's scope asks of it beside its money. */
export type InitiativeCells = (initiative: string) => Cells | undefined;

/**
 * The payments that a directive or a limit counts, by the filters of its cells; an empty filter counts all.
 *
 * A rule of one fiscal year counts that year; others count every year.
 */
export function countedRows(
  rows: readonly FundedRow[],
  cells: Cells,
  cellsOf: InitiativeCells,
): FundedRow[] {
  const within = (field: string, value: string | undefined) => {
    const list = listCell(cells[field]);
    return list.length === 0 || (value !== undefined && list.includes(value));
  };
  const year = cells.fiscal_year ?? "";
  return rows.filter(
    (row) =>
      within("accounts", row.account) &&
      within("partners", row.partner) &&
      within("bureaus", row.bureau) &&
      within("initiatives", row.initiative) &&
      within("focus", row.focus) &&
      within("purposes", cellsOf(row.initiative)?.purpose ?? undefined) &&
      within("uses", statedUse(cellsOf(row.initiative))) &&
      within("demands", cellsOf(row.initiative)?.demand ?? undefined) &&
      (year === "" || String(row.fiscal_year) === year),
  );
}

/** An initiative that does not say so builds the partner's strength. */
function statedUse(cells: Cells | undefined): string | undefined {
  return cells === undefined ? undefined : (cells.use ?? "partner_capacity");
}

/** The dimension and the key of a total's name, such as `region:EUR`; nothing where it is none. */
export function parseTotal(
  name: string,
): { readonly dimension: string; readonly key: string } | null {
  const colon = name.indexOf(":");
  return colon <= 0 ? null : { dimension: name.slice(0, colon), key: name.slice(colon + 1) };
}
