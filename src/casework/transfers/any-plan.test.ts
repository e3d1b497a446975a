import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { realLaw } from "../../law/law-folder.test-data.ts";
import { anyPlan } from "../../plan/any-plan.test-data.ts";
import { realCasebook } from "../casebook.test-data.ts";
import { readVetting } from "../vetting/read-vetting.ts";
import { readTransfers } from "./read-transfers.ts";

describe("transfers and vetting of any plan", () => {
  it("are read without a throw, each once, and the same in any order of rows", () => {
    fc.assert(
      fc.property(anyPlan(), (plan) => {
        const on = plan.head.as_of;
        const read = (of: typeof plan) => readTransfers(of, realCasebook(), realLaw(), on).result;
        const found = read(plan);
        assert.equal(found.length, plan.tables.transfers.length);
        const transfers = [...plan.tables.transfers].reverse();
        const turned = read({ ...plan, tables: { ...plan.tables, transfers } });
        assert.deepEqual([...turned].reverse(), found);
        const { units } = readVetting(plan, realCasebook(), realLaw(), on).result;
        assert.equal(units.length, plan.tables.units.length * 2);
      }),
      { seed: 5, numRuns: 25 },
    );
  });
});
