import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import { fiscalYear } from "../base/fiscal.ts";
import { makeRow } from "../plan/rows.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { allocate } from "./allocate.ts";
import { type PaperSpec, paperLaw, paperPlan } from "./paper-plan.test-data.ts";
import { poseProblem } from "./pose/pose.ts";
import { startFromRecord } from "./record.ts";
import { millions } from "./verify/case.test-data.ts";

const continuing = { kind: "continuing" } as const;

/** In FY2020 `sea` received 40 million of FMF; boats come at 20, 40 or 60 million, and a school is proposed. */
function spec(money: number): PaperSpec {
  return {
    money: { FMF: [money] },
    initiatives: {
      boats: {
        accounts: ["FMF"],
        costs: [[20], [40], [60]],
        effect: [10, 30, 35],
        fields: continuing,
      },
      school: { accounts: ["FMF"], costs: [10], effect: 20 },
    },
    baseline: [
      makeRow("baseline", {
        id: "sea-FMF-2020",
        partner: "sea",
        account: "FMF",
        fiscal_year: fiscalYear(2020),
        stage: "obligated",
        amount: millions(40),
      }),
    ],
  };
}

describe("the record carried on", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  const carriedOn = async (paper: PaperSpec) => {
    const plan = paperPlan(paper);
    const { result: problem } = poseProblem(plan, paperLaw);
    return { problem, start: await startFromRecord(plan, problem, solver) };
  };

  it("gives every continuing program the package nearest to its last year, and proposals nothing", async () => {
    const { start } = await carriedOn(spec(100));
    assert.deepEqual(
      start?.choices.map((choice) => choice.package),
      ["boats.1"],
    );
    assert.equal(start?.value, 30);
  });

  it("gives the share of a package that comes nearest, where shares are offered", async () => {
    const paper = spec(100);
    const boats = {
      ...{ accounts: ["FMF"], costs: [60], effect: 30 },
      fields: { ...continuing, least_share: 0.5 },
    };
    const { start } = await carriedOn({ ...paper, initiatives: { ...paper.initiatives, boats } });
    // Of 60, 0.7 are 42 and 0.6 are 36: 40 is nearer to 42.
    assert.deepEqual(
      start?.choices.map((choice) => [choice.package, choice.share]),
      [["boats", 0.7]],
    );
  });

  it("is nothing where the money does not suffice for it", async () => {
    const { start } = await carriedOn(spec(30));
    assert.equal(start, undefined);
  });

  it("is nothing without a record", async () => {
    const { start } = await carriedOn({ ...spec(100), baseline: [] });
    assert.equal(start, undefined);
  });

  it("keeps the answer from being worse, however early the search may end", async () => {
    const { problem, start } = await carriedOn(spec(40));
    assert.ok(start);
    const answer = await allocate(problem, solver, { gap_ratio: 9, node_budget: 1, start });
    assert.equal(answer.kind, "allocation");
    if (answer.kind === "allocation") assert.ok(answer.allocation.value >= start.value);
  });
});
