import { compareText } from "../../base/findings.ts";
import type { Directive, Plan } from "../../plan/plan.ts";
import type { Item, Problem } from "../problem.ts";

/** What kind of thing may come out otherwise than planned. */
export type FactorKind = "weight" | "budget" | "directive" | "cost" | "effect" | "assumption";

/** Something that may come out otherwise than planned: a what-if multiplies it. */
export interface Factor {
  /** Such as `budget:FMF`. */
  readonly name: string;
  readonly kind: FactorKind;
  /** Names under which a range may be stated for it, its own first, then ever wider ones: `budget`. */
  readonly families: readonly string[];
  /** In a sentence: `money of FMF`, `the weight of “Sea lanes”`. */
  readonly words: string;
  /** Ids of the directives whose level it moves. */
  readonly ids?: readonly string[];
  /** Whether so much of the plan rests on it that without it there is no plan left to compare. */
  readonly carries_all?: boolean;
}

/**
 * Everything in a plan that may come out otherwise, sorted by name; only what can be funded is looked at.
 *
 * An assumption on which only scales rest is left out: scales are judgments, and do not come to pass.
 */
export function listFactors(
  plan: Plan,
  problem: Problem,
  nameRegion: (bureau: string) => string,
): readonly Factor[] {
  const open = problem.items.filter(({ candidates }) => candidates.length > 0);
  const factors: Factor[] = [
    ...weightFactors(plan, problem),
    ...budgetFactors(problem),
    ...directiveFactors(plan, problem),
    ...costFactors(plan, open, nameRegion),
    ...effectFactors(plan, open, nameRegion),
    ...assumptionFactors(plan),
  ];
  return factors.sort((a, b) => compareText(a.name, b.name));
}

function weightFactors(plan: Plan, problem: Problem): Factor[] {
  const names = namesOf(plan.tables.objectives);
  return problem.leaves.map(({ objective: id }) => ({
    name: `weight:${id}`,
    kind: "weight",
    families: [`weight:${id}`, "weight"],
    words: `the weight of “${names.get(id) ?? id}”`,
  }));
}

function budgetFactors(problem: Problem): Factor[] {
  const all: Factor[] = [
    { name: "budget:all", kind: "budget", families: ["budget:all"], words: "all money" },
    {
      name: "fallen-money",
      kind: "budget",
      families: ["fallen-money"],
      words: "what is left of money whose assumption fails",
    },
  ];
  const own = problem.purses.map(
    ({ account }): Factor => ({
      name: `budget:${account}`,
      kind: "budget",
      families: [`budget:${account}`, "budget"],
      words: `money of ${account}`,
    }),
  );
  return [...all, ...own];
}

/** Directives that say the same for several years move together: a reader thinks of them as one. */
function directiveFactors(plan: Plan, problem: Problem): Factor[] {
  const strands = problem.amounts.flatMap((rule) => [
    ...rule.ids,
    ...(rule.others ?? []).flatMap(({ ids }) => ids),
  ]);
  const used = new Set(strands);
  const rows = plan.tables.directives
    .filter((row) => used.has(row.id) && row.kind !== "withhold")
    .sort((a, b) => compareText(a.id, b.id));
  return [...Map.groupBy(rows, sameDirective).values()].flatMap((group): Factor[] => {
    const [first] = group;
    if (first === undefined) return [];
    return [
      {
        name: `directive:${first.id}`,
        kind: "directive",
        families: [`directive:${first.id}`, "directive"],
        words: `“${first.name}”`,
        ids: group.map(({ id }) => id),
      },
    ];
  });
}

function sameDirective(row: Directive): string {
  const { name, kind, accounts, partners, bureaus, purposes } = row;
  return JSON.stringify([name, kind, accounts, partners, bureaus, purposes]);
}

function costFactors(
  plan: Plan,
  open: readonly Item[],
  nameRegion: (bureau: string) => string,
): Factor[] {
  const packages = new Set(open.flatMap(({ candidates }) => candidates.map((one) => one.package)));
  const rows = plan.tables.lines.filter((row) => row.amount > 0 && packages.has(row.package));
  const kinds = [...new Set(rows.map((row) => row.kind))];
  return [
    { name: "cost:all", kind: "cost", families: ["cost:all"], words: "all costs" },
    ...kinds.map((kind) => member("cost", "kind", kind, `costs of ${kind}`)),
    ...places(plan, open, "cost", "costs", nameRegion),
  ];
}

function effectFactors(
  plan: Plan,
  open: readonly Item[],
  nameRegion: (bureau: string) => string,
): Factor[] {
  const names = namesOf(plan.tables.scales);
  const ids = new Set(open.map(({ initiative }) => initiative.id));
  const rows = plan.tables.effects.filter((row) => ids.has(row.initiative));
  const used = [...new Set(rows.map((row) => row.relevance))];
  return [
    ...used.map((id) =>
      member("effect", "relevance", id, `effects of relevance “${names.get(id) ?? id}”`),
    ),
    ...places(plan, open, "effect", "effects", nameRegion),
  ];
}

function places(
  plan: Plan,
  open: readonly Item[],
  kind: "cost" | "effect",
  noun: string,
  nameRegion: (bureau: string) => string,
): Factor[] {
  const names = namesOf(plan.tables.partners);
  const bureaus = new Set(open.map(({ bureau }) => bureau));
  const partners = new Set(open.map(({ initiative }) => initiative.partner));
  return [
    ...[...bureaus].map((id) => member(kind, "region", id, `${noun} in ${nameRegion(id)}`)),
    ...[...partners].map((id) => member(kind, "partner", id, `${noun} in ${names.get(id) ?? id}`)),
  ];
}

function member(kind: "cost" | "effect", group: string, id: string, words: string): Factor {
  const name = `${kind}:${group}:${id}`;
  return { name, kind, families: [name, `${kind}:${group}`], words };
}

function assumptionFactors(plan: Plan): Factor[] {
  const resting = restingOn(plan);
  const half = plan.tables.initiatives.length / 2;
  const { resources, directives, limits } = plan.tables;
  const named = new Set(
    [resources, directives, limits].flatMap((rows) => rows.flatMap((row) => row.assumptions)),
  );
  const rests = plan.tables.assumptions.filter(({ id }) => named.has(id) || resting.has(id));
  return rests.map(({ id, statement, status }) => {
    const carries = (resting.get(id)?.size ?? 0) > half;
    return {
      name: `assumption:${id}`,
      kind: "assumption",
      families: [`assumption:${id}`, `assumption:status:${status}`, "assumption"],
      words: `the assumption “${shortened(statement)}”`,
      ...(carries ? { carries_all: true } : {}),
    };
  });
}

/** Letters of a statement that a sentence about it shows. */
const longestStatement = 90;

/** The first sentence of a statement, cut where it is long. */
function shortened(statement: string): string {
  const [first = ""] = statement.split(/\.(?:\s|$)/);
  if (first.length <= longestStatement) return first;
  return `${first.slice(0, longestStatement).replace(/\s+\S*$/, "")} …`;
}

/** The initiatives that rest on each assumption, by themselves or by one of their effects. */
function restingOn(plan: Plan): ReadonlyMap<string, ReadonlySet<string>> {
  const { initiatives, effects } = plan.tables;
  const pairs = [
    ...initiatives.map(({ id, assumptions }) => ({ id, assumptions })),
    ...effects.map(({ initiative, assumptions }) => ({ id: initiative, assumptions })),
  ];
  const resting = new Map<string, Set<string>>();
  for (const { id, assumptions } of pairs) {
    for (const assumption of assumptions) {
      const known = resting.get(assumption) ?? new Set();
      resting.set(assumption, known.add(id));
    }
  }
  return resting;
}

function namesOf(rows: readonly { readonly id: string; readonly name: string }[]) {
  return new Map(rows.map(({ id, name }) => [id, name]));
}
