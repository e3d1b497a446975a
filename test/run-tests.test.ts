import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { root } from "./project-files.ts";

const folder = mkdtempSync(join(tmpdir(), "entente-tests-"));
after(() => rmSync(folder, { recursive: true }));

/** Runs test files with these contents, as `npm run unit` does; `limit` is when a test is given up, in milliseconds. */
function runFiles(contents: Readonly<Record<string, string>>, together: boolean, limit?: number) {
  const files = Object.entries(contents).map(([name, code]) => {
    const file = join(folder, `${name}.test.mjs`);
    writeFileSync(file, `import { test } from "node:test";\n${code}\n`);
    return file;
  });
  // A run inside of a test would count as a part of it.
  const { NODE_TEST_CONTEXT: _, ...own } = process.env;
  const env = limit === undefined ? own : { ...own, ENTENTE_TEST_LIMIT: String(limit) };
  const script = join(root, "test", "run-tests.ts");
  return spawnSync(process.execPath, [script, ...(together ? ["--together"] : []), ...files], {
    env,
    encoding: "utf8",
    timeout: 120_000,
  });
}

const good = `test("good", () => {}); test("left out", { skip: true }, () => {});`;
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

for (const together of [false, true]) {
  const how = together ? "in one process" : "in processes of their own";
  test(`files ${how} whose tests pass or are skipped end well, with one sum`, () => {
    const { status, stdout, stderr } = runFiles({ one: good, two: good }, together);
    assert.equal(status, 0, stdout + stderr);
    assert.equal(stderr, "");
    assert.match(
      stdout,
      /tests 4\n.*suites 0\n.*pass 2\n.*fail 0\n.*cancelled 0\n.*skipped 2\n.*todo 0\n.*\n$/,
    );
  });

  for (const [what, code, named] of bad) {
    test(`${what} fails the run of files ${how}`, () => {
      const { status, stderr } = runFiles({ good, bad: code }, together);
      assert.equal(status, 1);
      // Files that share a process are lost together.
      assert.equal(/FAILED/.test(stderr), named, stderr);
      if (!together) assert.equal(/bad\.test\.mjs/.test(stderr), named, stderr);
      if (!together) assert.doesNotMatch(stderr, /good\.test\.mjs/);
    });
  }
}

const forever = "new Promise(() => setInterval(() => {}, 1000))";
const hanging: readonly (readonly [string, string, RegExp])[] = [
  ["a test that hangs", `test("hangs", () => ${forever});`, /✖ hangs.*timed out/s],
  ["a file that does not end after its tests", `${good} void ${forever};`, /✔ good/],
];

for (const [what, code, told] of hanging) {
  test(`${what} is given up, and fails the run`, () => {
    const { status, stdout } = runFiles({ bad: code }, false, 700);
    assert.equal(status, 1);
    assert.match(stdout, told);
    // A test that hangs leaves its process open.
    assert.match(stdout, /FAILED: .*bad\.test\.mjs did not end\. It waits for: .*Timeout/);
  });
}
