import { cents } from "../../../base/money.ts";
import type { FundedRow } from "../../../report/rows.ts";

/** A made-up row of funded money, with some of its fields changed. */
export function fundedRow(some: Partial<FundedRow> = {}): FundedRow {
  return {
    initiative: "boats",
    name: "Boats",
    partner: "SUD",
    bureau: "EAP",
    account: "FMF",
    fiscal_year: 2021 as FundedRow["fiscal_year"],
    amount: cents(100),
    kind: "proposal",
    illustrative: true,
    focus: "tactical",
    domain: "maritime",
    objective: null,
    ...some,
  };
}
