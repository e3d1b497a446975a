import { compareText } from "../base/findings.ts";
import { makeRow } from "../plan/rows.ts";
import { formatTable } from "../plan/write.ts";
import type { CbjImport } from "./cbj/import-cbj.ts";
import type { KnownPartner } from "./countries/find-partner.ts";
import type { GreenbookImport } from "./greenbook/import-greenbook.ts";

/** The Greenbook as files of a plan: `baseline.csv` and the `partners.csv` to which it refers. */
export function greenbookTables(imported: GreenbookImport): Map<string, string> {
  const used = new Set(imported.baseline.map((row) => row.partner));
  const partners = imported.recipients.flatMap(({ partner }) =>
    partner !== undefined && used.has(partner.id) ? [partner] : [],
  );
  return importedTables(imported, partners);
}

/** The budget tables as files of a plan: `baseline.csv` and the `partners.csv` to which it refers. */
export function cbjTables(imported: CbjImport): Map<string, string> {
  return importedTables(imported, imported.partners);
}

function importedTables(
  { baseline }: Pick<GreenbookImport, "baseline">,
  partners: readonly KnownPartner[],
): Map<string, string> {
  const unique = [...new Map(partners.map((partner) => [partner.id, partner])).values()];
  const rows = unique
    .sort((a, b) => compareText(a.id, b.id))
    .map(({ id, name, kind, iso3, bureau }) =>
      makeRow("partners", { id, name, kind, iso3, bureau, source: partnerSource }),
    );
  return new Map([
    ["partners.csv", formatTable("partners", rows)],
    ["baseline.csv", formatTable("baseline", baseline)],
  ]);
}

const partnerSource = "CSIS lookup tables (CC0): code and State bureau of each name";
