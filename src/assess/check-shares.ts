import { type Finding, reporter } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { cents, showDollars } from "../base/money.ts";
import type { Limit, Plan } from "../plan/plan.ts";
import { assessFindingKinds } from "./finding-kinds.ts";
import {
  type Floor,
  isWithin,
  listFloors,
  measureFill,
  pickDisjoint,
  type Reach,
  reachOf,
} from "./floors.ts";
import type { Money } from "./money.ts";
import { type Prospect, yearsOf } from "./prospects.ts";

const report = reporter(assessFindingKinds);
const show = (amount: number) => showDollars(cents(Math.round(amount)));
const percent = (ratio: number) => `${Number((ratio * 100).toFixed(2))}%`;

/** A share limit in one year: a part of all money of some accounts. */
interface Share {
  readonly limit: Limit;
  readonly ratio: number;
  readonly reach: Reach;
  readonly year: number;
}

/** Shares and yearly changes that floors, money or one another make impossible. */
export function checkShares(plan: Plan, prospects: readonly Prospect[], money: Money): Finding[] {
  const years = yearsOf(plan);
  const floors = listFloors(plan).filter(({ amount }) => amount > 0);
  const shares = listShares(plan, years);
  return [
    ...shares.flatMap((share) => checkShare(share, floors, money, years)),
    ...checkSum(shares, floors, years),
    ...checkChanges(plan, prospects, floors, money),
  ];
}

/** Limits on the money of partners against everybody's, year by year; those of a focus count initiatives one by one. */
function listShares(plan: Plan, years: readonly FiscalYear[]): Share[] {
  return plan.tables.limits.flatMap((limit) => {
    const { kind, ratio } = limit;
    if (ratio === undefined || (kind !== "share_at_least" && kind !== "share_at_most")) return [];
    if ([limit.focus, limit.purposes, limit.uses, limit.demands].some((list) => list.length > 0))
      return [];
    const reach = reachOf(limit, plan.tables.partners);
    return years.flatMap((fiscalYear, year) =>
      limit.fiscal_year === undefined || limit.fiscal_year === fiscalYear
        ? [{ limit, ratio, reach, year }]
        : [],
    );
  });
}

function moneyOf({ reach, year }: Pick<Share, "reach" | "year">, money: Money): number {
  const accounts = [...(reach.accounts ?? money.accounts)];
  return accounts.reduce((sum, account) => sum + money.within(account, year), 0);
}

function sumOf(floors: readonly Floor[]): number {
  return floors.reduce((sum, { amount }) => sum + amount, 0);
}

/** A share of at most some of the money, with floors inside it above that; or of at least some, with floors outside. */
function checkShare(
  share: Share,
  floors: readonly Floor[],
  money: Money,
  years: readonly FiscalYear[],
): Finding[] {
  const { limit, ratio, reach, year } = share;
  const have = moneyOf(share, money);
  const mine = floors.filter((floor) => floor.year === year && paysFrom(floor.reach, reach));
  const most = limit.kind === "share_at_most";
  const asked = pickDisjoint(
    mine.filter((floor) =>
      most ? isWithin(floor.reach, reach) : floor.reach.partners.isDisjointFrom(reach.partners),
    ),
  );
  // What is left for the part, or for the others, if all money were spent.
  const room = (most ? ratio : 1 - ratio) * have;
  if (sumOf(asked) <= room + 1 || (!most && reach.initiatives !== null)) return [];
  const whose = most ? "inside it" : "outside it";
  return [
    report(
      "floor_against_share",
      { file: "limits.csv", field: "ratio", id: limit.id },
      {
        found: `${most ? "at most" : "at least"} ${percent(ratio)} in FY${years[year]} of the ${show(have)} that its accounts have, and ${show(sumOf(asked))} at least ${whose} by ${asked.map((floor) => `\`${floor.directive.id}\``).join(", ")}`,
        expected: `floors ${whose} of at most ${show(room)}`,
        help: "Change the share, or lower a floor.",
        source: [
          limit.source ?? "no source is given",
          ...asked.map((floor) => floor.directive.citation),
        ].join("; "),
      },
    ),
  ];
}

/** Whether all money that a reach counts is that of accounts of another. */
function paysFrom(part: Reach, whole: Reach): boolean {
  return whole.accounts === null || (part.accounts?.isSubsetOf(whole.accounts) ?? false);
}

/** Least shares of different partners that come to more than all, where a floor asks for some of the money. */
function checkSum(
  shares: readonly Share[],
  floors: readonly Floor[],
  years: readonly FiscalYear[],
): Finding[] {
  const groups = Map.groupBy(
    shares.filter(({ limit }) => limit.kind === "share_at_least"),
    ({ limit, year }) => `${year} ${[...limit.accounts].sort().join(" ")}`,
  );
  const told = new Set<string>();
  return [...groups.values()].flatMap((group) => {
    const picked: Share[] = [];
    const taken = new Set<string>();
    for (const share of [...group].sort((a, b) => b.ratio - a.ratio)) {
      if (!share.reach.partners.isDisjointFrom(taken)) continue;
      picked.push(share);
      for (const partner of share.reach.partners) taken.add(partner);
    }
    const sum = picked.reduce((total, { ratio }) => total + ratio, 0);
    const [first] = picked;
    if (first === undefined || sum <= 1 + 1e-9) return [];
    const forced = floors.filter(
      (floor) => floor.year === first.year && paysFrom(floor.reach, first.reach),
    );
    const names = picked.map(({ limit }) => `\`${limit.id}\``).join(", ");
    if (forced.length === 0 || told.has(names)) return [];
    told.add(names);
    return [
      report(
        "shares_exceed_whole",
        { file: "limits.csv", field: "ratio", id: first.limit.id },
        {
          found: `${percent(sum)} in FY${years[first.year]} by ${names}, of money that ${forced.map(({ directive }) => `\`${directive.id}\``).join(", ")} must spend`,
          expected: "least shares that come to 100% at most",
          help: "Lower a share.",
          source: [
            ...picked.map(({ limit }) => limit.source ?? "no source is given"),
            ...forced.map(({ directive }) => directive.citation),
          ].join("; "),
        },
      ),
    ];
  });
}

/** The largest yearly change from the record, against the money, the proposals and the floors of the first year. */
function checkChanges(
  plan: Plan,
  prospects: readonly Prospect[],
  floors: readonly Floor[],
  money: Money,
): Finding[] {
  const first = plan.head.first_fiscal_year;
  return plan.tables.limits.flatMap((limit): Finding[] => {
    const { kind, ratio, focus } = limit;
    if (kind !== "yearly_change" || ratio === undefined) return [];
    // What was spent in earlier years is not told apart by what it was for.
    if ([focus, limit.purposes, limit.uses, limit.demands].some((list) => list.length > 0))
      return [];
    if (limit.fiscal_year !== undefined && limit.fiscal_year !== first) return [];
    const before = baselineOf(plan, limit);
    if (before <= 0 || limit.initiatives.length > 0) return [];
    const reach = reachOf({ ...limit, purposes: [] }, plan.tables.partners);
    const least = before * (1 - ratio);
    const have = Math.min(
      moneyOf({ reach, year: 0 }, money),
      measureFill({ reach, year: 0 }, prospects).lawful,
    );
    const inside = pickDisjoint(
      floors.filter((floor) => floor.year === 0 && isWithin(floor.reach, reach)),
    );
    const at = { file: "limits.csv", field: "ratio", id: limit.id };
    const from = `${show(before)} in FY${first - 1}, to change by at most ${percent(ratio)}`;
    const source = limit.source ?? "no source is given";
    if (least > have + 1) {
      const found = `${from}: at least ${show(least)} in FY${first}, where money and lawful packages come to ${show(have)}`;
      const expected = "a change that money and proposals allow";
      const help = "Raise the ratio, or add money or proposals.";
      return [report("change_unreachable", at, { found, expected, help, source })];
    }
    const most = before * (1 + ratio);
    if (sumOf(inside) <= most + 1) return [];
    const names = inside.map(({ directive }) => `\`${directive.id}\``).join(", ");
    return [
      report("floor_against_change", at, {
        found: `${from}: at most ${show(most)} in FY${first}, and ${show(sumOf(inside))} at least by ${names}`,
        expected: "floors that the change from the record allows",
        help: "Raise the ratio, or lower a floor.",
        source: [source, ...inside.map(({ directive }) => directive.citation)].join("; "),
      }),
    ];
  });
}

/** What the scope of a limit received in the year before the plan. */
function baselineOf(plan: Plan, limit: Limit): number {
  const { partners } = reachOf({ ...limit, purposes: [] }, plan.tables.partners);
  return plan.tables.baseline
    .filter(
      (row) =>
        row.fiscal_year === plan.head.first_fiscal_year - 1 &&
        (limit.accounts.length === 0 || limit.accounts.includes(row.account)) &&
        partners.has(row.partner),
    )
    .reduce((sum, row) => sum + row.amount, 0);
}
