import { compareText } from "../base/findings.ts";
import { type FiscalYear, fiscalYears } from "../base/fiscal.ts";
import { type Cents, cents, showDollars } from "../base/money.ts";
import type { Law } from "../law/law.ts";
import type { Limit, Plan } from "../plan/plan.ts";
import {
  initiativesOfRelease,
  type ReserveMoney,
  readReserveMoney,
} from "../plan/reserve-money.ts";

/**
 * The plan with its reserves taken out of the money that may be allocated.
 *
 * What is not released is taken from the money of its account and year. What was released for initiatives of the plan
 * stays in, and limits keep the others out of it; what was released for work outside the proposals is spent there, and is
 * taken out too. A plan without reserves is the same plan, and so is one whose reserves were taken out.
 *
 * What is held: in each year, whoever is in none of some releases is paid at most what may be spent in that year, less
 * those releases. There is a limit for each union of releases of an account up to six sets of initiatives; of more, for
 * each and for all together. With money of one year that is all there is to hold. Money of several years is held year by
 * year only, since a limit has one year: where the others spend the rest of it in an earlier or a later year, the limit of
 * a year does not know, and what they are paid over all of these years together may reach into what was released.
 */
export function withReserves(plan: Plan, law: Pick<Law, "findAvailability">): Plan {
  const money = readReserveMoney(plan);
  if (money.length === 0) return plan;
  const kept = money.flatMap((each) => keepOf(plan, each));
  const taken = new Map<string, number>();
  for (const each of money) {
    const { account, fiscal_year, amount } = each.reserve;
    const inside = kept.filter((one) => one.of === each).reduce((sum, one) => sum + one.amount, 0);
    const key = `${account} ${fiscal_year}`;
    taken.set(key, (taken.get(key) ?? 0) + Math.max(0, Math.max(amount, each.released) - inside));
  }
  const lowered = { ...plan, tables: { ...plan.tables, ...lower(plan, taken), reserves: [] } };
  const limits = [...Map.groupBy(kept, (one) => one.account)].flatMap(([account, own]) =>
    limitsOf(lowered, law, account, own),
  );
  if (limits.length === 0) return lowered;
  const all = [...plan.tables.limits, ...limits];
  return { ...lowered, tables: { ...lowered.tables, limits: all } };
}

/** Takes money from the rows of an account and year, the first by id first, down to nothing. */
function lower(
  { tables }: Plan,
  taken: ReadonlyMap<string, number>,
): { readonly resources: Plan["tables"]["resources"] } {
  const open = new Map(taken);
  const lowest = new Map<string, Cents>();
  for (const row of [...tables.resources].sort((a, b) => compareText(a.id, b.id))) {
    const key = `${row.account} ${row.fiscal_year}`;
    const part = Math.min(row.amount, open.get(key) ?? 0);
    if (part <= 0) continue;
    open.set(key, (open.get(key) ?? 0) - part);
    lowest.set(row.id, cents(row.amount - part));
  }
  const resources = tables.resources.map((row) => {
    const amount = lowest.get(row.id);
    return amount === undefined ? row : { ...row, amount };
  });
  return { resources };
}

/** Released money that stays in the plan, for some of its initiatives. */
interface Kept {
  readonly of: ReserveMoney;
  readonly release: string;
  readonly amount: Cents;
  readonly account: string;
  readonly year: FiscalYear;
  readonly initiatives: readonly string[];
}

function keepOf(plan: Plan, of: ReserveMoney): readonly Kept[] {
  const { account, fiscal_year: year } = of.reserve;
  return of.releases
    .filter((row) => row.decision === "released")
    .map((row) => ({
      ...{ of, release: row.id, amount: row.amount, account, year },
      initiatives: initiativesOfRelease(plan, account, row),
    }))
    .filter(({ initiatives }) => initiatives.length > 0);
}

/** Of more sets of initiatives than this, with money released for them in the reach of one year, not every union is held. */
const mostUnited = 6;

/** The limits that keep released money of an account for whom it was released, in each year in which it may be spent. */
function limitsOf(
  plan: Plan,
  law: Pick<Law, "findAvailability">,
  account: string,
  kept: readonly Kept[],
): readonly Limit[] {
  const { as_of, first_fiscal_year: first, last_fiscal_year: last } = plan.head;
  const found = law.findAvailability(account, as_of);
  const lasts = found === undefined ? 1 : (found.years ?? Number.POSITIVE_INFINITY);
  const everyone = plan.tables.initiatives
    .filter((row) => row.accounts.includes(account))
    .map((row) => row.id)
    .sort(compareText);
  return fiscalYears(first, last).flatMap((year) => {
    const inReach = (vintage: FiscalYear) =>
      vintage >= first && vintage <= year && year - vintage < lasts;
    const reaching = kept.filter((one) => inReach(one.year));
    const fresh = new Map<FiscalYear, number>();
    for (const row of plan.tables.resources) {
      if (row.account !== account || !inReach(row.fiscal_year)) continue;
      fresh.set(row.fiscal_year, (fresh.get(row.fiscal_year) ?? 0) + row.amount);
    }
    return unite(reaching.map((one) => one.initiatives)).flatMap((united) => {
      const others = everyone.filter((id) => !united.has(id));
      if (others.length === 0) return [];
      // Whatever was released for some of these, and for nobody else, is out of the reach of the others.
      const held = reaching.filter((one) => one.initiatives.every((id) => united.has(id)));
      return makeLimit(account, year, held, others, leftFor(fresh, held));
    });
  });
}

/** The unions of some sets, each once: all of them where the sets are few; else each set and the union of all. */
function unite(sets: readonly (readonly string[])[]): readonly ReadonlySet<string>[] {
  const keyOf = (ids: Iterable<string>) => [...ids].sort(compareText).join(" ");
  const alone = new Map(sets.map((ids) => [keyOf(ids), new Set(ids)]));
  const unions = new Map<string, ReadonlySet<string>>();
  for (const [key, set] of alone) {
    const before = alone.size > mostUnited ? [] : [...unions.values()];
    unions.set(key, set);
    for (const one of before) {
      const both = one.union(set);
      unions.set(keyOf(both), both);
    }
  }
  const all = new Set(sets.flat());
  if (all.size > 0) unions.set(keyOf(all), all);
  return [...unions.values()];
}

/** What of the money of some years is left beside what was released of it. */
function leftFor(fresh: ReadonlyMap<FiscalYear, number>, held: readonly Kept[]): Cents {
  let left = 0;
  for (const [vintage, amount] of fresh) {
    const released = held.filter((one) => one.year === vintage);
    left += Math.max(0, amount - released.reduce((sum, one) => sum + one.amount, 0));
  }
  return cents(left);
}

function makeLimit(
  account: string,
  year: FiscalYear,
  held: readonly Kept[],
  others: readonly string[],
  amount: Cents,
): readonly Limit[] {
  const [first] = held;
  if (first === undefined) return [];
  const released = cents(held.reduce((sum, one) => sum + one.amount, 0));
  const names = [...new Set(held.map(({ of }) => `“${of.reserve.name}”`))].join(", ");
  const initiatives = [...new Set(held.flatMap((one) => one.initiatives))].join(", ");
  const later = held.every((one) => one.year < year) ? `.${year}` : "";
  return [
    {
      id: `reserve.${held.map((one) => one.release).join("+")}${later}`,
      name: `${showDollars(released)} released of the reserve ${names} for ${initiatives}`,
      kind: "absorption",
      accounts: [account],
      ...{ partners: [], bureaus: [], initiatives: others },
      ...{ purposes: [], uses: [], demands: [], focus: [] },
      fiscal_year: year,
      amount,
      ratio: undefined,
      assumptions: [],
      source: first.of.reserve.source,
      mark: first.of.reserve.mark,
    },
  ];
}
