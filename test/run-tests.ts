/**
 * Runs the tests, two files at a time: all of them, or those whose paths contain a word given, or the files given,
 * behind `--together` in one process. Of all, `out/test-times.txt` then tells how long each file took.
 */
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";
import { endingAfter } from "./last-resort.ts";
import { root } from "./project-files.ts";

/**
 * Files that take long begin first, so that no long one is left alone at the end. Before them stand those that start
 * the whole program and let it end, which leaves it compiled for those that kill it a hundred times.
 */
const longFirst = [
  "test/serve-department.test.ts",
  "test/command.test.ts",
  "src/server/killed-server.test.ts",
  "src/cli/sweep/sweep.test.ts",
  "src/store/kill.test.ts",
  "test/golden.test.ts",
  "test/docs.test.ts",
  "test/workbench/",
  "src/work/",
  "src/store/",
  "src/server/",
];

const folders = ["src", "test", "examples", "bench"];
const words = process.argv.slice(2);
const given = words.filter((word) => /\.test\.\w+$/.test(word) && existsSync(word));
const paths = folders
  .flatMap((folder) => globSync(`${folder}/**/*.test.ts`, { cwd: root }))
  .map((path) => path.replaceAll("\\", "/"))
  .filter((path) => words.length === 0 || words.some((word) => path.includes(word)))
  .sort((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));

function hasTests(path: string): boolean {
  return readFileSync(join(root, path), "utf8").includes('from "node:test"');
}

function placeOf(path: string): number {
  const place = longFirst.findIndex((each) => path.startsWith(each));
  return place === -1 ? longFirst.length : place;
}

// Hundreds of processes load the same sources: they are compiled once. Programs that tests start inherit it.
process.env.NODE_COMPILE_CACHE ??= join(root, "out", "compile-cache");

// All files of a folder of values in, values out share a process: to start one takes longer than most of their tests.
// Those whose tests stand elsewhere do not, since what is told of a test names only where it stands.
const pure = ["assess", "base", "casework", "exchange", "law", "plan", "report", "web"];
const groups =
  words[0] === "--together"
    ? [makeGroup(`given-${process.pid}`, given)]
    : words.length > 0
      ? []
      : pure.map((name) =>
          makeGroup(
            name,
            paths.filter((path) => path.startsWith(`src/${name}/`) && hasTests(path)),
          ),
        );

function makeGroup(name: string, own: readonly string[]) {
  const entry = join(root, "out", "test-groups", `${name}.mjs`);
  const imports = own.map((path) => `await import(${JSON.stringify(resolve(root, path))});\n`);
  mkdirSync(dirname(entry), { recursive: true });
  writeFileSync(entry, imports.join(""));
  return { entry, own };
}

const inGroups = new Set(groups.flatMap(({ own }) => own));
const alone = (given.length > 0 ? given : paths).filter((path) => !inGroups.has(path));
const files = [...alone.map((path) => resolve(root, path)), ...groups.map(({ entry }) => entry)];

// A file gives its own sum when it comes to its end. One that ends before counts as passed, as does one without tests.
const silent = new Set([...files, ...[...inGroups].map((path) => resolve(root, path))]);

// Nothing may hold up all others: a test that hangs is given up, as is a file that does not end after its tests. Both
// take much longer than any does on a busy machine.   Unit: milliseconds.
const testLimit = Number(process.env.ENTENTE_TEST_LIMIT ?? 900_000);
const execArgv = endingAfter(2 * testLimit);
const stream = run({ files, concurrency: 2, timeout: testLimit, execArgv });
stream.on("test:fail", () => {
  process.exitCode = 1;
});
/** How long each file took.   Unit: milliseconds. */
const times = new Map<string, number>();
stream.on("test:summary", ({ file, counts, duration_ms }) => {
  if (file === undefined) return;
  if (counts.tests > 0) silent.delete(file);
  times.set(relative(root, file), duration_ms);
});
// Of files that share a process, each has told of a test of its own.
stream.on("test:complete", ({ file, nesting, name }) => {
  if (file !== undefined && !files.includes(file) && !(nesting === 0 && name === file)) {
    silent.delete(file);
  }
});
stream.on("end", () => {
  if (words.length === 0) writeFileSync(join(root, "out", "test-times.txt"), longestFirst(times));
  for (const { entry } of groups) rmSync(entry, { force: true });
  if (silent.size === 0 && files.length > 0) return;
  process.exitCode = 1;
  const which = [...silent].map((file) => `  ${file}\n`).join("");
  process.stderr.write(
    `FAILED: these test files ran no test, or ended before their end:\n${which}`,
  );
});
stream.compose(new spec()).pipe(process.stdout);

function longestFirst(list: ReadonlyMap<string, number>): string {
  const sorted = [...list].sort(([, a], [, b]) => b - a);
  return sorted.map(([file, time]) => `${(time / 1000).toFixed(1)} s  ${file}\n`).join("");
}
