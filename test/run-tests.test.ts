import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "./project-files.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-tests-"));
after(() => rmSync(folder, { recursive: true }));

/** Runs test files with these contents, as `npm run unit` does. */
function runFiles(contents: Readonly<Record<string, string>>) {
  const files = Object.entries(contents).map(([name, code]) => {
    const file = join(folder, `${name}.test.mjs`);
    writeFileSync(file, `import { test } from "node:test";\n${code}\n`);
    return file;
  });
  // A run inside of a test would count as a part of it.
  const { NODE_TEST_CONTEXT: _, ...env } = process.env;
  const script = join(root, "test", "run-tests.ts");
  return spawnSync(process.execPath, [script, ...files], { env, encoding: "utf8" });
}

const good = `test("good", () => {}); test("left out", { skip: true }, () => {});`;

test("a run whose tests pass or are skipped ends well, with one sum of all files", () => {
  const { status, stdout, stderr } = runFiles({ one: good, two: good });
  assert.equal(status, 0, stdout + stderr);
  assert.equal(stderr, "");
  assert.match(
    stdout,
    /tests 4\n.*suites 0\n.*pass 2\n.*fail 0\n.*cancelled 0\n.*skipped 2\n.*todo 0\n.*\n$/,
  );
});

const late = `test("late", () => new Promise((done) => setTimeout(done, 5000)));`;
const bad: readonly (readonly [string, string, boolean])[] = [
  ["a test that fails", `test("bad", () => { throw new Error("bad"); });`, false],
  ["a file that throws", `throw new Error("bad");`, true],
  ["a file without a test", "", true],
  ["a process that ends well before its tests", `process.reallyExit(0);`, true],
  [
    "a process that ends well between its tests",
    `${good} ${late} setTimeout(() => process.exit(0), 300);`,
    true,
  ],
  [
    "a process that is killed",
    `${good} ${late} setTimeout(() => process.kill(process.pid, "SIGKILL"), 300);`,
    true,
  ],
];

for (const [what, code, named] of bad) {
  test(`${what} fails the run, beside files that pass`, () => {
    const { status, stderr } = runFiles({ good, bad: code });
    assert.equal(status, 1);
    assert.equal(/bad\.test\.mjs/.test(stderr), named, stderr);
    assert.doesNotMatch(stderr, /good\.test\.mjs/);
  });
}
