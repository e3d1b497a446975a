import { compareText } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
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
 * stays in, and a limit keeps the others out of it in that year; what was released for work outside the proposals is
 * spent there, and is taken out too. A plan without reserves is the same plan, and so is one whose reserves were taken out.
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
  const limits = kept.map((one) => limitOf(lowered, law, one));
  if (limits.length === 0) return lowered;
  const all = [...plan.tables.limits, ...limits.flatMap((each) => each ?? [])];
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

/** Keeps the initiatives for which nothing was released out of what was; none where there are no others. */
function limitOf(plan: Plan, law: Pick<Law, "findAvailability">, kept: Kept): Limit | null {
  const { account, year, initiatives, amount, release, of } = kept;
  const others = plan.tables.initiatives
    .filter((row) => row.accounts.includes(account) && !initiatives.includes(row.id))
    .map((row) => row.id)
    .sort(compareText);
  if (others.length === 0) return null;
  const found = law.findAvailability(account, plan.head.as_of);
  const lasts = found === undefined ? 1 : (found.years ?? Number.POSITIVE_INFINITY);
  const usable = plan.tables.resources
    .filter((row) => row.account === account && row.fiscal_year <= year)
    .filter((row) => row.fiscal_year >= plan.head.first_fiscal_year)
    .filter((row) => year - row.fiscal_year < lasts)
    .reduce((sum, row) => sum + row.amount, 0);
  return {
    id: `reserve.${release}`,
    name: `${showDollars(amount)} released of the reserve “${of.reserve.name}” for ${initiatives.join(", ")}`,
    kind: "absorption",
    accounts: [account],
    ...{ partners: [], bureaus: [], initiatives: others },
    ...{ purposes: [], uses: [], demands: [], focus: [] },
    fiscal_year: year,
    amount: cents(Math.max(0, usable - amount)),
    ratio: undefined,
    assumptions: [],
    source: of.reserve.source,
    mark: of.reserve.mark,
  };
}
