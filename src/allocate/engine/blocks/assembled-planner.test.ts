import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, it } from "node:test";
import { compilePlanner, modulePath } from "../../../../test/compile-planner.ts";

describe("the planner of blocks", () => {
  it("is compiled from what stands in `assembly/`", async () => {
    const told = "`npm run wasm` compiles it anew";
    assert.equal(await readFile(modulePath, "utf8"), await compilePlanner(), told);
  });
});
