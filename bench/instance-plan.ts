import type { Problem } from "../src/allocate/problem.ts";
import { isoDate } from "../src/base/fiscal.ts";
import { cents } from "../src/base/money.ts";
import type {
  Effect,
  Initiative,
  Line,
  Objective,
  Package,
  Partner,
  Plan,
  Resource,
  Scale,
} from "../src/plan/plan.ts";
import { noRows } from "../src/plan/rows.ts";

/** What packages and effects refer to. */
const scales: readonly Scale[] = [
  { id: "level", scale: "level", factor: 1 } as const,
  { id: "high", scale: "relevance", factor: 1 } as const,
  { id: "even", scale: "confidence", factor: 0.5 } as const,
].map((row) => ({
  ...{ ...row, name: row.id, up_to: undefined, assumptions: [], meaning: undefined },
}));

/**
 * A whole plan with the rows of an instance: its initiatives with their packages, lines by year and effects.
 *
 * It is there to be opened and edited. It is no plan to allocate: its accounts stand in no law.
 */
export function planOfInstance(problem: Problem, id: string): Plan {
  const [first, last] = [problem.years[0], problem.years.at(-1)];
  if (first === undefined || last === undefined) throw new RangeError("an instance without years");
  const initiatives = problem.items.map(({ initiative }): Initiative => {
    return { ...initiative, pinned_package: undefined, override_reason: undefined };
  });
  return {
    head: {
      ...{ format: 1, id, title: `${initiatives.length} made-up initiatives`, description: "" },
      ...{ as_of: isoDate("2020-12-28"), recommended_scenario: null },
      ...{ first_fiscal_year: first, last_fiscal_year: last },
    },
    tables: {
      ...noRows,
      ...{ objectives: objectivesOf(problem), partners: partnersOf(problem) },
      ...{ affiliations: [], assumptions: [], scales, resources: resourcesOf(problem) },
      ...{ directives: [], initiatives, packages: packagesOf(problem), lines: linesOf(problem) },
      ...{ effects: effectsOf(problem), links: [], limits: [], baseline: [], claims: [] },
    },
    scenarios: [],
  };
}

const madeUp = {
  owner: undefined,
  source: undefined,
  mark: "assumed",
  handling: "public",
} as const;

function objectivesOf({ leaves }: Problem): Objective[] {
  return leaves.map(({ objective: id, points, target }) => ({
    ...{ id, parent: undefined, level: "objective", name: id, statement: "Made up.", ...madeUp },
    ...{ weight: points, target_effect: target, opposes: [] },
  }));
}

function partnersOf({ items }: Problem): Partner[] {
  const bureaus = new Map(items.map(({ initiative, bureau }) => [initiative.partner, bureau]));
  return [...bureaus].map(([id, bureau]) => ({
    ...{ id, name: id, kind: "country", iso3: undefined, tier: undefined, tier_reason: undefined },
    ...{ bureau: bureau as Partner["bureau"], source: undefined, handling: "public" },
  }));
}

function resourcesOf({ purses, years }: Problem): Resource[] {
  return purses.flatMap(({ account, budget }) =>
    years.flatMap((fiscal_year, year): Resource[] => {
      const amount = budget[year] ?? cents(0);
      const named = { id: `${account}-${fiscal_year}`, account, fiscal_year, amount };
      const { owner: _owner, ...rest } = madeUp;
      return amount === 0 ? [] : [{ ...named, stage: "enacted", assumptions: [], ...rest }];
    }),
  );
}

/** The ways to fund each package that start first: one for each package. */
function firstWays({ items }: Problem) {
  return items.flatMap(({ candidates }) => {
    const start = candidates[0]?.start;
    return candidates.filter((one) => one.start === start);
  });
}

function packagesOf(problem: Problem): Package[] {
  return firstWays(problem).map(({ initiative, package: id }) => ({
    ...{ id, initiative, name: id, level: "level" },
  }));
}

function linesOf(problem: Problem): Line[] {
  return firstWays(problem).flatMap(({ package: owner, costs }) =>
    costs.flatMap((amount, year_offset): Line[] =>
      amount === 0
        ? []
        : [
            {
              id: `${owner}-${year_offset}`,
              package: owner,
              year_offset,
              kind: "equipment",
              unit: undefined,
              amount,
            },
          ],
    ),
  );
}

function effectsOf(problem: Problem): Effect[] {
  return firstWays(problem).flatMap(({ initiative, package: owner, effects }) =>
    [...effects].map(([objective, effect]) => ({
      ...{ id: `${owner}-${objective}`, initiative, package: owner, objective, effect },
      ...{ relevance: "high", confidence: "even", assumptions: [], source: undefined },
    })),
  );
}
