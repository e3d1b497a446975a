import { compareText } from "../base/findings.ts";
import { firstDayOf, fiscalYears } from "../base/fiscal.ts";
import { type Cents, cents, showDollars, sumCents } from "../base/money.ts";
import type { Limit, Plan } from "../plan/plan.ts";
import type { LawContents } from "./book.ts";
import { findInForce } from "./in-force.ts";

/**
 * The plan with the yearly ceilings of the law among its limits, so that no allocation spends above them.
 *
 * Only checked ceilings bind; others warn of a line. A ceiling that the account's money cannot reach is left out, and a
 * plan that has none is the same plan.
 * Source: law/authorities, parameter `cap_per_year`.
 */
export function withLegalCaps(plan: Plan, contents: LawContents): Plan {
  const { first_fiscal_year, last_fiscal_year } = plan.head;
  const years = fiscalYears(first_fiscal_year, last_fiscal_year);
  const asked = new Set(plan.tables.initiatives.flatMap((row) => row.accounts));
  const money = moneyOf(plan);
  const caps = [...asked].sort(compareText).flatMap((account) =>
    years.flatMap((year): Limit[] => {
      const values = contents.authorities.get(account)?.parameters.cap_per_year;
      const entry = findInForce(values, firstDayOf(year));
      if (entry === undefined || entry.mark !== "checked") return [];
      const amount = cents(entry.value * 100);
      if ((money.get(account) ?? 0) <= amount) return [];
      return [
        {
          id: `law.${account}.cap_per_year.${year}`,
          name: `The law's ceiling of ${showDollars(amount)} on ${account} in FY${year}`,
          kind: "absorption",
          accounts: [account],
          ...{ partners: [], bureaus: [], initiatives: [] },
          ...{ purposes: [], uses: [], demands: [], focus: [] },
          fiscal_year: year,
          amount,
          ratio: undefined,
          assumptions: [],
          source: entry.cite,
          mark: "checked",
        },
      ];
    }),
  );
  if (caps.length === 0) return plan;
  return { ...plan, tables: { ...plan.tables, limits: [...plan.tables.limits, ...caps] } };
}

/** All money of each account in the plan, since what an earlier year leaves may be spent in a later one. */
function moneyOf(plan: Plan): ReadonlyMap<string, Cents> {
  const rows = Map.groupBy(plan.tables.resources, (row) => row.account);
  return new Map([...rows].map(([code, own]) => [code, sumCents(own.map((row) => row.amount))]));
}
