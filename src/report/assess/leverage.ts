import type { PartnerLeverage } from "../../assess/leverage.ts";
import { cents, group, showDollars } from "../../base/money.ts";
import type { LeveragePart } from "../../plan/plan.ts";
import type { Labels } from "../rows.ts";
import { count } from "../words.ts";
import { plainPart } from "./leverage-words.ts";

/** One part of leverage in words. */
export interface LeverageRow {
  readonly part: string;
  /** The figure with its unit; empty where there is none. */
  readonly figure: string;
  readonly statement: string;
  readonly mark: string;
  readonly illustrative: boolean;
}

/** Leverage with a partner: two sides, and what lies between them. Never one number. */
export interface LeverageReport {
  readonly partner: string;
  readonly label: string;
  readonly ours: readonly LeverageRow[];
  readonly way_out: readonly LeverageRow[];
  readonly theirs: readonly LeverageRow[];
  /** Parts of which nothing is recorded. */
  readonly unknown: readonly string[];
  readonly conditions: string;
}

/** Leverage with each partner in words. */
export function reportLeverage(
  all: readonly PartnerLeverage[],
  labels: Labels,
): readonly LeverageReport[] {
  return all.map((one) => ({
    partner: one.partner,
    label: labels.partner(one.partner),
    ours: one.ours.map(rowOf),
    way_out: one.way_out.map(rowOf),
    theirs: one.theirs.map(rowOf),
    unknown: one.unknown.map(plainPart),
    conditions: count(one.conditions.length, "condition"),
  }));
}

function rowOf(row: LeveragePart): LeverageRow {
  const { value, unit = "" } = row;
  const isShare = value !== undefined && value >= 0 && value <= 1 && /share|ratio/i.test(unit);
  return {
    part: plainPart(row.part),
    figure: figureOf(value, unit, isShare),
    statement: row.statement,
    mark: row.mark,
    illustrative: row.illustrative,
  };
}

function figureOf(value: number | undefined, unit: string, isShare: boolean): string {
  if (value === undefined) return "";
  if (isShare) return `${Math.round(value * 100)}%`;
  if (/^(us )?dollars?$/i.test(unit)) return showDollars(cents(Math.round(value * 100)));
  return `${group(String(value))}${unit === "" ? "" : ` ${unit}`}`;
}
