import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { drawEdit } from "../../../../bench/draw-edit.ts";
import { makeInstance } from "../../../../bench/instances.ts";
import { makeRandom } from "../../../../bench/random.ts";
import { compactProblem } from "../compact/compact.ts";
import { recompact } from "../compact/recompact.ts";
import { descend } from "../prices/ascent.ts";
import { Dual } from "../prices/dual.ts";
import { BlockCuts } from "./block-cuts.ts";

const size = { initiatives: 300, partners: 40, accounts: 10, directives: 8, objectives: 10 };
const steps = 300;

describe("what blocks lose", () => {
  it("is after an edit what looking at all of them anew says, though most are not looked at", () => {
    const origin = makeInstance(size, 0.5, 3);
    const random = makeRandom(5);
    const seen = { edits: 0, kept: 0, blocks: 0, unlike: 0 };
    let problem = origin;
    let c = compactProblem(origin);
    let dual = new Dual(c);
    let { prices } = descend(dual, dual.start(), [{ temperature: 0.01, steps: 60 }]);
    dual.evaluate(prices, 0);
    let cuts = new BlockCuts(c, dual, prices);
    const all = cuts.unseen;
    cuts.look(dual, steps);
    assert.equal(cuts.unseen, 0);
    while (seen.edits < 120) {
      const edit = drawEdit(problem, origin, random);
      // Where rules come and go, blocks join and part.
      if (edit.kind === "drop_rule" || edit.kind === "put_back") continue;
      const next = recompact(c, edit.problem);
      if (next === undefined) continue;
      const before = cuts.sum;
      dual = new Dual(next, dual);
      prices = dual.clip(prices);
      dual.evaluate(prices, 0);
      cuts = new BlockCuts(next, dual, prices, cuts);
      seen.edits++;
      seen.blocks += all;
      seen.kept += all - cuts.unseen;
      cuts.look(dual, steps);
      const anew = new BlockCuts(next, dual, prices);
      anew.look(dual, steps);
      assert.ok(Math.abs(cuts.sum - anew.sum) < 1e-9, `${edit.words}: ${cuts.sum}, ${anew.sum}`);
      if (anew.sum !== before) seen.unlike++;
      [problem, c] = [edit.problem, next];
    }
    assert.ok(seen.kept > 0.7 * seen.blocks && seen.unlike > 20, JSON.stringify(seen));
  });
});
