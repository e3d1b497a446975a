import { compareText } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import type { Limit, Plan } from "../plan/plan.ts";
import type { Effort, Paid } from "./efforts.ts";

/** A balance that the plan itself asks for: a limit by focus, purpose, use or demand, and how it stands.   Ratios. */
export interface AskedBalance {
  readonly limit: string;
  readonly name: string;
  readonly kind: Limit["kind"];
  readonly fiscal_year: FiscalYear | null;
  /** `null` where it bounds an amount, or a yearly change. */
  readonly asked: number | null;
  /** Of the proposals, each at its largest package and over all its years; `null` where nothing is proposed. */
  readonly proposed: number | null;
  /** Of what is paid, over the limit's year or all years; `null` without an allocation, or where nothing is paid. */
  readonly allocated: number | null;
}

/**
 * The limits by which a plan asks for balance, with how the proposals and an allocation stand.
 *
 * The limits hold in each year; here a share is over all years, for a reader to compare.
 */
export function listAskedBalances(
  plan: Plan,
  efforts: readonly Effort[],
  payments: readonly Paid[] | null,
): readonly AskedBalance[] {
  const bureaus = new Map(plan.tables.partners.map((row) => [row.id, row.bureau]));
  const byId = new Map(efforts.map((effort) => [effort.id, effort]));
  return plan.tables.limits
    .filter((row) =>
      [row.focus, row.purposes, row.uses, row.demands].some((list) => list.length > 0),
    )
    .sort((a, b) => compareText(a.id, b.id))
    .map((limit) => {
      const whole = wholeOf(limit);
      const of = (scope: Scope) => (effort: Effort) =>
        isWithin(scope, effort, bureaus.get(effort.initiative.partner) ?? "");
      return {
        limit: limit.id,
        name: limit.name,
        kind: limit.kind,
        fiscal_year: limit.fiscal_year ?? null,
        asked: limit.ratio ?? null,
        proposed: whole && shareOfCosts(efforts, of(limit), of(whole)),
        allocated: whole && payments && shareOfPaid(payments, byId, limit, of(limit), of(whole)),
      };
    });
}

type Scope = Pick<
  Limit,
  "accounts" | "partners" | "bureaus" | "initiatives" | "purposes" | "uses" | "demands" | "focus"
>;

/** Against what a limit sets its scope; nothing where it sets it against no other money of the same accounts. */
function wholeOf(limit: Limit): Scope | null {
  const open = { focus: [], purposes: [], uses: [], demands: [] };
  if (limit.kind === "balance_at_least") return { ...limit, ...open };
  if (limit.kind !== "share_at_least" && limit.kind !== "share_at_most") return null;
  const { accounts } = limit;
  return { ...open, accounts, partners: [], bureaus: [], initiatives: [] };
}

function isWithin(scope: Scope, { initiative: row }: Effort, bureau: string): boolean {
  const allows = (list: readonly string[], value: string) =>
    list.length === 0 || list.includes(value);
  const { accounts } = scope;
  return (
    allows(scope.partners, row.partner) &&
    allows(scope.bureaus, bureau) &&
    allows(scope.initiatives, row.id) &&
    allows(scope.purposes, row.purpose) &&
    allows(scope.uses, row.use ?? "partner_capacity") &&
    // Who does not say who sees the need is in no list of demands.
    allows(scope.demands, row.demand ?? "") &&
    allows(scope.focus, row.focus) &&
    (accounts.length === 0 || row.accounts.some((account) => accounts.includes(account)))
  );
}

function shareOfCosts(
  efforts: readonly Effort[],
  isPart: (effort: Effort) => boolean,
  isWhole: (effort: Effort) => boolean,
): number | null {
  let [part, whole] = [0, 0];
  for (const effort of efforts) {
    if (isPart(effort)) part += effort.cost;
    if (isWhole(effort)) whole += effort.cost;
  }
  return whole === 0 ? null : part / whole;
}

function shareOfPaid(
  payments: readonly Paid[],
  efforts: ReadonlyMap<string, Effort>,
  { accounts, fiscal_year: year }: Limit,
  isPart: (effort: Effort) => boolean,
  isWhole: (effort: Effort) => boolean,
): number | null {
  let [part, whole] = [0, 0];
  for (const { initiative, account, fiscal_year, amount } of payments) {
    const effort = efforts.get(initiative);
    if (effort === undefined || (year !== undefined && fiscal_year !== year)) continue;
    if (accounts.length > 0 && !accounts.includes(account)) continue;
    if (isPart(effort)) part += amount;
    if (isWhole(effort)) whole += amount;
  }
  return whole === 0 ? null : part / whole;
}
