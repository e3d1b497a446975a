import type { Provision } from "../law/law.ts";
import type { Directive, Partner, Plan } from "../plan/plan.ts";
import { withheldOf } from "../plan/tranche.ts";
import { type Prospect, sortProvisions, yearsOf } from "./prospects.ts";

/** What a rule counts: partners, and accounts and purposes where it names them. */
export interface Reach {
  readonly partners: ReadonlySet<string>;
  /** Nothing means all. */
  readonly accounts: ReadonlySet<string> | null;
  readonly purposes: ReadonlySet<string> | null;
  readonly initiatives: ReadonlySet<string> | null;
}

/** A floor that binds: law or agreement, in a year of the plan, less what is withheld of it. */
export interface Floor {
  readonly directive: Directive;
  readonly reach: Reach;
  /** Index into the years of the plan. */
  readonly year: number;
  /** Unit: US cents. */
  readonly amount: number;
}

/** A ceiling that binds in a year of the plan: a directive, a withheld tranche is not one, or an absorption limit. */
export interface Ceiling {
  readonly table: "directives" | "limits";
  readonly id: string;
  readonly name: string;
  readonly reach: Reach;
  readonly year: number;
  /** Unit: US cents. */
  readonly amount: number;
  /** The law or the study behind it. */
  readonly source: string;
}

/** The floors that bind, in the order of the file. Report language does not bind. */
export function listFloors(plan: Plan): Floor[] {
  const years = yearsOf(plan);
  const withheld = new Map<string, number>();
  for (const row of plan.tables.directives) {
    if (row.kind !== "withhold" || row.within === undefined) continue;
    // A tranche of report language binds nobody, so it does not lower a floor that binds.
    if (row.force === "report") continue;
    withheld.set(row.within, (withheld.get(row.within) ?? 0) + withheldOf(row));
  }
  return plan.tables.directives.flatMap((directive) => {
    const year = years.indexOf(directive.fiscal_year);
    if (directive.kind !== "not_less_than" || directive.force === "report" || year < 0) return [];
    const amount = Math.max(0, directive.amount - (withheld.get(directive.id) ?? 0));
    return [{ directive, reach: reachOf(directive, plan.tables.partners), year, amount }];
  });
}

/** The ceilings that bind, directives first. */
export function listCeilings(plan: Plan): Ceiling[] {
  const years = yearsOf(plan);
  const { directives, limits, partners } = plan.tables;
  const ceilings: Ceiling[] = [];
  for (const row of directives) {
    const year = years.indexOf(row.fiscal_year);
    if (row.kind !== "not_more_than" || row.force === "report" || year < 0) continue;
    const reach = reachOf(row, partners);
    const { id, name, amount, citation: source } = row;
    ceilings.push({ table: "directives", id, name, reach, year, amount, source });
  }
  for (const row of limits) {
    if (row.kind !== "absorption" || row.amount === undefined) continue;
    // A reach knows neither: what such a limit counts is only part of it.
    if ([row.focus, row.uses, row.demands, row.initiatives].some((list) => list.length > 0))
      continue;
    const { id, name, amount, source = "no source is given" } = row;
    const reach = reachOf(row, partners);
    for (const [year, fiscal] of years.entries()) {
      if (row.fiscal_year !== undefined && row.fiscal_year !== fiscal) continue;
      ceilings.push({ table: "limits", id, name, reach, year, amount, source });
    }
  }
  return ceilings;
}

/** What the filters of a rule let in; a list that is empty lets all in. */
export function reachOf(
  row: Pick<Directive, "accounts" | "partners" | "bureaus" | "purposes"> & {
    readonly initiatives?: readonly string[];
  },
  partners: readonly Partner[],
): Reach {
  const inside = partners.filter(
    (partner) =>
      (row.partners.length === 0 || row.partners.includes(partner.id)) &&
      (row.bureaus.length === 0 || row.bureaus.includes(partner.bureau)),
  );
  return {
    partners: new Set(inside.map((partner) => partner.id)),
    accounts: row.accounts.length === 0 ? null : new Set(row.accounts),
    purposes: row.purposes.length === 0 ? null : new Set(row.purposes),
    initiatives: (row.initiatives ?? []).length === 0 ? null : new Set(row.initiatives),
  };
}

/** Whether everything that `part` counts is counted by `whole` too. */
export function isWithin(part: Reach, whole: Reach): boolean {
  const inside = (a: ReadonlySet<string> | null, b: ReadonlySet<string> | null) =>
    b === null || (a?.isSubsetOf(b) ?? false);
  return (
    part.partners.isSubsetOf(whole.partners) &&
    inside(part.accounts, whole.accounts) &&
    inside(part.purposes, whole.purposes) &&
    inside(part.initiatives, whole.initiatives)
  );
}

/**
 * Floors that count no dollar twice: for different partners, larger ones first.
 *
 * Their sum is money that any plan must find, which a sum of floors that overlap would overstate.
 */
export function pickDisjoint(floors: readonly Floor[]): Floor[] {
  const picked: Floor[] = [];
  const taken = new Set<string>();
  const byAmount = [...floors].sort(
    (a, b) => b.amount - a.amount || (a.directive.id < b.directive.id ? -1 : 1),
  );
  for (const floor of byAmount) {
    if (floor.amount === 0 || !floor.reach.partners.isDisjointFrom(taken)) continue;
    picked.push(floor);
    for (const partner of floor.reach.partners) taken.add(partner);
  }
  return picked;
}

/** How far the packages of a plan can fill a floor. */
export interface Fill {
  /** The largest lawful packages together.   Unit: US cents. */
  readonly lawful: number;
  /** The largest packages together, if the law barred none. */
  readonly asked: number;
  readonly initiatives: number;
  /** What bars those that the law does not let pay. */
  readonly provisions: readonly Provision[];
}

/** The most that can flow into a floor: the largest package of each initiative in its scope. */
export function measureFill(
  floor: Pick<Floor, "reach" | "year">,
  prospects: readonly Prospect[],
): Fill {
  const { accounts, purposes, partners, initiatives: named } = floor.reach;
  const provisions = new Map<string, Provision>();
  let lawful = 0;
  let asked = 0;
  let initiatives = 0;
  for (const prospect of prospects) {
    const { initiative } = prospect;
    if (!partners.has(prospect.partner.id)) continue;
    if (purposes !== null && !purposes.has(initiative.purpose)) continue;
    if (named !== null && !named.has(initiative.id)) continue;
    const counts = (account: string) => accounts === null || accounts.has(account);
    if (!initiative.accounts.some(counts)) continue;
    initiatives++;
    const most = (lawfulOnly: boolean) =>
      Math.max(
        0,
        ...prospect.options
          .filter((option) => option.lawful || !lawfulOnly)
          .map((option) => option.costs[floor.year] ?? 0),
      );
    const pays = (prospect.accounts[floor.year] ?? []).some(counts);
    const flows = pays ? most(true) : 0;
    asked += most(false);
    lawful += flows;
    if (flows === most(false)) continue;
    // A refusal in another year counts too: a package is paid in all its years or not at all.
    for (const refusal of prospect.refusals) {
      for (const each of refusal.provisions) provisions.set(each.rule, each);
    }
  }
  return { lawful, asked, initiatives, provisions: sortProvisions(provisions.values()) };
}
