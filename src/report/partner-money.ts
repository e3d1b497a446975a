import { compareText } from "../base/findings.ts";
import { type Cents, sumCents } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import type { FromTo } from "./from-to.ts";
import type { FundedRow } from "./rows.ts";
import { perYear } from "./sides.ts";

/** A partner's money in the average year, for the map. */
export interface PartnerMoney {
  readonly id: string;
  readonly name: string;
  readonly iso3: string | null;
  /** The record's last year; `null` where the plan holds no record. */
  readonly before: Cents | null;
  readonly amount: Cents;
}

/** Every partner that has money in the plan or in the record, the most first. */
export function listPartnerMoney(
  plan: Plan,
  rows: readonly FundedRow[],
  fromTo: FromTo | null,
): readonly PartnerMoney[] {
  const years = plan.head.last_fiscal_year - plan.head.first_fiscal_year + 1;
  const paid = Map.groupBy(rows, (row) => row.partner);
  const record = new Map(fromTo?.partners.map((change) => [change.key, change.before]));
  return plan.tables.partners
    .map((partner) => ({
      id: partner.id,
      name: partner.name,
      iso3: partner.iso3 ?? null,
      before: fromTo ? (record.get(partner.id) ?? (0 as Cents)) : null,
      amount: perYear(sumCents((paid.get(partner.id) ?? []).map((row) => row.amount)), years),
    }))
    .filter((partner) => partner.amount !== 0 || (partner.before ?? 0) !== 0)
    .sort((a, b) => b.amount - a.amount || compareText(a.id, b.id));
}
