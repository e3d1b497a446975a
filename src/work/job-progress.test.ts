import assert from "node:assert/strict";
import { test } from "node:test";
import { type JobProgress, progressOf, writeProgress } from "./job-progress.ts";

test("a gap is said where there are a value and a bound above zero", () => {
  const gapOf = (value: number | null, bound: number | null) =>
    progressOf({ value, bound }, 1234).gap_ratio;
  assert.equal(gapOf(50, 51), 0.02);
  assert.equal(gapOf(50, 49.999), 0);
  assert.equal(gapOf(null, 51), null);
  assert.equal(gapOf(0, 51), null);
  assert.deepEqual(progressOf({ words: "Looking", done: 1, total: 2 }, 1234), {
    ...{ words: "Looking", done: 1, total: 2, value: null, bound: null, gap_ratio: null },
    seconds: 1.2,
  });
});

test("news is gathered and written one at a time, also after a write failed, and never after the end", async () => {
  const written: JobProgress[] = [];
  let under = 0;
  let most = 0;
  const writer = writeProgress(
    async (progress) => {
      most = Math.max(most, ++under);
      written.push(progress);
      await new Promise((resolve) => setTimeout(resolve, 30));
      under--;
      if (written.length === 1) throw new Error("the store is away");
    },
    () => performance.now(),
  );
  const from = performance.now();
  for (let done = 0; performance.now() - from < 900; done++) {
    writer.take(done === 0 ? { words: "Looking", total: 9 } : { done });
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  await writer.end();
  const count = written.length;
  assert.ok(count >= 2 && count <= 4, `${count} writes in 0.9 s`);
  assert.equal(most, 1);
  assert.ok(written.every(({ words, total }) => words === "Looking" && total === 9));
  writer.take({ done: 100_000 });
  await new Promise((resolve) => setTimeout(resolve, 400));
  assert.equal(written.length, count);
});
