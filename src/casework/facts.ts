import { compareText } from "../base/findings.ts";
import { formatCell } from "../plan/cells.ts";
import { fieldsOf, type TableName } from "../plan/fields.ts";
import type { Case, CaseEvent } from "../plan/plan.ts";
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
  const facts = new Map<string, string>();
  for (const [name, each] of Object.entries(value)) {
    if (typeof each !== "string" || !/^[^/]+\/[^/]+\/[^/]+$/.test(name)) return null;
    facts.set(name, each);
  }
  return facts;
}

const read = new WeakMap<CaseEvent, { readonly facts: Facts | null }>();

/** The facts that an event holds; nothing when it holds none, or no readable ones. Each row is read once. */
export function factsIn(event: CaseEvent): Facts | null {
  const known = read.get(event);
  if (known !== undefined) return known.facts;
  const facts = event.facts === undefined ? null : parseFacts(event.facts);
  read.set(event, { facts });
  return facts;
}

/** What differs between the facts that were signed and others, sorted. */
export function compareFacts(signed: Facts, now: Facts): readonly FactChange[] {
  const names: string[] = [];
  for (const [name, text] of signed) if (now.get(name) !== text) names.push(name);
  for (const name of now.keys()) if (!signed.has(name)) names.push(name);
  return names.sort(compareText).map((name) => {
    const [table = "", row = "", field = ""] = name.split("/");
    return { table, row, field, before: signed.get(name) ?? null, now: now.get(name) ?? null };
  });
}
