import type { Plan } from "../plan/plan.ts";

/** What ties initiatives and units together, looked up by id. */
export interface Ties {
  /** Whether a link of any kind joins two initiatives: somebody has thought of them together. */
  joined(a: string, b: string): boolean;
  /** The initiatives that links of any kind join to this one. */
  neighbors(id: string): ReadonlySet<string>;
  /** Whether two units are one, or one stands under the other. */
  related(a: string, b: string): boolean;
}

/** The ties in a plan. */
export function tiesOf(plan: Plan): Ties {
  const links = new Map<string, Set<string>>();
  for (const { initiative, other } of plan.tables.links) {
    links.set(initiative, (links.get(initiative) ?? new Set()).add(other));
    links.set(other, (links.get(other) ?? new Set()).add(initiative));
  }
  const parents = new Map(plan.tables.units.map((row) => [row.id, row.parent]));
  const above = new Map<string, ReadonlySet<string>>();
  const lineOf = (unit: string): ReadonlySet<string> => {
    const known = above.get(unit);
    if (known !== undefined) return known;
    const line = new Set<string>();
    // A unit under itself, by way of others, is found by `check`; here it only must end.
    for (
      let at: string | undefined = unit;
      at !== undefined && !line.has(at);
      at = parents.get(at)
    ) {
      line.add(at);
    }
    above.set(unit, line);
    return line;
  };
  return {
    joined: (a, b) => links.get(a)?.has(b) === true,
    neighbors: (id) => links.get(id) ?? new Set(),
    related: (a, b) => lineOf(a).has(b) || lineOf(b).has(a),
  };
}
