import assert from "node:assert/strict";
import { test } from "node:test";
import { complainImport, planIdOf, toBase64 } from "./plan-file.ts";

test("a plan is named for its file", () => {
  assert.equal(planIdOf("FY 2021 (final).zip"), "fy-2021-final");
  assert.equal(planIdOf("…"), "");
});

test("each mistake in an import is told before anything is sent", () => {
  const file = { size: 100 };
  assert.equal(complainImport("fy2021", file, []), undefined);
  assert.match(complainImport("fy2021", null, []) ?? "", /Choose/);
  assert.match(complainImport("FY 21", file, []) ?? "", /small letters/);
  assert.match(complainImport("fy2021", file, ["fy2021"]) ?? "", /already/);
  assert.match(complainImport("fy2021", { size: 1e9 }, []) ?? "", /too large/);
});

test("bytes come back from base64", () => {
  const bytes = Uint8Array.from({ length: 100_000 }, (_, place) => (place * 31) % 256);
  assert.deepEqual(Buffer.from(toBase64(bytes), "base64"), Buffer.from(bytes));
});
