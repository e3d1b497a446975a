import { type Cents, cents } from "../base/money.ts";
import type { Plan, RowOf } from "./plan.ts";

/** A reserve with what was released of it, what is asked for, and what is still kept back. */
export interface ReserveMoney {
  readonly reserve: RowOf<"reserves">;
  readonly releases: readonly RowOf<"releases">[];
  readonly released: Cents;
  /** What is asked for and not decided. */
  readonly asked: Cents;
  /** What nobody may use yet.   Unit: US cents; 0 where more was released than the reserve holds. */
  readonly left: Cents;
  /** What was released for work that is no proposal of the plan.   Unit: US cents. */
  readonly outside: Cents;
}

/** What each reserve of a plan still holds, in the order of the table. */
export function readReserveMoney(plan: Plan): readonly ReserveMoney[] {
  const { tables } = plan;
  const own = Map.groupBy(tables.releases, (row) => row.reserve);
  return tables.reserves.map((reserve) => {
    const releases = own.get(reserve.id) ?? [];
    const released = sumOf(releases, "released");
    const left = cents(Math.max(0, reserve.amount - released));
    const elsewhere = releases.filter(
      (row) => initiativesOfRelease(plan, reserve.account, row).length === 0,
    );
    const outside = sumOf(elsewhere, "released");
    return { reserve, releases, released, asked: sumOf(releases, "open"), left, outside };
  });
}

function sumOf(rows: readonly RowOf<"releases">[], decision: RowOf<"releases">["decision"]): Cents {
  const own = rows.filter((row) => row.decision === decision);
  return cents(own.reduce((sum, row) => sum + row.amount, 0));
}

/**
 * The initiatives of the plan for which money of a reserve was released: those that work on its site; where no site is
 * named, those of the partner that its account may pay. None where the money is used outside the plan's proposals.
 */
export function initiativesOfRelease(
  { tables }: Plan,
  account: string,
  release: RowOf<"releases">,
): readonly string[] {
  const site = tables.sites.find((row) => row.id === release.site);
  return tables.initiatives
    .filter((row) => row.accounts.includes(account))
    .filter((row) =>
      site === undefined ? row.partner === release.partner : site.initiatives.includes(row.id),
    )
    .map((row) => row.id);
}
