import { compareText, type Finding } from "../base/findings.ts";
import type { Plan } from "../plan/plan.ts";
import { showYear } from "./words.ts";

/** A directive of report language that the allocation does not follow; it informs, and does not bind. */
export interface UnmetDirective {
  readonly id: string;
  readonly name: string;
  /** What it asks for, and how far the allocation is from it, in one or two sentences. */
  readonly sentence: string;
}

/** What report language asks for and the allocation does not do, as the separate check found it. */
export function listUnmet(
  plan: Plan,
  verification: readonly Finding[] | null,
): readonly UnmetDirective[] {
  const directives = new Map(plan.tables.directives.map((row) => [row.id, row]));
  return (verification ?? [])
    .flatMap(({ code, at, expected, help }): UnmetDirective[] => {
      const row = at.id === undefined ? undefined : directives.get(at.id);
      if (row === undefined || !code.startsWith("report_")) return [];
      const year = showYear(row.fiscal_year);
      const name = row.name.includes(year) ? row.name : `${row.name}, ${year}`;
      return [{ id: row.id, name, sentence: `It asks for ${expected}. ${help}` }];
    })
    .sort((a, b) => compareText(a.name, b.name) || compareText(a.id, b.id));
}
