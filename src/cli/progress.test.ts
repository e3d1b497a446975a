import assert from "node:assert/strict";
import { test } from "node:test";
import { startProgress } from "./progress.ts";

/** What is shown when the clock strikes at these times; at those with words there is also news. */
function watch(live: boolean, times: readonly (readonly [number, string?])[]): string[] {
  const shown: string[] = [];
  let now = 0;
  let strike = () => {};
  let stopped = false;
  const progress = startProgress(
    {
      live,
      columns: 20,
      elapsed: () => now,
      remark: (text) => void shown.push(text),
      every: (_milliseconds, work) => {
        strike = work;
        return () => {
          stopped = true;
        };
      },
    },
    "begin",
  );
  for (const [time, words] of times) {
    now = time;
    if (words === undefined) strike();
    else progress.say(words);
  }
  progress.end();
  assert.ok(stopped);
  return shown;
}

const erase = "\r\u001b[K";

test("short work shows nothing", () => {
  assert.deepEqual(watch(true, [[250], [500, "news"], [999]]), []);
  assert.deepEqual(watch(false, [[250], [500, "news"], [999]]), []);
});

test("on a terminal one line is drawn over itself, at most four times a second, and then removed", () => {
  assert.deepEqual(watch(true, [[1000], [1100, "one"], [1249, "two"], [1250]]), [
    `${erase}begin (1 s)`,
    `${erase}two (1 s)`,
    erase,
  ]);
});

test("elsewhere a plain line comes every ten seconds, with news or without", () => {
  assert.deepEqual(watch(false, [[1000], [5000, "one"], [10_999], [11_000], [30_000]]), [
    "begin (1 s)\n",
    "one (11 s)\n",
    "one (30 s)\n",
  ]);
});

test("a line is cut to the terminal", () => {
  assert.deepEqual(watch(true, [[1000, "a line that is too long"]]), [
    `${erase}a line that is too `,
    erase,
  ]);
});
