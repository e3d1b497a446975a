import { compareText, type Finding, hasErrors, sortFindings } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import { type Collector, makeCollector } from "./collect.ts";
import { decodeFile, largestFileBytes, largestHeadBytes } from "./decode.ts";
import { fieldsOf, type TableName, tableNames } from "./fields.ts";
import { makePlaces, type Places } from "./places.ts";
import type { Plan, PlanTables, Scenario } from "./plan.ts";
import { type HeadFile, readHead, type ScenarioHead } from "./read-head.ts";
import { readScenario } from "./read-scenario.ts";
import { readTable } from "./read-table.ts";
import { listNames, quote, suggest } from "./words.ts";

export { largestFileBytes } from "./decode.ts";
export { locate, type Places } from "./places.ts";

/** A plan as read: nothing where its files have errors. Findings are sorted. */
export interface ReadOutcome {
  readonly plan: Plan | null;
  readonly places: Places;
  readonly findings: readonly Finding[];
}

/** Tables that every plan has; the others may be left out, and are then empty. */
export const requiredTables: readonly TableName[] = [
  "objectives",
  "partners",
  "scales",
  "resources",
  "initiatives",
  "packages",
  "lines",
  "effects",
];

const headFile = "plan.yaml";
const tableFile = (table: TableName): string => `${table}.csv`;
const scenarioFile = (id: string): string => `scenarios/${id}.csv`;

/**
 * Reads a plan from the files of its folder: bytes by path inside the folder, such as `scenarios/redirect.csv`.
 *
 * Errors: findings, all of them at once; never a throw, whatever the bytes.
 */
export function readPlan(files: ReadonlyMap<string, Uint8Array>): ReadOutcome {
  const collector = makeCollector();
  const index = new Map<string, ReadonlyMap<string, number>>();
  const head = readHeadFile(files, collector);
  if (head !== undefined) index.set(headFile, head.lines);
  const tables: Record<string, unknown> = {};
  for (const table of tableNames) {
    tables[table] = readTableFile(table, files, collector, index);
  }
  const declared = head?.scenarios ?? [];
  const scenarios = declared.map((scenario) => readScenarioFile(scenario, files, collector, index));
  addOtherFiles(files, head, collector);
  const findings = sortFindings(collector.list());
  const places = makePlaces(index);
  if (head === undefined || hasErrors(findings)) return { plan: null, places, findings };
  const plan: Plan = { head: head.head, tables: tables as unknown as PlanTables, scenarios };
  return { plan, places, findings };
}

function readHeadFile(
  files: ReadonlyMap<string, Uint8Array>,
  collector: Collector,
): HeadFile | undefined {
  const bytes = files.get(headFile);
  if (bytes === undefined) {
    addMissing(headFile, files, collector);
    return undefined;
  }
  const text = decodeFile(headFile, bytes, largestHeadBytes, collector);
  return text === undefined ? undefined : readHead(headFile, text, collector);
}

function readTableFile(
  table: TableName,
  files: ReadonlyMap<string, Uint8Array>,
  collector: Collector,
  index: Map<string, ReadonlyMap<string, number>>,
): readonly unknown[] {
  const file = tableFile(table);
  const bytes = files.get(file);
  if (bytes === undefined) {
    if (requiredTables.includes(table)) addMissing(file, files, collector);
    return [];
  }
  const text = decodeFile(file, bytes, largestFileBytes, collector);
  if (text === undefined) return [];
  const { rows, lines } = readTable(file, text, fieldsOf(table), collector);
  index.set(file, lines);
  return rows;
}

function readScenarioFile(
  scenario: ScenarioHead,
  files: ReadonlyMap<string, Uint8Array>,
  collector: Collector,
  index: Map<string, ReadonlyMap<string, number>>,
): Scenario {
  const file = scenarioFile(scenario.id);
  const bytes = files.get(file);
  if (bytes === undefined) {
    if (scenario.id !== undefined) {
      collector.add(
        "scenario_file_missing",
        { file },
        {
          found: `no file of edits for the scenario \`${scenario.id}\``,
          expected: `the file ${file}`,
          help: "It counts as a scenario without edits. Add the file if it has some.",
        },
      );
    }
    return { ...scenario, edits: [] };
  }
  const text = decodeFile(file, bytes, largestFileBytes, collector);
  if (text === undefined) return { ...scenario, edits: [] };
  const { edits, lines } = readScenario(file, text, collector);
  index.set(file, lines);
  return { ...scenario, edits };
}

function addMissing(
  file: string,
  files: ReadonlyMap<string, Uint8Array>,
  collector: Collector,
): void {
  const others = [...files.keys()].filter((path) => !isPlanFile(path));
  const nearest = findNearest(file, others.sort(compareText));
  collector.add(
    "file_missing",
    { file },
    {
      found: "no such file",
      expected: "this file, which every plan has",
      help: nearest === undefined ? "Add the file." : `Rename ${quote(nearest)} to \`${file}\`.`,
    },
  );
}

function isPlanFile(path: string): boolean {
  return path === headFile || tableNames.some((table) => tableFile(table) === path);
}

/** Tells of files that were not read: those that look meant for the plan one by one, the others together. */
function addOtherFiles(
  files: ReadonlyMap<string, Uint8Array>,
  head: HeadFile | undefined,
  collector: Collector,
): void {
  const known = [headFile, ...tableNames.map(tableFile)];
  const scenarios = (head?.scenarios ?? []).map((scenario) => scenarioFile(scenario.id));
  const unread: string[] = [];
  for (const path of [...files.keys()].sort(compareText)) {
    if (known.includes(path) || scenarios.includes(path)) continue;
    const inScenarios = /^scenarios\/[^/]+\.csv$/.test(path);
    if (inScenarios && head === undefined) continue;
    if (inScenarios) addUndeclared(path, scenarios, collector);
    else if (looksMeant(path)) addUnknown(path, known, collector);
    else unread.push(path);
  }
  if (unread.length === 0) return;
  collector.add(
    "files_unread",
    {},
    {
      found: `other files: ${listNames(unread)}`,
      expected: `\`plan.yaml\`, tables, and files of edits in \`scenarios/\``,
      help: "Nothing to do: they are no part of the plan.",
    },
  );
}

function looksMeant(path: string): boolean {
  if (path.includes("/")) return path.startsWith("scenarios/");
  return /\.(csv|tsv|txt|ya?ml|xlsx?)$/i.test(path);
}

function addUndeclared(path: string, scenarios: readonly string[], collector: Collector): void {
  collector.add(
    "scenario_undeclared",
    { file: path },
    {
      found: "edits of a scenario that plan.yaml does not list",
      expected: scenarios.length === 0 ? "no file of edits" : `one of ${listNames(scenarios)}`,
      help: suggest(
        findNearest(path, scenarios),
        "List the scenario in plan.yaml, or delete the file.",
      ),
    },
  );
}

function addUnknown(path: string, known: readonly string[], collector: Collector): void {
  collector.add(
    "file_unknown",
    { file: path },
    {
      found: `the file ${quote(path)}`,
      expected: "the files of a plan: `plan.yaml` and one CSV per table",
      help: suggest(findNearest(path, known), "It was not read. Move it out of the folder."),
    },
  );
}
