import { isMap, isScalar, isSeq, type Node, type YAMLMap } from "yaml";
import { findNearest } from "../base/ids.ts";
import { parseCell } from "./cells.ts";
import type { Collector } from "./collect.ts";
import type { FieldSpec } from "./field-spec.ts";
import { headFields, planFormat, scenarioFields, testFields } from "./head-fields.ts";
import type { PlanHead, Scenario, ScenarioTest } from "./plan.ts";
import { parseYaml, type YamlText } from "./read-yaml.ts";
import { listNames, quote, suggest } from "./words.ts";

/** What `plan.yaml` says of a scenario. */
export type ScenarioHead = Omit<Scenario, "edits">;

/** What `plan.yaml` holds, and the line of each key at its top. */
export interface HeadFile {
  readonly head: PlanHead;
  readonly scenarios: readonly ScenarioHead[];
  readonly lines: ReadonlyMap<string, number>;
}

type Fields = Readonly<Record<string, FieldSpec>>;

interface Reader {
  readonly file: string;
  readonly yaml: YamlText;
  readonly collector: Collector;
}

/** Reads `plan.yaml`. The result is nothing where it is no map; otherwise the findings tell what is wrong. */
export function readHead(file: string, text: string, collector: Collector): HeadFile | undefined {
  const yaml = parseYaml(file, text, collector);
  if (yaml === undefined) return undefined;
  const reader: Reader = { file, yaml, collector };
  const map = readMap(reader, "", yaml.root, headFields, ["scenarios"]);
  if (map === undefined) return undefined;
  const { values, lists, lines } = map;
  const format = values.format;
  if (format !== undefined && format !== planFormat) addFormat(reader, format, lines.get("format"));
  noteHeadDefaults(reader, new Set(lines.keys()));
  const scenarios = readItems(reader, "scenarios", lists.scenarios, (path, node) =>
    readScenarioHead(reader, path, node),
  );
  const head = { ...values, description: values.description ?? "" } as unknown as PlanHead;
  const recommended = (values.recommended_scenario as string | undefined) ?? null;
  return { head: { ...head, recommended_scenario: recommended }, scenarios, lines };
}

function addFormat(reader: Reader, format: unknown, row: number | undefined): void {
  const { file, collector } = reader;
  collector.add(
    "format_unknown",
    { file, field: "format", ...(row === undefined ? {} : { row }) },
    {
      found: `format ${String(format)}`,
      expected: `format ${planFormat}`,
      help: "Read the plan with the version of the program that wrote it.",
    },
  );
}

const headDefaults = {
  description: "empty",
  recommended_scenario: "none, the plan as it stands",
  scenarios: "none",
} as const;

function noteHeadDefaults(reader: Reader, keys: ReadonlySet<string>): void {
  const parts = Object.entries(headDefaults)
    .filter(([key]) => !keys.has(key))
    .map(([key, value]) => `\`${key}\` counts as ${value}`);
  if (parts.length === 0) return;
  reader.collector.add(
    "defaults_apply",
    { file: reader.file },
    {
      found: `no key: ${parts.join("; ")}`,
      expected: "values, or these defaults",
      help: "Nothing to do if the defaults are right.",
    },
  );
}

function readScenarioHead(reader: Reader, path: string, node: Node | null): ScenarioHead {
  const map = readMap(reader, path, node, scenarioFields, ["tests"]);
  const tests = readItems(reader, `${path}.tests`, map?.lists.tests, (testPath, test) => {
    const values = readMap(reader, testPath, test, testFields, [])?.values ?? {};
    return { ...values, answer: values.answer ?? null } as ScenarioTest;
  });
  const values = map?.values ?? {};
  return { ...values, description: values.description ?? "", tests } as unknown as ScenarioHead;
}

function readItems<T>(
  reader: Reader,
  path: string,
  node: Node | null | undefined,
  readItem: (path: string, node: Node | null) => T,
): T[] {
  if (node === undefined || node === null || (isScalar(node) && node.value === null)) return [];
  if (!isSeq(node)) {
    addShape(reader, path, node, "a list", "Begin each item with a dash.");
    return [];
  }
  return node.items.map((item, index) => readItem(`${path}[${index}]`, item as Node | null));
}

interface MapValues {
  readonly values: Readonly<Record<string, unknown>>;
  readonly lists: Readonly<Record<string, Node | null>>;
  readonly lines: ReadonlyMap<string, number>;
}

function readMap(
  reader: Reader,
  path: string,
  node: Node | null,
  fields: Fields,
  lists: readonly string[],
): MapValues | undefined {
  if (!isMap(node)) {
    addShape(reader, path, node, "a map of keys and values", "Write `key: value` on each line.");
    return undefined;
  }
  const known = [...Object.keys(fields), ...lists];
  const nodes = collectKeys(reader, path, node, known);
  const values: Record<string, unknown> = {};
  const lines = new Map<string, number>();
  const found: Record<string, Node | null> = {};
  for (const [key, { value, line }] of nodes) {
    lines.set(key, line);
    const spec = fields[key];
    if (spec === undefined) found[key] = value;
    else values[key] = readValue(reader, joinPath(path, key), line, value, spec);
  }
  for (const [key, spec] of Object.entries(fields)) {
    if (spec.required !== true || nodes.has(key)) continue;
    reader.collector.add("yaml_key_missing", placeOf(reader, joinPath(path, key), node), {
      found: `no key \`${key}\``,
      expected: `the keys ${listNames(Object.keys(fields), known.length)}`,
      help: `Add it. ${spec.meaning}`,
    });
  }
  return { values, lists: found, lines };
}

function collectKeys(reader: Reader, path: string, map: YAMLMap, known: readonly string[]) {
  const nodes = new Map<string, { value: Node | null; line: number }>();
  for (const pair of map.items) {
    const keyNode = pair.key as Node;
    const key = isScalar(keyNode) ? String(keyNode.value) : "";
    const at = placeOf(reader, joinPath(path, key), keyNode);
    if (!known.includes(key)) {
      const free = known.filter((name) => !map.has(name));
      reader.collector.add("yaml_key_unknown", at, {
        found: `the key ${quote(key)}`,
        expected: `the keys ${listNames(known, known.length)}`,
        help: suggest(findNearest(key, free), "Delete it: the plan cannot hold it."),
      });
    } else if (nodes.has(key)) {
      reader.collector.add("yaml_key_repeated", at, {
        found: `the key \`${key}\` again`,
        expected: "each key once",
        help: "Delete one of the two.",
      });
    } else nodes.set(key, { value: pair.value as Node | null, line: at.row });
  }
  return nodes;
}

function readValue(
  reader: Reader,
  path: string,
  line: number,
  node: Node | null,
  spec: FieldSpec,
): unknown {
  const at = { file: reader.file, row: line, field: path };
  const absent = node === null || (isScalar(node) && node.value === null);
  if (!absent && !isScalar(node)) {
    addShape(reader, path, node, "a single value", "Write the value after the colon.");
    return undefined;
  }
  const value: unknown = isScalar(node) ? node.value : null;
  const wantsNumber = spec.type === "integer" || spec.type === "fiscal_year";
  if (!absent && typeof value !== (wantsNumber ? "number" : "string")) {
    const help = wantsNumber ? "Write the number without quotes." : "Put quotes around it.";
    addShape(reader, path, node, wantsNumber ? "a number" : "a text", help);
    return undefined;
  }
  return parseCell(absent ? "" : textOf(node, value), spec, (code, words) =>
    reader.collector.add(code, at, words),
  );
}

/** The text of a scalar: numbers as they were written; blocks without the line end that closes them. */
function textOf(node: Node | null, value: unknown): string {
  if (!isScalar(node)) return "";
  if (typeof value !== "string") return node.source ?? String(value);
  const block = node.type === "BLOCK_FOLDED" || node.type === "BLOCK_LITERAL";
  return block ? value.replace(/\n+$/, "") : value;
}

function addShape(
  reader: Reader,
  path: string,
  node: Node | null,
  expected: string,
  help: string,
): void {
  reader.collector.add("yaml_shape", placeOf(reader, path, node), {
    found: describeNode(node),
    expected,
    help,
  });
}

function describeNode(node: Node | null): string {
  if (isMap(node)) return "a map";
  if (isSeq(node)) return "a list";
  if (!isScalar(node) || node.value === null) return "nothing";
  return typeof node.value === "string"
    ? `the text ${quote(node.value)}`
    : `the ${typeof node.value} ${quote(node.source ?? String(node.value))}`;
}

function placeOf(reader: Reader, path: string, node: Node | null) {
  const row = reader.yaml.lineOf(node?.range?.[0] ?? 0);
  return path === "" ? { file: reader.file, row } : { file: reader.file, row, field: path };
}

function joinPath(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
