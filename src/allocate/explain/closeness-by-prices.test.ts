import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import { Search } from "../engine/search.ts";
import { keepSearch } from "../learned.ts";
import { limit, paperProblem } from "../paper-plan.test-data.ts";
import { millions } from "../verify/case.test-data.ts";
import { closenessByPrices } from "./closeness-by-prices.ts";

const fmf = { accounts: ["FMF"] };
const absorb = (id: string, partner: string, amount: number) =>
  limit(id, "absorption", { partners: [partner], amount: millions(amount) });
const whole = paperProblem({
  money: { FMF: [20] },
  initiatives: {
    boats: { ...fmf, costs: [3], effect: 5 },
    ships: { ...fmf, costs: [3], effect: 4 },
    court: { ...fmf, costs: [3], effect: 3, partner: "land" },
    roads: { ...fmf, costs: [3], effect: 2, partner: "land" },
  },
  limits: [absorb("sea-cap", "sea", 4), absorb("land-cap", "land", 9)],
});

describe("closeness by prices", () => {
  it("names the rules that charge an initiative after an edit left a rule out", async () => {
    const [first, second] = whole.amounts;
    assert.ok(first !== undefined && second !== undefined);
    const scope = { items: [...whole.items.keys()], accounts: null };
    const aside = { ...first, ids: ["aside"], scope, amount: millions(15) };
    const before = new Search({ ...whole, amounts: [aside, first, second] });
    for (const _ of before.begin());
    const search = new Search(whole, before);
    for (const _ of search.begin());
    assert.deepEqual([...search.compact.isIdle], [1, 0, 0]);
    const solver = makeThreadSolver(1);
    const options = { gap_ratio: 0.001, node_budget: 1_000 };
    const answer = await allocate(whole, solver, options);
    keepSearch(whole, search);
    const { allocation } = answer.kind === "allocation" ? answer : assert.fail();
    const { items } = closenessByPrices({ problem: whole, allocation, solver, options });
    await solver.close();
    const names = (item: number) => items[item]?.rules.map(({ rule }) => rule.id);
    const ships = whole.items.findIndex(({ initiative }) => initiative.id === "ships");
    assert.ok(names(ships)?.includes("sea-cap"), `${names(ships)}`);
    assert.ok(!names(ships)?.includes("land-cap"));
  });
});
