import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { priceLayout } from "../engine/prices/prices.ts";
import { directive, paperProblem } from "../paper-plan.test-data.ts";
import { modelOfColumns, pricesOf } from "./soft-columns.ts";
import { makeSoftForm } from "./soft-form.ts";

const problem = paperProblem({
  money: { FMF: [3] },
  initiatives: { boats: { accounts: ["FMF"], costs: [2], effect: 1 } },
  directives: [directive("d", "not_less_than", 5, { accounts: ["FMF"], partners: ["sea"] })],
});

describe("the prices of a model of some modes", () => {
  it("never price a cent of a rule above what it costs to let the rule give way", () => {
    const soft = makeSoftForm(problem, undefined, false);
    const { rows, accounts, linkRows } = soft.form;
    const inPlay = {
      rows: new Uint8Array(rows).fill(1),
      accounts: new Uint8Array(accounts.length).fill(1),
      links: new Uint8Array(linkRows),
    };
    const made = modelOfColumns(soft, inPlay, [0], { money: false, integer: false });
    // As a solver may answer within its tolerance, or a little beyond it.
    const rowPrices = made.model.rows.map(() => 1.001);
    const said = { status: "optimal", values: null, objective: 0, bound: 0 } as const;
    const prices = pricesOf(soft, made, { ...said, rowPrices, columnPrices: null });
    assert.equal(rows, 1);
    assert.equal(prices[priceLayout(soft.form).rows], soft.weights[0]);
  });
});
