import { compareText } from "../base/findings.ts";
import { formatCell } from "../plan/cells.ts";
import { fieldsOf, type TableName } from "../plan/fields.ts";
import type { Case } from "../plan/plan.ts";
import { absentValue } from "../plan/rows.ts";
import { type PlanRows, packageRowsOf } from "./plan-rows.ts";

/** What a package says: `table/row/field` → the text as files write it, sorted by name. Empty fields are absent. */
export type Facts = ReadonlyMap<string, string>;

/** A fact that is no longer what was signed. */
export interface FactChange {
  readonly table: string;
  readonly row: string;
  readonly field: string;
  /** What was signed; nothing when the fact is new. */
  readonly before: string | null;
  /** What it says now; nothing when it is gone. */
  readonly now: string | null;
}

/** Fields that nobody signs: how a row is kept, and what the planners decide about it later. */
const unsigned: ReadonlySet<string> = new Set([
  ...["id", "source", "mark", "handling", "illustrative", "assumptions", "cost_basis"],
  ...["pinned_package", "pinned_share", "excluded", "override_reason", "outcome", "case"],
]);

/** The facts of a case's package as the plan states them now. */
export function factsOf(rows: PlanRows, row: Case): Facts {
  const facts: [string, string][] = [];
  for (const each of packageRowsOf(rows, row)) {
    for (const [field, text] of signedFields(each.table, each.row)) {
      facts.push([`${each.table}/${each.row.id}/${field}`, text]);
    }
  }
  return new Map(facts.sort(([a], [b]) => compareText(a, b)));
}

function signedFields(
  table: TableName,
  row: Readonly<Record<string, unknown>>,
): readonly [string, string][] {
  return Object.entries(fieldsOf(table)).flatMap(([field, spec]): [string, string][] => {
    if (unsigned.has(field)) return [];
    const text = formatCell(row[field], spec);
    // What a default would say is left out, so that a new column of a later version changes no signature.
    if (text === null || text === formatCell(absentValue(spec), spec)) return [];
    return [[field, text]];
  });
}

/** Facts as one text: JSON with sorted names, the same for the same facts.   The inverse of {@link parseFacts}. */
export function formatFacts(facts: Facts): string {
  return JSON.stringify(Object.fromEntries([...facts].sort(([a], [b]) => compareText(a, b))));
}

/** Facts from their text; nothing when it is no such text. */
export function parseFacts(text: string): Facts | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  const sound = entries.every(
    ([name, each]) => typeof each === "string" && name.split("/").length === 3,
  );
  return sound ? new Map(entries.sort(([a], [b]) => compareText(a, b))) : null;
}

/** What differs between the facts that were signed and others, sorted. */
export function compareFacts(signed: Facts, now: Facts): readonly FactChange[] {
  const names = [...new Set([...signed.keys(), ...now.keys()])].sort(compareText);
  return names
    .filter((name) => signed.get(name) !== now.get(name))
    .map((name) => {
      const [table = "", row = "", field = ""] = name.split("/");
      return { table, row, field, before: signed.get(name) ?? null, now: now.get(name) ?? null };
    });
}
