import { normalizeName } from "../countries/find-partner.ts";

/** What a column of a budget table holds: a security account, another account, or a total of columns. */
export type CbjColumn =
  | { readonly kind: "account"; readonly code: string }
  | { readonly kind: "not_security" }
  | { readonly kind: "total" };

/** The security accounts of the tables, by their heading, which is their code in the catalogue. */
export const cbjAccounts = ["FMF", "IMET", "INCLE", "NADR", "PKO"] as const;

const otherAccounts = [
  "AEECA",
  "AID Admin",
  "DA",
  "DF",
  "ESF",
  "FFP",
  "GHCS-STATE",
  "GHCS-USAID",
  "GHP-STATE",
  "GHP-USAID",
  "IDA",
  "IO&P",
  "MRA",
  "Other",
  "P.L. 480",
  "PL 480",
];
const totals = ["All Accounts", "Total", "Total without GHCS-State"];

const columns: ReadonlyMap<string, CbjColumn> = new Map<string, CbjColumn>([
  ...cbjAccounts.map((code): [string, CbjColumn] => [columnKey(code), { kind: "account", code }]),
  ...otherAccounts.map((name): [string, CbjColumn] => [columnKey(name), { kind: "not_security" }]),
  ...totals.map((name): [string, CbjColumn] => [columnKey(name), { kind: "total" }]),
]);

/** What a heading means, or nothing. Spaces, hyphens and footnote stars do not matter: `GHP- USAID`, `Other**`. */
export function findCbjColumn(heading: string): CbjColumn | undefined {
  return columns.get(columnKey(heading));
}

/** Headings of the regions, whose rows sum the rows below them. */
const regionHeadings: ReadonlySet<string> = new Set(
  [
    "Africa",
    "East Asia and Pacific",
    "Europe and Eurasia",
    "Near East",
    "South and Central Asia",
    "Western Hemisphere",
  ].map(normalizeName),
);

/** Whether a row's name makes it the grand total, the total of a region, or a unit of its own. */
export function kindOfName(name: string): "total" | "region" | "unit" {
  const normal = normalizeName(name);
  if (normal === "total") return "total";
  return regionHeadings.has(normal) ? "region" : "unit";
}

function columnKey(heading: string): string {
  return normalizeName(heading).replace(/[\s\-*]/g, "");
}
