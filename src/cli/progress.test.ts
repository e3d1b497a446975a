import assert from "node:assert/strict";
import { test } from "node:test";
import { startProgress } from "./progress.ts";

function watch(live: boolean, times: readonly number[]): string[] {
  const shown: string[] = [];
  let now = 0;
  const progress = startProgress({
    live,
    columns: 20,
    elapsed: () => now,
    remark: (text) => void shown.push(text),
  });
  for (const time of times) {
    now = time;
    progress.say(`at ${time}`);
  }
  progress.end();
  return shown;
}

test("short work shows nothing", () => {
  assert.deepEqual(watch(true, [0, 500, 999]), []);
  assert.deepEqual(watch(false, [0, 500, 999]), []);
});

test("on a terminal one line is drawn over itself, at most ten times a second, and then removed", () => {
  const erase = "\r\u001b[K";
  const expected = [`${erase}at 1000 (1 s)`, `${erase}at 1100 (1 s)`, erase];
  assert.deepEqual(watch(true, [1000, 1050, 1099, 1100]), expected);
});

test("elsewhere a plain line comes every ten seconds", () => {
  const expected = ["at 1000 (1 s)\n", "at 11000 (11 s)\n"];
  assert.deepEqual(watch(false, [1000, 5000, 10_999, 11_000]), expected);
});
