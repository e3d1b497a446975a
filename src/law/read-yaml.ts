import { LineCounter, parseDocument, visit } from "yaml";
import type { z } from "zod";
import type { Finding, Place } from "../base/findings.ts";
import { reporter } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import { lawFindingKinds } from "./finding-kinds.ts";

const report = reporter(lawFindingKinds);

/** A YAML file as plain values, with the row of every path. */
export interface YamlFile {
  readonly file: string;
  readonly value: unknown;
  rowOf(path: readonly PropertyKey[]): number | undefined;
}

/** Files that were read, by their bytes: whoever reads the law again with one file changed parses that one only. */
const readBefore = new WeakMap<Uint8Array, YamlFile>();

/**
 * A file as plain values. Repeated keys, aliases and bytes that are no UTF-8 are refused.
 *
 * Errors: `law_yaml_broken`, and then no value.
 */
export function parseYaml(file: string, bytes: Uint8Array, findings: Finding[]): YamlFile | null {
  const known = readBefore.get(bytes);
  if (known?.file === file) return known;
  const broken = (found: string, row?: number): null => {
    findings.push(
      report("law_yaml_broken", row === undefined ? { file } : { file, row }, {
        found,
        expected: "plain YAML in UTF-8, each key once, without anchors and aliases",
        help: "Mend the file.",
      }),
    );
    return null;
  };
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return broken("bytes that are no UTF-8");
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true, logLevel: "error" });
  const error = document.errors[0];
  // How deep the parser comes depends on the machine, so that its place says nothing.
  if (error?.message.includes("call stack")) return broken("nesting that is too deep");
  if (error) return broken(error.message.split("\n")[0] ?? "", lines.linePos(error.pos[0]).line);
  let aliases = 0;
  visit(document, { Alias: () => void aliases++ });
  if (aliases > 0) return broken(`${aliases} aliases`);
  const rowOf = (path: readonly PropertyKey[]): number | undefined => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true);
      const range = (node as { range?: readonly number[] } | undefined)?.range;
      if (range?.[0] !== undefined) return lines.linePos(range[0]).line;
    }
    return undefined;
  };
  const read = { file, value: document.toJS() as unknown, rowOf };
  readBefore.set(bytes, read);
  return read;
}

/** The file in the form of a schema, or nothing when it has another form; every difference is a finding. */
export function matchSchema<S extends z.ZodType>(
  yaml: YamlFile,
  schema: S,
  known: readonly string[],
  findings: Finding[],
): z.infer<S> | null {
  const parsed = schema.safeParse(yaml.value);
  if (parsed.success) return parsed.data;
  for (const issue of parsed.error.issues) findings.push(...findingsOf(issue, yaml, known));
  return null;
}

function findingsOf(issue: z.core.$ZodIssue, yaml: YamlFile, known: readonly string[]): Finding[] {
  const at = placeOf(yaml, issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => {
      const near = findNearest(key, known);
      return report("law_key_unknown", placeOf(yaml, [...issue.path, key]), {
        found: `the key \`${key}\``,
        expected: "only the keys that such a provision has",
        help: near === undefined ? "Remove it." : `Did you mean \`${near}\`?`,
      });
    });
  }
  const found = valueAt(yaml.value, issue.path);
  if (found === undefined) {
    return [
      report("law_key_missing", at, {
        found: "nothing",
        expected: `\`${String(issue.path.at(-1) ?? "a value")}\``,
        help: "Add it, with its source.",
      }),
    ];
  }
  const values = issue.code === "invalid_value" ? issue.values.map(String) : [];
  const near = typeof found === "string" ? findNearest(found, values) : undefined;
  return [
    report("law_value_invalid", at, {
      found: `\`${JSON.stringify(found)}\``,
      expected: values.length > 0 ? `one of ${values.join(", ")}` : issue.message,
      help: near === undefined ? "Correct the value." : `Did you mean \`${near}\`?`,
    }),
  ];
}

/** Where a path of a file stands. */
export function placeOf(yaml: YamlFile, path: readonly PropertyKey[]): Place {
  const row = yaml.rowOf(path);
  const field = path.map(String).join(".");
  return {
    file: yaml.file,
    ...(row === undefined ? {} : { row }),
    ...(field === "" ? {} : { field }),
  };
}

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  let here: unknown = value;
  for (const step of path) {
    if (typeof here !== "object" || here === null) return undefined;
    here = (here as Record<PropertyKey, unknown>)[step];
  }
  return here;
}
