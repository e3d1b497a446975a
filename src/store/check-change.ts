import type { Finding } from "../base/findings.ts";
import { fieldsOf, type TableName } from "../plan/fields.ts";
import { absentValue } from "../plan/rows.ts";
import type { CellEdit } from "./change-form.ts";
import { type CaseworkAsked, listCasework } from "./check-casework.ts";
import type { Session } from "./database.ts";
import { reportStore } from "./finding-kinds.ts";
import { handlings } from "./levels.ts";
import { decisionFields, looseFieldsOf, referenceFields } from "./plan-columns.ts";
import { refused, refusedFor } from "./refused.ts";
import type { Rights } from "./rights/rights.ts";
import type { CoreRow } from "./row-values.ts";
import { cellOf, type FoldedRows, readSeen, type SeenRows } from "./touched-rows.ts";

const unseenInTexts = /\0/;

/** Refuses texts that no database can hold. */
export function checkTexts(texts: readonly string[]): void {
  const broken = texts.find((text) => unseenInTexts.test(text) || !text.isWellFormed());
  if (broken === undefined) return;
  throw refusedFor(
    "invalid",
    "change_text",
    {},
    {
      found: "a text with a NUL, or with half a character",
      expected: "whole characters",
      help: "Type the text again in place of what was pasted.",
    },
  );
}

/** Refuses what the rights of a person do not allow, before anything is written. The database checks the rest. */
export async function checkRights(
  tx: Session,
  asked: CaseworkAsked,
  rights: Rights,
  edits: readonly CellEdit[],
  seen: SeenRows,
  folded: FoldedRows,
): Promise<void> {
  const { plan, branch } = asked;
  const findings = [
    ...(await listCasework(tx, asked, folded)),
    ...listWithheld(edits, seen),
    ...listTooSensitive(rights, folded),
    ...listDecisions(rights, branch, folded),
    ...(rights.see === "restricted" ? [] : await listUnseen(tx, plan, branch, folded)),
  ];
  if (findings.length === 0) return;
  const forbidden = findings.some(({ code }) =>
    ["right_to_decide", "right_missing"].includes(code),
  );
  throw refused(forbidden ? "forbidden" : "invalid", findings);
}

function listWithheld(edits: readonly CellEdit[], seen: SeenRows): Finding[] {
  return edits.flatMap(({ table, row, field }) => {
    const isLoose = looseFieldsOf(table).some((one) => one.field === field);
    if (!isLoose || seen.get(table)?.get(row)?.withheld !== true) return [];
    return [
      reportStore("cell_withheld", placeOf(table, row, field), {
        found: `a change of \`${field}\` of \`${row}\`, of which something is withheld`,
        expected: "a cell that the person sees all of",
        help: "Ask somebody who sees the whole row to change it.",
      }),
    ];
  });
}

function listTooSensitive(rights: Rights, folded: FoldedRows): Finding[] {
  const highest = handlings.indexOf(rights.see);
  return eachChange(folded, (table, { id, after }) => {
    const handling = after?.handling as (typeof handlings)[number] | undefined;
    if (handling === undefined || handlings.indexOf(handling) <= highest) return [];
    return [
      reportStore("handling_above_sight", placeOf(table, id, "handling"), {
        found: `\`${handling}\``,
        expected: `at most \`${rights.see}\`, which is what the person may see`,
        help: "Ask somebody who sees such rows to make it so.",
      }),
    ];
  });
}

function listDecisions(rights: Rights, branch: string, folded: FoldedRows): Finding[] {
  if (rights.decideOnMain || (rights.decide && branch !== "main")) return [];
  const specs = fieldsOf("initiatives");
  const absent = Object.fromEntries(
    Object.entries(specs).map(([name, spec]) => [name, absentValue(spec)]),
  );
  return eachChange(folded, (table, { id, before, after }) => {
    if (table !== "initiatives") return [];
    return decisionFields
      .filter((field) => {
        const [from, to] = [before ?? absent, after ?? absent];
        return cellOf(table, from, field) !== cellOf(table, to, field);
      })
      .map((field) =>
        reportStore("right_to_decide", placeOf(table, id, field), {
          found: `a change of \`${field}\``,
          expected: "a decision maker of the plan, or a planner in a scenario",
          help: "Decide it in a scenario, and ask a decision maker to take it into the plan.",
        }),
      );
  });
}

/** A row that is not there and one that is withheld look the same, so that nobody learns which it is. */
async function listUnseen(
  tx: Session,
  plan: string,
  branch: string,
  folded: FoldedRows,
): Promise<Finding[]> {
  const named = new Map<TableName, { id: string; field: string; table: TableName; by: string }[]>();
  eachChange(folded, (table, { id, before, after, fields }) => {
    for (const one of referenceFields) {
      if (one.table !== table || !fields.has(one.field) || after === undefined) continue;
      const had = listOf(before?.[one.field]);
      for (const target of listOf(after[one.field])) {
        if (had.includes(target)) continue;
        const list = named.get(one.to) ?? [];
        named.set(one.to, list);
        list.push({ id: target, field: one.field, table, by: id });
      }
    }
    return [];
  });
  const findings: Finding[] = [];
  for (const [to, list] of named) {
    const made = new Set(
      folded.changes.get(to)?.flatMap(({ id, after }) => (after === undefined ? [] : [id])),
    );
    const there = await readSeen(tx, plan, branch, to, [...new Set(list.map(({ id }) => id))]);
    for (const { id, field, table, by } of list) {
      if (there.has(id) || made.has(id)) continue;
      findings.push(
        reportStore("reference_unseen", placeOf(table, by, field), {
          found: `\`${id}\``,
          expected: `the id of a row of \`${to}\` that the person sees`,
          help: "Name another row, or make the row first.",
        }),
      );
    }
  }
  return findings;
}

function listOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(String);
  return typeof value === "string" ? [value] : [];
}

function eachChange(
  folded: FoldedRows,
  list: (
    table: TableName,
    change: {
      readonly id: string;
      readonly before: CoreRow | undefined;
      readonly after: CoreRow | undefined;
      readonly fields: ReadonlySet<string>;
    },
  ) => Finding[],
): Finding[] {
  return [...folded.changes].flatMap(([table, changes]) =>
    changes.flatMap((change) => list(table, change)),
  );
}

function placeOf(table: TableName, id: string, field: string) {
  return { file: `${table}.csv`, field, id };
}
