import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { limit, link, paperProblem } from "../../paper-plan.test-data.ts";
import { millions } from "../../verify/case.test-data.ts";
import { compactProblem } from "../compact/compact.ts";
import { recompact } from "../compact/recompact.ts";
import { proveNone } from "./no-plan.ts";
import { priceLayout } from "./prices.ts";

const decided = { pinned_package: "boats", override_reason: "The Secretary asked" };
const problem = paperProblem({
  money: { FMF: [5] },
  initiatives: {
    boats: { accounts: ["FMF"], costs: [3], effect: 5, fields: decided },
    ships: { accounts: ["FMF"], costs: [4], effect: 4 },
  },
  limits: [limit("cap", "absorption", { partners: ["sea"], amount: millions(2) })],
  links: [link("first", "requires", "boats", "ships")],
});

describe("proving by prices that there is no plan", () => {
  const form = compactProblem(problem);
  const { rows, links, length } = priceLayout(form);
  // What the cap, or the link, costs the initiative that is decided, and nothing else.
  const priceOf = (at: number) => Float64Array.from({ length }, (_, k) => (k === at ? 1 : 0));

  it("rests on rules and links that are asked for", () => {
    assert.equal(proveNone({ ...form, barred: form.barred.map(() => 0) }, priceOf(rows)), true);
    const open = recompact(form, { ...problem, amounts: [] });
    assert.ok(open !== undefined);
    assert.equal(proveNone(open, priceOf(links)), false);
  });

  it("takes nothing from a rule or a link that was set aside, whatever its price", () => {
    const free = recompact(form, { ...problem, amounts: [], links: [] });
    assert.ok(free !== undefined);
    assert.deepEqual([free.isIdle[0], free.isIdleLink[0]], [1, 1]);
    assert.equal(proveNone(free, priceOf(rows)), false);
    assert.equal(proveNone(free, priceOf(links)), false);
  });
});
