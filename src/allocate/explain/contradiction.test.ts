import assert from "node:assert/strict";
import { after, describe, it } from "node:test";
import fc from "fast-check";
import { hasErrors } from "../../base/findings.ts";
import { fiscalYear } from "../../base/fiscal.ts";
import { cents } from "../../base/money.ts";
import type { Initiative, Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { makeThreadSolver } from "../../solver/thread-solver.ts";
import { allocate } from "../allocate.ts";
import { directive, limit, type PaperSpec, paperProblem } from "../paper-plan.test-data.ts";
import { poseProblem } from "../pose/pose.ts";
import type { Problem } from "../problem.ts";
import { tinyLaw, tinyPlan } from "../tiny-plans.test-data.ts";
import { bruteForce } from "../verify/brute-force.test-data.ts";
import { millions, withRow } from "../verify/case.test-data.ts";
import { findContradiction, findWaysOut } from "./contradiction.ts";

const fmf = { accounts: ["FMF"] };
const pinned = (id: string) => ({ pinned_package: id, override_reason: "The Secretary asked" });
const sea = { accounts: ["FMF"], partners: ["sea"] };
const land = { accounts: ["FMF"], partners: ["land"] };

interface Case {
  readonly name: string;
  readonly plan: PaperSpec;
  /** Each rule with its year, from and to, in millions of dollars. */
  readonly relax: readonly string[];
  readonly total: number;
  readonly says: RegExp;
}

const cases: readonly Case[] = [
  {
    name: "a floor above its account falls to the dearest package that can be paid",
    plan: {
      money: { FMF: [3] },
      initiatives: { boats: { ...fmf, costs: [[2], [5]], effect: [1, 2] } },
      directives: [directive("d", "not_less_than", 5, sea)],
    },
    relax: ["directive d 2021: 5 to 2 (Sec. d, made up for tests.)"],
    total: 3,
    says: /fewest dollars that make the plan possible are \$3\.0 million: d in FY2021 moves from \$5\.0 million to \$2\.0 million\.$/,
  },
  {
    name: "of two floors that exceed an account, the cheaper one goes",
    plan: {
      money: { FMF: [5] },
      initiatives: {
        boats: { ...fmf, costs: [3], effect: 1 },
        court: { ...fmf, costs: [2.5], effect: 1, partner: "land" },
      },
      directives: [
        directive("boats-floor", "not_less_than", 3, sea),
        directive("court-floor", "not_less_than", 2.5, land),
      ],
    },
    relax: ["directive court-floor 2021: 2.5 to 0 (Sec. court-floor, made up for tests.)"],
    total: 2.5,
    says: /court-floor in FY2021 is given up \(\$2\.5 million\)\.$/,
  },
  {
    name: "a floor against a ceiling: raising the ceiling by 1 is cheaper than giving up a package of 4",
    plan: {
      money: { FMF: [9] },
      initiatives: { boats: { ...fmf, costs: [4], effect: 1 } },
      directives: [
        directive("low", "not_less_than", 4, sea),
        directive("high", "not_more_than", 3),
      ],
    },
    relax: ["directive high 2021: 3 to 4 (Sec. high, made up for tests.)"],
    total: 1,
    says: /high in FY2021 moves from \$3\.0 million to \$4\.0 million\.$/,
  },
  {
    name: "a pin against money: the pin goes, since money cannot",
    plan: {
      money: { FMF: [3] },
      initiatives: { boats: { ...fmf, costs: [4], effect: 1, fields: pinned("boats") } },
    },
    relax: ["limit boats null: 4 to 0 (Pinned: The Secretary asked)"],
    total: 4,
    says: /The decision to fund boats is given up \(\$4\.0 million\)\.$/,
  },
  {
    name: "a pin of 3 against a floor of 2: the floor goes",
    plan: {
      money: { FMF: [4] },
      initiatives: {
        boats: { ...fmf, costs: [3], effect: 1, fields: pinned("boats") },
        court: { ...fmf, costs: [2], effect: 1, partner: "land" },
      },
      directives: [directive("d", "not_less_than", 2, land)],
    },
    relax: ["directive d 2021: 2 to 0 (Sec. d, made up for tests.)"],
    total: 2,
    says: /d in FY2021 is given up/,
  },
  {
    name: "a pin against what a partner absorbs",
    plan: {
      money: { FMF: [9] },
      initiatives: { boats: { ...fmf, costs: [4], effect: 1, fields: pinned("boats") } },
      limits: [
        limit("l", "absorption", { partners: ["sea"], amount: millions(3), source: "A study" }),
      ],
    },
    relax: ["limit l 2021: 3 to 4 (A study)"],
    total: 1,
    says: /l in FY2021 moves from \$3\.0 million to \$4\.0 million\.$/,
  },
  {
    name: "a pin against a share, which gives way in dollars",
    plan: {
      money: { FMF: [9] },
      initiatives: {
        boats: { ...fmf, costs: [2], effect: 1, fields: pinned("boats") },
        court: { ...fmf, costs: [9], effect: 1, partner: "land" },
      },
      limits: [limit("l", "share_at_least", { bureaus: ["EUR"], ratio: 0.25 })],
    },
    // A quarter of 2 is 0.5, and land gets nothing.
    relax: ["limit l 2021: 0 to -0.5 (no source is given)"],
    total: 0.5,
    says: /l in FY2021 gives way by \$500,000\.$/,
  },
  {
    name: "yearly change from a baseline of 2 at most by half: 0.4 is 0.6 too little",
    plan: {
      money: { FMF: [9] },
      initiatives: { boats: { ...fmf, costs: [0.4], effect: 1 } },
      limits: [limit("l", "yearly_change", { ratio: 0.5 })],
      baseline: [
        makeRow("baseline", {
          ...{ id: "b", partner: "sea", account: "FMF", fiscal_year: fiscalYear(2020) },
          ...{ stage: "obligated", amount: millions(2) },
        }),
      ],
    },
    relax: ["limit l 2021: 0 to -0.6 (no source is given)"],
    total: 0.6,
    says: /gives way by \$600,000\.$/,
  },
  {
    name: "a directive of several years is named by its row of the year",
    plan: {
      years: 2,
      money: { FMF: [3, 0] },
      initiatives: { boats: { ...fmf, costs: [2, 1], effect: 1 } },
      directives: [
        directive("d21", "not_less_than", 2, { ...sea, name: "Sea" }),
        directive("d22", "not_less_than", 2, {
          ...sea,
          name: "Sea",
          fiscal_year: fiscalYear(2022),
        }),
      ],
    },
    relax: ["directive d22 2022: 2 to 1 (Sec. d22, made up for tests.)"],
    total: 1,
    says: /Sea in FY2022 moves from \$2\.0 million to \$1\.0 million\.$/,
  },
  {
    name: "nothing, where all rules can hold",
    plan: { money: { FMF: [3] }, initiatives: { boats: { ...fmf, costs: [2], effect: 1 } } },
    relax: [],
    total: 0,
    says: /^All rules can hold together\.$/,
  },
];

describe("a contradiction", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  for (const { name, plan, relax, total, says } of cases) {
    it(name, async () => {
      const found = await findContradiction(paperProblem(plan), solver, 10_000);
      assert.ok(found !== undefined);
      assert.deepEqual(
        found.relax.map(({ rule, from, to, citation }) => {
          const [low, high] = [from, to].map((amount) => amount / 1e8);
          return `${rule.kind} ${rule.id} ${rule.fiscal_year}: ${low} to ${high} (${citation})`;
        }),
        relax,
      );
      assert.equal(found.total, millions(total));
      assert.match(found.sentence, says);
    });
  }

  it("has no way out where a firm pin meets money alone", async () => {
    const plan: PaperSpec = {
      money: { FMF: [3] },
      initiatives: { boats: { ...fmf, costs: [4], effect: 1, fields: pinned("boats") } },
    };
    assert.equal(await findContradiction(paperProblem(plan), solver, 10_000, "boats"), undefined);
  });

  it("is undone by what it relaxes, and no single rule undoes it for less", async () => {
    let undone = 0;
    let singles = 0;
    await fc.assert(
      fc.asyncProperty(tinyPlan(), async (plan) => {
        if (bruteForce(plan, tinyLaw) !== "infeasible") return;
        const { result: problem, findings } = poseProblem(plan, tinyLaw);
        // A pin that the law bars is a finding of its own, and nothing can undo it.
        if (hasErrors(findings)) return;
        const found = await findContradiction(problem, solver, 10_000);
        assert.ok(found !== undefined && found.relax.length > 0);
        const relaxed = relaxedPlan(plan, problem, found.relax);
        if (relaxed !== undefined) {
          assert.notEqual(bruteForce(relaxed, tinyLaw), "infeasible");
          undone++;
        }
        for (const cost of singleCosts(plan, problem)) {
          singles++;
          assert.ok(found.total <= cost + 100, `${found.total} but a single rule costs ${cost}`);
        }
        const again = await findContradiction(problem, solver, 10_000);
        assert.deepEqual(again, found);
      }),
      { numRuns: 250, seed: 71 },
    );
    assert.ok(undone > 15 && singles > 10, `only ${undone} undone and ${singles} singles`);
  });

  it("is none where an allocation exists, and the solver agrees", async () => {
    await fc.assert(
      fc.asyncProperty(tinyPlan(), async (plan) => {
        const { result: problem } = poseProblem(plan, tinyLaw);
        const answer = await allocate(problem, solver, { gap_ratio: 0.01, node_budget: 1000 });
        const found = await findContradiction(problem, solver, 10_000);
        assert.equal(found?.relax.length === 0, answer.kind === "allocation");
      }),
      { numRuns: 60, seed: 72 },
    );
  });
});

interface TwoWays {
  readonly name: string;
  readonly plan: PaperSpec;
  readonly first: readonly string[];
  readonly second: readonly string[] | null;
  readonly cheapest: boolean;
}

const twoWays: readonly TwoWays[] = [
  {
    name: "the other of two floors that exceed an account",
    plan: {
      money: { FMF: [5] },
      initiatives: {
        boats: { ...fmf, costs: [3], effect: 1 },
        court: { ...fmf, costs: [2.5], effect: 1, partner: "land" },
      },
      directives: [
        directive("boats-floor", "not_less_than", 3, sea),
        directive("court-floor", "not_less_than", 2.5, land),
      ],
    },
    first: ["directive court-floor 2021: 2.5 to 0"],
    second: ["directive boats-floor 2021: 3 to 0"],
    cheapest: true,
  },
  {
    name: "more money, where one floor is above its account and nothing else can give",
    plan: {
      money: { FMF: [3] },
      initiatives: { boats: { ...fmf, costs: [[2], [5]], effect: [1, 2] } },
      directives: [directive("d", "not_less_than", 5, sea)],
    },
    first: ["directive d 2021: 5 to 2"],
    second: ["account FMF 2021: 3 to 5"],
    cheapest: true,
  },
  {
    name: "the floor, where raising the ceiling is cheaper",
    plan: {
      money: { FMF: [9] },
      initiatives: { boats: { ...fmf, costs: [4], effect: 1 } },
      directives: [
        directive("low", "not_less_than", 4, sea),
        directive("high", "not_more_than", 3),
      ],
    },
    first: ["directive high 2021: 3 to 4"],
    second: ["directive low 2021: 4 to 0"],
    cheapest: true,
  },
  {
    name: "none, where a floor asks for what nobody proposes",
    plan: {
      money: { FMF: [9] },
      initiatives: { boats: { ...fmf, costs: [4], effect: 1 } },
      directives: [directive("d", "not_less_than", 5, sea)],
    },
    first: ["directive d 2021: 5 to 4"],
    second: null,
    cheapest: true,
  },
  {
    name: "two floors of one scope: both must fall below what the account has",
    plan: {
      money: { FMF: [3] },
      initiatives: { boats: { ...fmf, costs: [[2], [5]], effect: [1, 2] } },
      directives: [
        directive("d", "not_less_than", 5, sea),
        directive("e", "not_less_than", 4, sea),
      ],
    },
    first: ["directive d 2021: 5 to 2", "directive e 2021: 4 to 2"],
    second: ["account FMF 2021: 3 to 5"],
    cheapest: true,
  },
];

describe("two ways out of a contradiction", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());
  const show = (relax: Relaxed) =>
    relax.map(
      ({ rule, from, to }) =>
        `${rule.kind} ${rule.id} ${rule.fiscal_year}: ${from / 1e8} to ${to / 1e8}`,
    );

  for (const { name, plan, first, second, cheapest } of twoWays) {
    it(name, async () => {
      const ways = await findWaysOut(paperProblem(plan), solver, 10_000);
      assert.deepEqual(show(ways?.first.relax ?? []), first);
      assert.equal(ways?.first.cheapest, true);
      assert.deepEqual(ways?.second == null ? null : show(ways.second.relax), second);
      if (second !== null) assert.equal(ways?.second?.cheapest, cheapest);
    });
  }

  it("differ, and each undoes the contradiction", async () => {
    let seconds = 0;
    await fc.assert(
      fc.asyncProperty(tinyPlan(), async (plan) => {
        if (bruteForce(plan, tinyLaw) !== "infeasible") return;
        const { result: problem, findings } = poseProblem(plan, tinyLaw);
        if (hasErrors(findings)) return;
        const ways = await findWaysOut(problem, solver, 10_000);
        assert.ok(ways !== undefined);
        const { first, second } = ways;
        assert.ok(first.at_least <= first.total);
        if (second === null) return;
        const keys = (way: typeof first) =>
          new Set(way.relax.map(({ rule }) => JSON.stringify(rule)));
        assert.ok(keys(second).difference(keys(first)).size > 0, "names no other rule");
        assert.ok(keys(first).difference(keys(second)).size > 0, "is a superset");
        // More money may be the fewer dollars; the first way out leaves money as it is.
        const money = second.relax.some(({ rule }) => rule.kind === "account");
        assert.ok(money || second.total >= first.total - 100, "the second is cheaper");
        const relaxed = relaxedPlan(plan, problem, second.relax);
        if (relaxed === undefined) return;
        assert.notEqual(bruteForce(relaxed, tinyLaw), "infeasible");
        seconds++;
      }),
      { numRuns: 200, seed: 73 },
    );
    assert.ok(seconds > 3, `only ${seconds} were checked`);
  });
});

type Relaxed = NonNullable<Awaited<ReturnType<typeof findContradiction>>>["relax"];

/** The plan with amounts moved and pins cleared; nothing where a share, a change or a tranche gave way. */
function relaxedPlan(plan: Plan, problem: Problem, relax: Relaxed): Plan | undefined {
  let changed: Plan | undefined = plan;
  for (const { rule, to } of relax) {
    if (changed === undefined) return undefined;
    if (rule.kind === "account") {
      const id = `${rule.id}-${rule.fiscal_year}`;
      changed = withRow(changed, "resources", id, { amount: to });
      continue;
    }
    const own = problem.amounts.find(
      (one) => one.ids.includes(rule.id) && problem.years[one.year] === rule.fiscal_year,
    );
    if (plan.tables.initiatives.some((row) => row.id === rule.id)) {
      const clear = { pinned_package: undefined } as Partial<Initiative>;
      changed = withRow(changed, "initiatives", rule.id, clear);
    } else changed = own === undefined ? undefined : withAmount(changed, own.ids, own.kind, to);
  }
  return changed;
}

/** The plan with every rule of these ids at least as loose as the level; nothing where a tranche is among them. */
function withAmount(
  plan: Plan,
  ids: readonly string[],
  kind: "floor" | "ceiling",
  level: number,
): Plan | undefined {
  const looser = (amount: number) =>
    cents(kind === "floor" ? Math.min(amount, level) : Math.max(amount, level));
  let changed = plan;
  for (const id of ids) {
    const row = plan.tables.directives.find((one) => one.id === id);
    const tranches = plan.tables.directives.some((one) => one.kind === "withhold");
    if (row === undefined) {
      const own = plan.tables.limits.find((one) => one.id === id);
      // A limit of every year would be loosened in every year.
      if (own?.amount === undefined || own.fiscal_year === undefined) return undefined;
      changed = withRow(changed, "limits", id, { amount: looser(own.amount) });
    } else {
      if (tranches) return undefined;
      changed = withRow(changed, "directives", id, { amount: looser(row.amount) });
    }
  }
  return changed;
}

/** What it costs to loosen one floor or ceiling alone until brute force finds an allocation, where that helps. */
function singleCosts(plan: Plan, problem: Problem): number[] {
  return problem.amounts.flatMap((rule) => {
    const feasible = (by: number) => {
      const level = rule.kind === "floor" ? rule.amount - by : rule.amount + by;
      const changed = withAmount(plan, rule.ids, rule.kind, level);
      return changed !== undefined && bruteForce(changed, tinyLaw) !== "infeasible";
    };
    let high: number = rule.kind === "floor" ? rule.amount : millions(50);
    if (!feasible(high)) return [];
    let low = 0;
    while (high - low > 1_000_000) {
      const middle = Math.round((low + high) / 2);
      if (feasible(middle)) high = middle;
      else low = middle;
    }
    return [high];
  });
}
