import { cents } from "../../../src/base/money.ts";
import type { BaselineRow, Limit } from "../../../src/plan/plan.ts";
import { makeRow } from "../../../src/plan/rows.ts";
import { authoredRows, cell, type ExampleTexts, listCell, numberCell } from "./authored.ts";

/** The limits; an absorption limit is a multiple of the partner's largest year in the record. */
export function buildLimits(texts: ExampleTexts, baseline: readonly BaselineRow[]): Limit[] {
  return authoredRows(texts, "limits").map((row) => {
    const partners = listCell(row, "partners");
    const isAbsorption = cell(row, "kind") === "absorption";
    return makeRow("limits", {
      id: cell(row, "id"),
      name: cell(row, "name"),
      kind: cell(row, "kind") as Limit["kind"],
      accounts: listCell(row, "accounts"),
      partners,
      bureaus: listCell(row, "bureaus") as Limit["bureaus"],
      focus: listCell(row, "focus") as Limit["focus"],
      amount: isAbsorption
        ? upToHundredThousand(numberCell(row, "peaks") * peakOf(baseline, partners))
        : undefined,
      ratio: isAbsorption ? undefined : numberCell(row, "ratio"),
      assumptions: listCell(row, "assumptions"),
      source: cell(row, "source"),
      mark: "assumed",
    });
  });
}

function peakOf(baseline: readonly BaselineRow[], partners: readonly string[]): number {
  const years = new Map<number, number>();
  for (const row of baseline) {
    if (!partners.includes(row.partner)) continue;
    years.set(row.fiscal_year, (years.get(row.fiscal_year) ?? 0) + row.amount);
  }
  return Math.max(0, ...years.values());
}

function upToHundredThousand(amount: number) {
  return cents(Math.ceil(amount / 10_000_000) * 10_000_000);
}
