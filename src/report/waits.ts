import { compareText } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { type Cents, sumCents } from "../base/money.ts";
import type { LegalMark, Provision } from "../law/law.ts";
import type { Directive } from "../plan/plan.ts";
import type { BriefingInput } from "./briefing-input.ts";
import type { FundedRow } from "./rows.ts";

/** A tranche that waits for a decision, or was decided. */
export interface Tranche {
  readonly name: string;
  readonly fiscal_year: number;
  readonly amount: Cents;
  readonly waivable: Cents | null;
  readonly outcome: Directive["outcome"];
  readonly due: IsoDate | null;
  readonly text: string;
  readonly citation: string;
}

/** A duty or doubt of the law on funded initiatives: notice, vetting, a bar that is not checked. */
export interface Duty {
  readonly rule: string;
  readonly says: string;
  readonly citation: string;
  readonly mark: LegalMark;
  /** Funded initiatives that it touches, and their money in all years. */
  readonly initiatives: number;
  readonly amount: Cents;
  /** Some of their names, the most costly first. */
  readonly names: readonly string[];
}

/** What must happen before the money moves. */
export interface Waits {
  readonly tranches: readonly Tranche[];
  readonly duties: readonly Duty[];
}

/** How many initiatives a duty names. */
const namedInitiatives = 5;

/** Conditioned tranches of the plan, and the duties and doubts of the law on what is funded. */
export function makeWaits(input: BriefingInput, rows: readonly FundedRow[]): Waits {
  const tranches = input.plan.tables.directives
    .filter((row) => row.kind === "withhold")
    .map((row) => ({
      name: row.name,
      fiscal_year: row.fiscal_year,
      amount: row.amount,
      waivable: row.waivable_amount ?? null,
      outcome: row.outcome,
      due: row.decision_due ?? null,
      text: row.text ?? "",
      citation: row.citation,
      id: row.id,
    }))
    .sort((a, b) => a.fiscal_year - b.fiscal_year || compareText(a.id, b.id))
    .map(({ id: _, ...tranche }) => tranche);
  return { tranches, duties: dutiesOf(input, rows) };
}

function dutiesOf(input: BriefingInput, rows: readonly FundedRow[]): readonly Duty[] {
  const paid = Map.groupBy(rows, (row) => row.initiative);
  const touched = new Map<string, { provision: Provision; rows: FundedRow[]; names: string[] }>();
  for (const item of input.problem.items) {
    const own = paid.get(item.initiative.id);
    if (!own) continue;
    for (const provision of item.warnings) {
      const key = JSON.stringify([provision.rule, provision.citation]);
      const duty = touched.get(key) ?? { provision, rows: [], names: [] };
      duty.rows.push(...own);
      touched.set(key, duty);
    }
  }
  return [...touched.values()]
    .map(({ provision, rows: own }) => dutyOf(provision, own))
    .sort((a, b) => b.amount - a.amount || compareText(a.rule, b.rule));
}

function dutyOf(provision: Provision, rows: readonly FundedRow[]): Duty {
  const sums = [...Map.groupBy(rows, (row) => row.initiative)].map(([id, list]) => ({
    id,
    name: list[0]?.name ?? id,
    amount: sumCents(list.map((row) => row.amount)),
  }));
  sums.sort((a, b) => b.amount - a.amount || compareText(a.id, b.id));
  return {
    rule: provision.rule,
    says: provision.says,
    citation: provision.citation,
    mark: provision.mark,
    initiatives: sums.length,
    amount: sumCents(sums.map((sum) => sum.amount)),
    names: sums.slice(0, namedInitiatives).map((sum) => sum.name),
  };
}
