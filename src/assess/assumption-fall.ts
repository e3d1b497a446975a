import { compareText } from "../base/findings.ts";
import { type Cents, sumCents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import type { Effort } from "./efforts.ts";

/** An initiative that falls with an assumption, and how. */
export interface FallenInitiative {
  readonly id: string;
  /** It rests on it itself; all its effects do; or it requires another that falls. */
  readonly how: "itself" | "effects" | "requires";
  /** For `requires`: the initiative that it requires; else `null`. */
  readonly through: string | null;
  /** What is asked at most for it.   Unit: US cents. */
  readonly cost: Cents;
}

/** What falls when an assumption fails. Ids are sorted. */
export interface Fall {
  readonly initiatives: readonly FallenInitiative[];
  readonly effects: readonly string[];
  readonly resources: readonly string[];
  readonly directives: readonly string[];
  readonly limits: readonly string[];
  /** Grades that rest on it. They are judgments: they are told, and no plan is made without them. */
  readonly scales: readonly string[];
  /** New money that goes.   Unit: US cents over all years. */
  readonly money: Cents;
  /** What is asked at most for the initiatives that fall.   Unit: US cents. */
  readonly asked: Cents;
}

/** Finds what falls with each assumption of a plan, by its id. */
export type FallOf = (assumption: string) => Fall;

interface Resting {
  readonly id: string;
  readonly assumptions: readonly string[];
}

/** What falls with an assumption: rows that name it, and initiatives that require what falls, however far. */
export function fallsOf(plan: Plan, efforts: readonly Effort[]): FallOf {
  const { tables } = plan;
  const costs = new Map(efforts.map(({ id, cost }) => [id, cost]));
  const open = tables.initiatives.filter((row) => costs.has(row.id));
  const naming = {
    initiatives: indexOf(open),
    effects: indexOf(tables.effects),
    resources: indexOf(tables.resources),
    directives: indexOf(tables.directives),
    limits: indexOf(tables.limits),
    scales: indexOf(tables.scales),
  };
  const initiativeOf = new Map(tables.effects.map((row) => [row.id, row.initiative]));
  const effectCount = new Map<string, number>();
  for (const { initiative } of tables.effects) {
    effectCount.set(initiative, (effectCount.get(initiative) ?? 0) + 1);
  }
  const amounts = new Map(tables.resources.map((row) => [row.id, row.amount]));
  const dependents = Map.groupBy(
    tables.links.filter((row) => row.kind === "requires").sort((a, b) => compareText(a.id, b.id)),
    (row) => row.other,
  );
  return (assumption) => {
    const named = (table: keyof typeof naming) => naming[table].get(assumption) ?? [];
    const effects = named("effects");
    const fallen = new Map<string, Omit<FallenInitiative, "id" | "cost">>();
    for (const id of named("initiatives")) fallen.set(id, { how: "itself", through: null });
    const lost = new Map<string, number>();
    for (const id of effects) {
      const initiative = initiativeOf.get(id) ?? "";
      const gone = (lost.get(initiative) ?? 0) + 1;
      lost.set(initiative, gone);
      const whole = gone === effectCount.get(initiative) && costs.has(initiative);
      if (whole && !fallen.has(initiative))
        fallen.set(initiative, { how: "effects", through: null });
    }
    const reached = [...fallen.keys()].sort(compareText);
    // The list grows while it is walked: what requires a fallen one falls, and so on.
    for (const at of reached) {
      for (const { initiative } of dependents.get(at) ?? []) {
        if (fallen.has(initiative) || !costs.has(initiative)) continue;
        fallen.set(initiative, { how: "requires", through: at });
        reached.push(initiative);
      }
    }
    const initiatives = [...fallen]
      .map(([id, how]) => ({ id, ...how, cost: costs.get(id) ?? sumCents([]) }))
      .sort((a, b) => compareText(a.id, b.id));
    const resources = named("resources");
    return {
      initiatives,
      effects,
      resources,
      directives: named("directives"),
      limits: named("limits"),
      scales: named("scales"),
      money: sumCents(resources.map((id) => amounts.get(id) ?? sumCents([]))),
      asked: sumCents(initiatives.map((one) => one.cost)),
    };
  };
}

/** Ids of the rows that name each assumption, sorted. */
function indexOf(rows: readonly Resting[]): ReadonlyMap<string, readonly string[]> {
  const index = new Map<string, string[]>();
  for (const { id, assumptions } of rows) {
    for (const assumption of new Set(assumptions)) {
      const known = index.get(assumption);
      if (known === undefined) index.set(assumption, [id]);
      else known.push(id);
    }
  }
  for (const ids of index.values()) ids.sort(compareText);
  return index;
}

/** Whether anything at all rests on it. */
export function isBare(fall: Fall): boolean {
  const { initiatives, effects, resources, directives, limits, scales } = fall;
  return [initiatives, effects, resources, directives, limits, scales].every(
    (list) => list.length === 0,
  );
}

/** The plan with initiatives that fall left out, save those that somebody pinned: people's decisions stand. */
export function planExcluding(plan: Plan, fall: Fall): Plan {
  const fallen = new Set(fall.initiatives.map(({ id }) => id));
  const initiatives = plan.tables.initiatives.map((row) =>
    fallen.has(row.id) && row.pinned_package === undefined
      ? { ...row, excluded: true, override_reason: "What it rests on fails" }
      : row,
  );
  return { ...plan, tables: { ...plan.tables, initiatives } };
}

/**
 * The plan in a world in which an assumption fails.
 *
 * Fallen initiatives stay, but contribute nothing: a floor may still ask for money for them. Money that rests on it is
 * gone; floors and withheld tranches ask for nothing; ceilings and limits are gone. Grades of scales stay.
 */
export function planWithout(plan: Plan, assumption: string, fall: Fall): Plan {
  const { tables } = plan;
  const fallen = new Set(fall.initiatives.map(({ id }) => id));
  const effects = new Set(fall.effects);
  const directives = new Set(fall.directives);
  const gone = new Set([...fall.resources, ...fall.limits]);
  return {
    ...plan,
    tables: {
      ...tables,
      assumptions: tables.assumptions.map((row) =>
        row.id === assumption ? { ...row, status: "fails" } : row,
      ),
      effects: tables.effects.filter((row) => !effects.has(row.id) && !fallen.has(row.initiative)),
      resources: tables.resources.filter((row) => !gone.has(row.id)),
      limits: tables.limits.filter((row) => !gone.has(row.id)),
      directives: tables.directives.flatMap((row) => {
        if (!directives.has(row.id)) return [row];
        return row.kind === "not_more_than" ? [] : [{ ...row, amount: sumCents([]) }];
      }),
    },
  };
}
