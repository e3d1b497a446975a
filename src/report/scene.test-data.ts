import type { Allocation, Choice, Payment } from "../allocate/allocation.ts";
import type { Price, Reason, Stamp } from "../allocate/answers.ts";
import { openLaw } from "../allocate/open-law.test-data.ts";
import { poseProblem } from "../allocate/pose/pose.ts";
import type { Problem } from "../allocate/problem.ts";
import { attainmentsOf, totalValue } from "../allocate/value.ts";
import { fiscalYear } from "../base/fiscal.ts";
import type { Plan } from "../plan/plan.ts";
import type { BriefingInput } from "./briefing-input.ts";
import { million, scenePlan, sceneScenario } from "./scene-plan.test-data.ts";

/** The problem of the scene under a law that allows everything. */
export function sceneProblem(plan: Plan = scenePlan()): Problem {
  return poseProblem(plan, openLaw({ FMF: 1, IMET: 1 })).result;
}

/**
 * An allocation of the scene by hand: everything as before, but the programs named in `levelsOf` (and those left out
 * with `null`); the cutters and the staff college are funded.
 */
export function sceneAllocation(
  problem: Problem,
  levelsOf: Readonly<Record<string, string | null>> = {},
): Allocation {
  const chosen: Readonly<Record<string, string | null>> = {
    "VNM-FMF": "more",
    "COL-FMF": "reduced",
    "ukr-air": null,
    ...levelsOf,
  };
  const choices: Choice[] = [];
  const payments: Payment[] = [];
  const funded = problem.items.flatMap((item) => {
    const { id, accounts } = item.initiative;
    const level = chosen[id] === undefined ? "before" : chosen[id];
    const candidate = item.candidates.find((c) => c.package === `${id}-${level}`);
    if (!candidate) return [];
    choices.push({ initiative: id, package: candidate.package, start: candidate.start });
    for (const [index, amount] of candidate.costs.entries()) {
      const year = problem.years[index];
      const account = accounts[0];
      if (amount > 0 && year !== undefined && account !== undefined) {
        payments.push({ initiative: id, account, fiscal_year: year, amount });
      }
    }
    return [candidate];
  });
  const attainments = attainmentsOf(problem, funded);
  const value = totalValue(attainments);
  const bound = value * 1.0005;
  return { choices, payments, attainments, value, bound, gap_ratio: 0.0005, ended: "proven" };
}

const israel = {
  kind: "directive",
  id: "isr-floor-2021",
  name: "ISR floor",
  fiscal_year: fiscalYear(2021),
} as const;
const jordan = {
  kind: "directive",
  id: "jor-floor-2021",
  name: "JOR floor",
  fiscal_year: fiscalYear(2021),
} as const;

/** Prices of the scene, made up. */
export const scenePrices: readonly Price[] = [
  {
    rule: israel,
    unit: "cents",
    each_year: false,
    level: million(3300),
    binding: true,
    total: 4.2,
    per_unit: 0.0031,
    holds: { from: million(2800), to: million(3300) },
    points: [2310, 2800, 3135, 3300].map((level) => ({
      level: million(level),
      value: 60 + (3300 - level) * 0.0031,
      bound: 60.1 + (3300 - level) * 0.0031,
    })),
    sentence: "Each million dollars less for Israel would be worth 0.0031 points.",
  },
  {
    rule: jordan,
    unit: "cents",
    each_year: false,
    level: million(425),
    binding: false,
    total: 0,
    per_unit: 0,
    holds: null,
    points: [],
    sentence: "",
  },
];

/** Reasons of the scene, made up. */
export const sceneMisses: readonly Reason[] = [
  {
    initiative: "ukr-air",
    funded: false,
    loss: 0.31,
    because: [israel],
    provisions: [],
    would_fund: [
      {
        what: "budget",
        rule: { kind: "account", id: "FMF/2021", name: "FMF", fiscal_year: fiscalYear(2021) },
        from: million(5400),
        to: million(5460),
        solved: true,
        sentence: "It would be funded if FMF had $60.0 million more in FY2021.",
      },
    ],
    displaced: [],
    sentence: "It would push out Colombia: FMF.",
  },
];

/** A stamp, made up. */
export const sceneStamp: Stamp = {
  software: "Entente 0.1.0",
  plan: "scene",
  plan_format: 1,
  plan_hash: "sha256:0000",
  scenario: "steady",
  law_edition: "open",
  solver: "by hand",
  gap_asked: 0.001,
  gap_proven: 0.0005,
};

/** Everything that a briefing of the scene is made from. */
export function sceneInput(): BriefingInput & {
  readonly others: NonNullable<BriefingInput["others"]>;
} {
  const plan = scenePlan();
  const problem = sceneProblem(plan);
  const shifted = sceneAllocation(problem, { "ISR-FMF": "reduced", "ukr-air": "before" });
  return {
    plan,
    scenario: sceneScenario,
    problem,
    allocation: sceneAllocation(problem),
    verification: [],
    prices: scenePrices,
    misses: sceneMisses,
    findings: [],
    stamp: sceneStamp,
    titles: new Map([["FMF", "Foreign Military Financing"]]),
    others: [
      {
        id: "redirect",
        title: "Redirect",
        plan,
        problem,
        allocation: shifted,
        contradiction: null,
      },
      {
        id: "cut-10",
        title: "Ten percent less",
        plan,
        problem,
        allocation: null,
        contradiction: {
          relax: [{ rule: israel, from: million(3300), to: million(3000), citation: "Made up" }],
          total: million(300),
          sentence: "It is possible if ISR floor falls by $300.0 million.",
        },
      },
    ],
  };
}
