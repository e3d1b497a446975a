import { type Document, LineCounter, type Node, parseDocument, visit } from "yaml";
import type { Collector } from "./collect.ts";

/** A YAML text as nodes, and the line of each offset. */
export interface YamlText {
  readonly root: Node | null;
  lineOf(offset: number): number;
}

/**
 * Reads YAML 1.2 into nodes, without anchors, aliases, tags and directives: a plan is read by people, and those make
 * a text mean other than it says. Errors are findings; then there is no result.
 */
export function parseYaml(file: string, text: string, collector: Collector): YamlText | undefined {
  const lineCounter = new LineCounter();
  const lineOf = (offset: number): number => Math.max(1, lineCounter.linePos(offset).line);
  const document = parseDocument(text, {
    version: "1.2",
    schema: "core",
    strict: true,
    uniqueKeys: false,
    prettyErrors: false,
    logLevel: "error",
    lineCounter,
  });
  const problems = document.errors.filter((problem) => problem.code !== "TAG_RESOLVE_FAILED");
  if (problems.some((problem) => problem.message.includes(stackProblem))) {
    addSyntax(file, undefined, "nesting that is too deep", collector);
    return undefined;
  }
  for (const problem of problems) {
    const [message = ""] = problem.message.split("\n");
    addSyntax(file, lineOf(problem.pos[0]), message.replace(/[.:]$/, ""), collector);
  }
  const plain = refuseFeatures(file, document, lineOf, collector);
  return problems.length > 0 || !plain ? undefined : { root: document.contents, lineOf };
}

/** What the parser says when a text nests so deeply that it runs out of stack. */
const stackProblem = "Maximum call stack size exceeded";

function addSyntax(
  file: string,
  row: number | undefined,
  found: string,
  collector: Collector,
): void {
  collector.add("yaml_syntax", row === undefined ? { file } : { file, row }, {
    found,
    expected: "one YAML document: `key: value` on each line",
    help: "Mend the line; put quotes around a text with a colon or a quote in it.",
  });
}

function refuseFeatures(
  file: string,
  document: Document.Parsed,
  lineOf: (offset: number) => number,
  collector: Collector,
): boolean {
  let plain = true;
  const refuse = (feature: string, offset: number): void => {
    plain = false;
    collector.add(
      "yaml_feature",
      { file, row: lineOf(offset) },
      {
        found: feature,
        expected: "plain keys and values",
        help: "Write the value itself.",
      },
    );
  };
  if (document.directives.yaml.explicit === true) refuse("a %YAML directive", 0);
  visit(document, {
    Alias: (_, node) => refuse(`the alias \`*${node.source}\``, node.range?.[0] ?? 0),
    Node: (_, node) => {
      if ("anchor" in node && node.anchor)
        refuse(`the anchor \`&${node.anchor}\``, node.range?.[0] ?? 0);
      if (node.tag !== undefined) refuse(`the tag \`${node.tag}\``, node.range?.[0] ?? 0);
    },
  });
  return plain;
}
