/** `docs/how-to/read-results.md` names every field of the JSON documents, and no other. */
import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { describeSolved } from "../src/cli/result-data.ts";
import { answerDirective } from "../src/report/directive-answer.ts";
import { sceneInput } from "../src/report/scene.test-data.ts";
import { makeThreadSolver } from "../src/solver/thread-solver.ts";
import type { SolvedPlan } from "../src/work/solve-plan.ts";
import { readText, root } from "./project-files.ts";
import { ententeSolving } from "./run-entente.ts";

const solver = makeThreadSolver(2);
after(() => solver.close());

const example = join(root, "examples", "two-partners");
const commands: readonly (readonly string[])[] = [
  ["check", example],
  ["allocate", example, "--exclude", "norland-radar"],
  ["allocate", example, "--exclude", "norland-fmf"],
  ["explain", example, "norland-fmf", "--scenario", "without-floor"],
  ["explain", example, "norland-radar"],
  ["explain", example, "norland-floor-2022"],
  ["compare", example, "plan", "without-floor"],
  ["explain", example, "prices"],
  ["explain", example, "all"],
  ["alternatives", example, "--loss", "20%", "--solves", "8"],
  ["frontier", example, "--against", "share", "--bureau", "EAP", "--points", "3"],
  ["returns", example, "--by", "account"],
  ["override", example, "--exclude", "sudland-boats", "--part", "norland-fmf=50%"],
  ["law"],
  ["law", "FMF"],
  ["law", "EDI"],
  ["law", "--cycle", "2021"],
  ["judge", example, "norland-radar"],
  ["notice", "FMS", "--partner", "KOR", "--value", "25000000"],
];

/** Objects whose keys are ids of the plan or names of files, not fields. */
const keyed = new Set(["rows", "pages"]);

function fieldsOf(value: unknown, found: Set<string>): Set<string> {
  if (Array.isArray(value)) for (const entry of value) fieldsOf(entry, found);
  else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      found.add(key);
      if (!keyed.has(key) || Array.isArray(inner)) fieldsOf(inner, found);
    }
  }
  return found;
}

test("the page on results names every field", async () => {
  const page = readText("docs/how-to/read-results.md");
  const named = new Set([...page.matchAll(/`([a-z_]+)`/g)].map((match) => match[1] ?? ""));
  const found = new Set<string>();
  for (const command of commands) {
    const ran = await ententeSolving([...command, "--json"], solver);
    fieldsOf(JSON.parse(ran.out), found);
  }
  const { stamp, allocation, others, prices, misses, plan } = sceneInput();
  const answers = { others, prices, misses, overrides: null };
  fieldsOf(describeSolved({ stamp, allocation } as SolvedPlan, answers), found);
  const [directive] = plan.tables.directives;
  assert.ok(directive !== undefined);
  fieldsOf({ directive: answerDirective(directive, allocation, allocation) }, found);
  assert.ok(found.size > 80, `${found.size} fields`);
  assert.deepEqual(
    [...found].filter((field) => !named.has(field)),
    [],
    "docs/how-to/read-results.md does not name these fields",
  );
  const inTables = [...page.matchAll(/^\| ((?:`[a-z_]+`(?:, )?)+) \|/gm)].flatMap((match) => [
    ...(match[1] ?? "").matchAll(/`([a-z_]+)`/g),
  ]);
  const ofCommands = new Set(["check", "judge", "law", "notice", "override", "reference", "sweep"]);
  const gone = inTables.map((match) => match[1] ?? "").filter((name) => !found.has(name));
  assert.ok(inTables.length > 30);
  assert.deepEqual(
    gone.filter((name) => !ofCommands.has(name)),
    [],
    "docs/how-to/read-results.md names fields that no answer has",
  );
});

test("other scenarios stand in results in short, without their plans", () => {
  const { stamp, allocation, others, prices, misses } = sceneInput();
  const answers = { others, prices, misses, overrides: null };
  const described = describeSolved({ stamp, allocation } as SolvedPlan, answers);
  assert.deepEqual(
    described.others.map(({ id, result, contradiction }) => [
      id,
      result === null,
      contradiction === null,
    ]),
    [
      ["redirect", false, true],
      ["cut-10", true, false],
    ],
  );
  for (const other of described.others) {
    assert.deepEqual(Object.keys(other), ["id", "title", "result", "contradiction"]);
  }
});
