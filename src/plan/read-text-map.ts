import { isMap, isScalar, type Node } from "yaml";
import type { Finding } from "../base/findings.ts";
import { makeCollector } from "./collect.ts";
import { parseYaml } from "./read-yaml.ts";

/** One `key: text` of a YAML file, with its line. */
export interface TextEntry {
  readonly key: string;
  readonly text: string;
  readonly row: number;
}

/** The keys and texts of a flat YAML map, in the order of the file.   Errors: findings, and only what could be read. */
export function readTextMap(
  file: string,
  text: string,
): { readonly entries: readonly TextEntry[]; readonly findings: readonly Finding[] } {
  const collector = makeCollector();
  const yaml = parseYaml(file, text, collector);
  const entries: TextEntry[] = [];
  const addShape = (found: string, row: number, key?: string) =>
    collector.add(
      "yaml_shape",
      { file, row, ...(key === undefined ? {} : { field: key }) },
      {
        found,
        expected: "`key: text` on each line",
        help: "Write one key, a colon and one text on each line.",
      },
    );
  if (yaml !== undefined && !isMap(yaml.root)) addShape("no map of keys and texts", 1);
  const pairs = yaml !== undefined && isMap(yaml.root) ? yaml.root.items : [];
  for (const { key: keyNode, value } of pairs) {
    const row = yaml?.lineOf((keyNode as Node).range?.[0] ?? 0) ?? 1;
    const key = isScalar(keyNode) ? String(keyNode.value) : "";
    if (!isScalar(value) || value.value === null) addShape(`\`${key}\` without a text`, row, key);
    else entries.push({ key, text: value.source ?? String(value.value), row });
  }
  return { entries, findings: collector.list() };
}
