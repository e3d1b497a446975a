import type { Item, Problem } from "../src/allocate/problem.ts";
import { type Cents, cents } from "../src/base/money.ts";
import type { Random } from "./random.ts";

/** An edit of a problem, as a planner might make it. */
export interface Edit {
  readonly kind: EditKind;
  /** What was changed, in a few words. */
  readonly words: string;
  readonly problem: Problem;
}

/** What an edit changes. */
export type EditKind = keyof typeof makers;

type Drawn = Omit<Edit, "kind"> | undefined;

/**
 * A random edit of a problem.
 *
 * `origin` is the problem before the first edit: decisions are taken back, and rules put back, as they stood there.
 */
export function drawEdit(problem: Problem, origin: Problem, random: Random): Edit {
  for (;;) {
    const kind = random.pick(kinds);
    const drawn = makers[kind](problem, random, origin);
    if (drawn !== undefined) return { kind, ...drawn };
  }
}

const makers = {
  budget: changeBudget,
  cap: (problem: Problem, random: Random) => changeAmount(problem, random, "ceiling", [0.7, 1.4]),
  floor: (problem: Problem, random: Random) => changeAmount(problem, random, "floor", [0.7, 1.15]),
  cost: changeCost,
  effect: changeEffect,
  weight: changeWeight,
  pin,
  exclude,
  drop_rule: dropRule,
  drop_link: dropLink,
  take_back: takeBack,
  put_back: putBack,
} as const satisfies Record<string, (problem: Problem, random: Random, origin: Problem) => Drawn>;

/** Every kind of edit. */
export const kinds = Object.keys(makers) as readonly EditKind[];

function scale(amount: Cents, ratio: number): Cents {
  return cents(Math.round(amount * ratio));
}

function changeBudget(problem: Problem, random: Random): Drawn {
  const place = random.below(problem.purses.length);
  const year = random.below(problem.years.length);
  const ratio = random.between(0.7, 1.3);
  const purses = problem.purses.map((purse, index) => {
    if (index !== place) return purse;
    return {
      ...purse,
      budget: purse.budget.map((one, at) => (at === year ? scale(one, ratio) : one)),
    };
  });
  const words = `money of ${purses[place]?.account} in year ${year} times ${ratio.toFixed(2)}`;
  return { words, problem: { ...problem, purses } };
}

function changeAmount(
  problem: Problem,
  random: Random,
  kind: "floor" | "ceiling",
  [least, most]: readonly [number, number],
): Drawn {
  const places = [...problem.amounts.keys()].filter((at) => problem.amounts[at]?.kind === kind);
  if (places.length === 0) return undefined;
  const place = random.pick(places);
  const ratio = random.between(least, most);
  const amounts = problem.amounts.map((rule, index) =>
    index === place ? { ...rule, amount: scale(rule.amount, ratio) } : rule,
  );
  const words = `${amounts[place]?.name}, year ${amounts[place]?.year}, times ${ratio.toFixed(2)}`;
  return { words, problem: { ...problem, amounts } };
}

/** The problem with another item in one place. */
function withItem(problem: Problem, place: number, change: (item: Item) => Item): Problem {
  return {
    ...problem,
    items: problem.items.map((item, index) => (index === place ? change(item) : item)),
  };
}

/** The place of an item that can be funded and about which nobody has decided. */
function drawOpen(problem: Problem, random: Random): number | undefined {
  const open = [...problem.items.keys()].filter((at) => {
    const item = problem.items[at];
    return item !== undefined && item.candidates.length > 0 && !isDecided(item);
  });
  return open.length === 0 ? undefined : random.pick(open);
}

function isDecided({ initiative }: Item): boolean {
  return initiative.excluded || initiative.pinned_package !== undefined;
}

function changeCost(problem: Problem, random: Random): Drawn {
  const place = drawOpen(problem, random);
  if (place === undefined) return undefined;
  const ratio = random.between(0.7, 1.4);
  const changed = withItem(problem, place, (item) => ({
    ...item,
    candidates: item.candidates.map((one) => ({
      ...one,
      costs: one.costs.map((cost) => scale(cost, ratio)),
    })),
  }));
  return { words: `cost of ${nameOf(problem, place)} times ${ratio.toFixed(2)}`, problem: changed };
}

function changeEffect(problem: Problem, random: Random): Drawn {
  const place = drawOpen(problem, random);
  if (place === undefined) return undefined;
  const ratio = random.between(0.5, 2);
  const changed = withItem(problem, place, (item) => ({
    ...item,
    candidates: item.candidates.map((one) => ({
      ...one,
      effects: new Map([...one.effects].map(([leaf, effect]) => [leaf, effect * ratio])),
    })),
  }));
  return {
    words: `effect of ${nameOf(problem, place)} times ${ratio.toFixed(2)}`,
    problem: changed,
  };
}

/** Another weight for one objective; all points together stay 100, so that every other loses or gains. */
function changeWeight(problem: Problem, random: Random): Drawn {
  const place = random.below(problem.leaves.length);
  const ratio = random.between(0.5, 2);
  const points = problem.leaves.map((leaf, index) => leaf.points * (index === place ? ratio : 1));
  const all = points.reduce((sum, one) => sum + one, 0);
  const leaves = problem.leaves.map((leaf, index) => {
    const changed = ((points[index] ?? 0) / all) * 100;
    const factor = changed / leaf.points;
    const segments = leaf.segments.map(({ width, worth }) => ({ width, worth: worth * factor }));
    return { ...leaf, points: changed, segments };
  });
  const words = `weight of ${leaves[place]?.objective} times ${ratio.toFixed(2)}`;
  return { words, problem: { ...problem, leaves } };
}

function pin(problem: Problem, random: Random): Drawn {
  const place = drawOpen(problem, random);
  const own = place === undefined ? undefined : problem.items[place];
  if (place === undefined || own === undefined) return undefined;
  const chosen = random.pick(own.candidates).package;
  const changed = withItem(problem, place, (item) => ({
    ...item,
    initiative: { ...item.initiative, pinned_package: chosen, override_reason: "an edit" },
    candidates: item.candidates.filter((one) => one.package === chosen),
  }));
  return { words: `pin ${chosen}`, problem: changed };
}

function exclude(problem: Problem, random: Random): Drawn {
  const place = drawOpen(problem, random);
  if (place === undefined) return undefined;
  const changed = withItem(problem, place, (item) => ({
    ...item,
    initiative: { ...item.initiative, excluded: true, override_reason: "an edit" },
    candidates: [],
    bar: { reason: "excluded", provisions: [], words: "an edit" },
  }));
  return { words: `exclude ${nameOf(problem, place)}`, problem: changed };
}

function dropRule(problem: Problem, random: Random): Drawn {
  const place = random.below(problem.amounts.length + problem.shares.length);
  const [amounts, shares] = [[...problem.amounts], [...problem.shares]];
  const [dropped] =
    place < amounts.length ? amounts.splice(place, 1) : shares.splice(place - amounts.length, 1);
  if (dropped === undefined) return undefined;
  const words = `drop ${dropped.name}, year ${dropped.year}`;
  return { words, problem: { ...problem, amounts, shares } };
}

function dropLink(problem: Problem, random: Random): Drawn {
  const links = [...problem.links];
  const [dropped] = links.splice(random.below(links.length), 1);
  return dropped === undefined
    ? undefined
    : { words: `drop link ${dropped.id}`, problem: { ...problem, links } };
}

/** Takes a decision of an earlier edit back. */
function takeBack(problem: Problem, random: Random, origin: Problem): Drawn {
  const places = [...problem.items.keys()].filter((at) => {
    const [item, before] = [problem.items[at], origin.items[at]];
    return item !== undefined && before !== undefined && isDecided(item) && !isDecided(before);
  });
  if (places.length === 0) return undefined;
  const place = random.pick(places);
  const words = `take back what was decided of ${nameOf(problem, place)}`;
  return { words, problem: withItem(problem, place, (item) => origin.items[place] ?? item) };
}

/** Puts a rule back that an earlier edit dropped. */
function putBack(problem: Problem, random: Random, origin: Problem): Drawn {
  const keyOf = (rule: { readonly ids: readonly string[]; readonly year: number }) =>
    `${rule.ids} ${rule.year}`;
  const kept = new Set([...problem.amounts, ...problem.shares].map(keyOf));
  const gone = [...origin.amounts, ...origin.shares].filter((rule) => !kept.has(keyOf(rule)));
  if (gone.length === 0) return undefined;
  const back = random.pick(gone);
  kept.add(keyOf(back));
  const present = new Map(problem.amounts.map((rule) => [keyOf(rule), rule]));
  const amounts = origin.amounts.flatMap((rule) =>
    kept.has(keyOf(rule)) ? [present.get(keyOf(rule)) ?? rule] : [],
  );
  const shares = origin.shares.filter((rule) => kept.has(keyOf(rule)));
  const words = `put ${back.name}, year ${back.year}, back`;
  return { words, problem: { ...problem, amounts, shares } };
}

function nameOf(problem: Problem, place: number): string {
  return problem.items[place]?.initiative.id ?? "";
}
