import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { hasErrors } from "../../base/findings.ts";
import { cents } from "../../base/money.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import { makeModel } from "../model/model.ts";
import { directive, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { withRow } from "../verify/case.test-data.ts";
import { withCost } from "./change.ts";
import { measureCloseness } from "./duals.ts";
import { boundWith, boundWithout, provenByRows } from "./proven-prices.ts";
import type { ReasonRow } from "./reason-row.ts";
import { explainAll, type TableOptions } from "./reason-table.ts";
import type { ExplainSession } from "./session.ts";

const options = { gap_ratio: 1e-9, node_budget: 10_000 };
const close = (a: number, b: number) => Math.abs(a - b) <= 1e-5 * Math.max(1, Math.abs(b));
const fmf = { accounts: ["FMF"] };
const pinned = (id: string) => ({ pinned_package: id, override_reason: "The Secretary asked" });

describe("the table of all initiatives", () => {
  const solver = makeThreadSolver(2);
  after(() => solver.close());

  const sessionOf = async (problem: Problem): Promise<ExplainSession | undefined> => {
    const answer = await allocate(problem, solver, options);
    return answer.kind === "allocation"
      ? { problem, allocation: answer.allocation, solver, options }
      : undefined;
  };
  const rowsOf = async (spec: PaperSpec, asked: TableOptions = {}) => {
    const session = await sessionOf(paperProblem(spec));
    assert.ok(session !== undefined);
    const rows = await explainAll(session, await measureCloseness(session), asked);
    return new Map(rows.map((row) => [row.initiative, row]));
  };

  const mixed: PaperSpec = {
    money: { FMF: [6] },
    initiatives: {
      boats: { ...fmf, costs: [3], effect: 5 },
      court: { ...fmf, costs: [1], effect: 1, partner: "land" },
      decided: { ...fmf, costs: [1], effect: 0, fields: pinned("decided") },
      gone: { ...fmf, costs: [1], effect: 9, fields: { excluded: true, override_reason: "No" } },
      huge: { ...fmf, costs: [9], effect: 20 },
      ships: { ...fmf, costs: [4], effect: 3.9 },
    },
    directives: [directive("keep", "not_less_than", 1, { partners: ["land"] })],
  };

  it("says of each whether it is funded, how sure that is, and what doing otherwise costs", async () => {
    // 6, less 1 decided and 1 for the floor, leave 4: boats (5 points), or ships (3.9); both do not fit.
    const rows = await rowsOf(mixed);
    assert.deepEqual(
      [...rows.values()].map(({ initiative, funded, standing }) => [initiative, funded, standing]),
      [
        ["boats", true, "in"],
        ["court", true, "must"],
        ["decided", true, "pinned"],
        ["gone", false, "barred"],
        ["huge", false, "cannot"],
        ["ships", false, "out"],
      ],
    );
    const { loss, change, sentence } = rows.get("ships") as ReasonRow;
    assert.ok(close(loss.found ?? 0, 1.1) && close(loss.least, 1.1) && close(loss.most, 1.1));
    assert.match(
      sentence,
      /^Not funded, proven: every plan with it is worth less\. Funding it costs 1\.10 points\./,
    );
    // Boats and ships together cost 7 of 4: ships fit for 1 of 4, a cut of three quarters.
    assert.ok(change?.found == null || change.found <= 0.25 + 1e-9, `${change?.found}`);
    const boats = rows.get("boats");
    assert.ok(close(boats?.loss.found ?? 0, 1.1));
    assert.match(
      rows.get("decided")?.sentence ?? "",
      /somebody decided so: The Secretary asked\.$/,
    );
    assert.match(rows.get("gone")?.sentence ?? "", /Somebody excluded it: No/);
    // Boats of 3 have room up to 4, a third more; a rise that ended them in a trial need not be the least that does.
    assert.match(boats?.sentence ?? "", /At \d+\.\d% more it is gone \(solved again/);
    assert.doesNotMatch(boats?.sentence ?? "", /would go/);
  });

  it("says which cut of cost funds an initiative, and which is proven too small", async () => {
    // Ten programs of 1 for 1 point compete for 8.5: each million is worth a point at the margin, 8.5 at most in all.
    const small = Array.from({ length: 10 }, (_, place) => [
      `a${place}`,
      { ...fmf, costs: [1], effect: 1 },
    ]);
    const initiatives = { ...Object.fromEntries(small), big: { ...fmf, costs: [4], effect: 0.9 } };
    const row = (await rowsOf({ money: { FMF: [8.5] }, initiatives })).get("big");
    // 8 are funded. Big for 4 of 8.5 leaves 4 others: 4.9 points, 3.1 less.
    assert.ok(close(row?.loss.found ?? 0, 3.1));
    // For a share s of its cost it is worth 0.9 - 4 s more than 8.5: less than 8 while s is above 0.35.
    assert.ok(close(row?.change?.limit ?? 0, 0.35), `${row?.change?.limit}`);
    // At 5 % it costs 0.2, which fits beside the 8: 8.9 points, more than 8.5.
    assert.ok(close(row?.change?.found ?? 0, 0.05), `${row?.change?.found}`);
    assert.equal(row?.change?.proven, true);
    assert.match(
      row?.sentence ?? "",
      /It would be funded for 95\.0% less \(solved again, proven\)\. A cut below 65\.0% is proven too small\.$/,
    );
  });

  it("is there without a single solve, and then proven but wide", async () => {
    const rows = await rowsOf(mixed, { solve: 0 });
    assert.ok([...rows.values()].every(({ solved, loss }) => !solved && loss.found === null));
    assert.equal(rows.get("huge")?.standing, "cannot");
    assert.ok((rows.get("ships")?.loss.least ?? 9) <= 1.1 + 1e-6);
  });

  it("goes on from rows that are there, and asks for them no more", async () => {
    const told: string[] = [];
    const first = await rowsOf(mixed, { solve: 2, onRow: (row) => told.push(row.initiative) });
    assert.equal(told.length, 2);
    const done = new Map(told.map((id) => [id, first.get(id) as ReasonRow]));
    const again: string[] = [];
    const rows = await rowsOf(mixed, { done, onRow: (row) => again.push(row.initiative) });
    assert.deepEqual(
      again.filter((id) => told.includes(id)),
      [],
    );
    assert.deepEqual(rows, await rowsOf(mixed));
  });

  it("stops where it is told to, and keeps what it has", async () => {
    const session = await sessionOf(paperProblem(mixed));
    assert.ok(session !== undefined);
    const closeness = await measureCloseness(session);
    const stopper = new AbortController();
    const stopped = { ...session, options: { ...options, signal: stopper.signal } };
    const told: ReasonRow[] = [];
    const rows = await explainAll(stopped, closeness, {
      onRow: (row) => {
        told.push(row);
        stopper.abort();
      },
    });
    assert.equal(rows.length, 6);
    assert.ok(told.length >= 1 && told.length < 4, `${told.length}`);
    assert.equal(rows.filter(({ solved }) => solved).length, told.length);
  });

  it("proves a bound from any prices, also with each item forced in or out", async () => {
    let checked = 0;
    await fc.assert(
      fc.property(
        tinyPlan(),
        fc.array(fc.double({ min: -300, max: 300, noNaN: true }), { minLength: 60, maxLength: 60 }),
        fc.nat(),
        (plan, drawn, pick) => {
          const { result: problem, findings } = poseProblem(plan, tinyLaw);
          if (hasErrors(findings)) return;
          const { model, columns } = makeModel(problem);
          const prices = model.rows.map((_, row) => drawn[row % drawn.length] ?? 0);
          const proven = provenByRows(problem, model, columns, prices);
          const best = bestOf(plan);
          assert.ok(proven.bound >= best - 1e-6, `${proven.bound} is below ${best}`);
          const item = pick % problem.items.length;
          const { id = "", pinned_package } = problem.items[item]?.initiative ?? {};
          if (pinned_package !== undefined) return;
          const out = bestOf(withRow(plan, "initiatives", id, { excluded: true }));
          assert.ok(boundWithout(proven, item) >= out - 1e-6);
          assert.ok(boundWith(proven, item) >= within(plan, problem, item) - 1e-6);
          checked++;
        },
      ),
      { numRuns: 80, seed: 101 },
    );
    assert.ok(checked > 40, `${checked}`);
  });

  it("is what brute force finds: the loss lies in its range, and what is proven holds", async () => {
    const seen = { out: 0, in: 0, cuts: 0, limits: 0 };
    await fc.assert(
      fc.asyncProperty(tinyPlan(), async (drawn) => {
        const plan = withLittleMoney(drawn);
        const { result: problem, findings } = poseProblem(plan, tinyLaw);
        if (hasErrors(findings)) return;
        const session = await sessionOf(problem);
        if (session === undefined) return;
        const best = bestOf(plan);
        const rows = await explainAll(session, await measureCloseness(session));
        const free = await explainAll(session, await measureCloseness(session), { solve: 0 });
        for (const [item, row] of rows.entries()) {
          assert.doesNotMatch(row.sentence, /undefined|NaN|Infinity/);
          if (row.standing === "barred" || row.standing === "pinned") continue;
          const other = row.funded ? without(plan, row) : within(plan, problem, item);
          const loss = best - other;
          for (const { loss: range, sentence } of [row, free[item] ?? row]) {
            const inside = loss >= range.least - 1e-5 && loss <= range.most + 1e-5;
            assert.ok(inside || loss === range.least, `${loss}: ${sentence}`);
          }
          if (row.standing === "out") seen.out++;
          if (row.standing === "in") seen.in++;
          if (row.standing === "out" || row.standing === "in") assert.ok(loss > 0, row.sentence);
        }
        const item = rows.findIndex(({ funded, change }) => !funded && change !== null);
        const row = rows[item];
        if (row?.change == null) return;
        const { found, limit } = row.change;
        const worthAt = (factor: number) =>
          allocate(withCost(problem, item, factor), solver, options);
        if (found !== null) {
          const there = await worthAt(found);
          assert.ok(there.kind === "allocation" && isIn(there.allocation, row), row.sentence);
          seen.cuts++;
        }
        if (limit !== null && limit < 0.99) {
          const there = await worthAt(Math.min(1, limit + 0.005));
          assert.ok(there.kind === "allocation" && !isIn(there.allocation, row), row.sentence);
          seen.limits++;
        }
      }),
      { numRuns: 150, seed: 102 },
    );
    assert.ok(seen.out > 10 && seen.in > 50 && seen.cuts > 0, JSON.stringify(seen));
  });
});

/** A tiny plan with a third of its money, so that something is left out. */
function withLittleMoney(plan: Plan): Plan {
  const resources = plan.tables.resources.map((row) => ({
    ...row,
    amount: cents(Math.floor(row.amount / 3e7) * 1e7),
  }));
  return { ...plan, tables: { ...plan.tables, resources } };
}

function isIn({ choices }: ExplainSession["allocation"], { initiative }: ReasonRow): boolean {
  return choices.some((choice) => choice.initiative === initiative);
}

function bestOf(plan: Plan): number {
  const best = bruteForce(plan, tinyLaw);
  return best === "infeasible" ? Number.NEGATIVE_INFINITY : best.value;
}

function without(plan: Plan, { initiative }: ReasonRow): number {
  return bestOf(withRow(plan, "initiatives", initiative, { excluded: true }));
}

/** The best plan with an initiative at any of its packages, or at any share of one that is allowed. */
function within(plan: Plan, problem: Problem, item: number): number {
  const { initiative, candidates } = problem.items[item] ?? { candidates: [] };
  const ways = new Map(candidates.map((one) => [`${one.package} ${one.share ?? 1}`, one]));
  return Math.max(
    Number.NEGATIVE_INFINITY,
    ...[...ways.values()].map(({ package: pinned_package, share: pinned_share }) =>
      bestOf(
        withRow(plan, "initiatives", initiative?.id ?? "", {
          pinned_package,
          ...(pinned_share === undefined ? {} : { pinned_share }),
        }),
      ),
    ),
  );
}
