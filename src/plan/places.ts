import { type Finding, type Place, sortFindings } from "../base/findings.ts";

/** Where the rows of a plan stand in its files. */
export interface Places {
  /**
   * The file and row of an id. `table` is a table's name, `plan` for `plan.yaml` (where an id is a key, such as
   * `as_of`), or `scenarios/ID` (where an id is `edit N`, from 1, or the id of an edited row).
   */
  find(table: string, id: string): { readonly file: string; readonly row: number } | undefined;
}

/** Rows by id, by path of the file. */
export type PlaceIndex = ReadonlyMap<string, ReadonlyMap<string, number>>;

/** Places from an index of rows. */
export function makePlaces(index: PlaceIndex): Places {
  return {
    find(table, id) {
      const file = table === "plan" ? "plan.yaml" : `${table}.csv`;
      const row = index.get(file)?.get(id);
      return row === undefined ? undefined : { file, row };
    },
  };
}

/** The findings, with the row filled in where only the file and the id were known; sorted. */
export function locate(findings: readonly Finding[], places: Places): Finding[] {
  return sortFindings(
    findings.map((finding) => {
      const row = findRow(finding.at, places);
      return row === undefined ? finding : { ...finding, at: { ...finding.at, row } };
    }),
  );
}

function findRow(at: Place, places: Places): number | undefined {
  if (at.file === undefined || at.row !== undefined) return undefined;
  if (at.file === "plan.yaml") return places.find("plan", at.field ?? "")?.row;
  if (at.id === undefined || !at.file.endsWith(".csv")) return undefined;
  return places.find(at.file.slice(0, -".csv".length), at.id)?.row;
}
