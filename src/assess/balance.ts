import { compareText } from "../base/findings.ts";
import { type Cents, sumCents, zeroCents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { type AskedBalance, listAskedBalances } from "./asked-balance.ts";
import type { Effort, Paid } from "./efforts.ts";

/** One part of a mix. `allocated` is `null` where no allocation is looked at.   Unit: US cents. */
export interface MixPart {
  readonly key: string;
  readonly initiatives: number;
  readonly proposed: Cents;
  readonly allocated: Cents | null;
}

/** How the money of a partner, or of the whole plan, is balanced. Each list adds up to the whole. */
export interface Mix {
  /** `null` for the whole plan. */
  readonly partner: string | null;
  readonly initiatives: number;
  readonly proposed: Cents;
  readonly allocated: Cents | null;
  /** Tactical, operational, institutional. */
  readonly focus: readonly MixPart[];
  /** Governance, rule of law and institutions, and all else. */
  readonly governance: readonly MixPart[];
  /** The partner's own capacity, or our presence beside it. */
  readonly use: readonly MixPart[];
  /** Who sees the need. */
  readonly demand: readonly MixPart[];
}

/** The balance of a plan: of the whole, of each partner, and what the plan asks of it. */
export interface Balance {
  readonly whole: Mix;
  /** By partner id. */
  readonly partners: readonly Mix[];
  readonly asked: readonly AskedBalance[];
}

const focuses = ["tactical", "operational", "institutional"];
const uses = ["partner_capacity", "prepositioning", "posture", "exercise"];
const demands = ["gap", "both", "request", "not_said"];

/** Whether an effort serves governance, the rule of law, or the institutions that run security forces. */
export function servesGovernance({ initiative }: Effort): boolean {
  const { purpose, domain } = initiative;
  return domain === "governance" || purpose === "rule_of_law" || purpose === "institution_building";
}

/** How the proposals are balanced, each at its largest package, and the money of an allocation where one is given. */
export function measureBalance(
  plan: Plan,
  efforts: readonly Effort[],
  payments: readonly Paid[] | null,
): Balance {
  const paid = payments === null ? null : sumPaid(payments);
  const byPartner = Map.groupBy(efforts, ({ initiative }) => initiative.partner);
  return {
    whole: mixOf(null, efforts, paid),
    partners: [...byPartner]
      .map(([partner, group]) => mixOf(partner, group, paid))
      .sort((a, b) => compareText(a.partner ?? "", b.partner ?? "")),
    asked: listAskedBalances(plan, efforts, payments),
  };
}

/** What an allocation gives each initiative over all years. */
export function sumPaid(payments: readonly Paid[]): ReadonlyMap<string, Cents> {
  const sums = new Map<string, Cents>();
  for (const { initiative, amount } of payments) {
    sums.set(initiative, sumCents([sums.get(initiative) ?? zeroCents, amount]));
  }
  return sums;
}

function mixOf(
  partner: string | null,
  efforts: readonly Effort[],
  paid: ReadonlyMap<string, Cents> | null,
): Mix {
  const by = (keys: readonly string[], keyOf: (effort: Effort) => string) => {
    const groups = Map.groupBy(efforts, keyOf);
    return keys.map((key) => ({ key, ...amountsOf(groups.get(key) ?? [], paid) }));
  };
  return {
    partner,
    ...amountsOf(efforts, paid),
    focus: by(focuses, ({ initiative }) => initiative.focus),
    governance: by(["governance", "other"], (one) =>
      servesGovernance(one) ? "governance" : "other",
    ),
    use: by(uses, ({ initiative }) => initiative.use ?? "partner_capacity"),
    demand: by(demands, ({ initiative }) => initiative.demand ?? "not_said"),
  };
}

/** What efforts ask at most and what they get. */
export function amountsOf(
  efforts: readonly Effort[],
  paid: ReadonlyMap<string, Cents> | null,
): { readonly initiatives: number; readonly proposed: Cents; readonly allocated: Cents | null } {
  return {
    initiatives: efforts.length,
    proposed: sumCents(efforts.map((one) => one.cost)),
    allocated: paid && sumCents(efforts.map((one) => paid.get(one.id) ?? zeroCents)),
  };
}
