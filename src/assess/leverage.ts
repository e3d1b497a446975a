import { compareText } from "../base/findings.ts";
import { tables } from "../plan/fields.ts";
import type { LeveragePart, Plan } from "../plan/plan.ts";
import { type Concern, reportAssessment } from "./concern.ts";
import { costOf, type Effort } from "./efforts.ts";

/** What kind of leverage a part is. */
export type LeverageSide = "ours" | "way_out" | "theirs";

/** The leverage between the United States and a partner, by its parts. It is never added up. */
export interface PartnerLeverage {
  readonly partner: string;
  /** What the United States holds. */
  readonly ours: readonly LeveragePart[];
  /** What it would take the partner to turn elsewhere: it raises or lowers what the United States holds. */
  readonly way_out: readonly LeveragePart[];
  /** What the partner holds over the United States. */
  readonly theirs: readonly LeveragePart[];
  /** Parts of which nothing is recorded. */
  readonly unknown: readonly LeveragePart["part"][];
  /** Redlines, positive conditions and off-ramps for the partner: ids, sorted. */
  readonly conditions: readonly string[];
}

const parts: readonly LeveragePart["part"][] = tables.leverage.fields.part.values;

/** Parts that say how hard it is to turn elsewhere. */
const waysOut: readonly LeveragePart["part"][] = [
  "years_to_switch",
  "cost_to_switch",
  "other_suppliers",
];

/** On which side a part of leverage stands. */
export function sideOf(part: LeveragePart["part"]): LeverageSide {
  if (part.startsWith("our_")) return "theirs";
  return waysOut.includes(part) ? "way_out" : "ours";
}

/** The leverage with each partner of which anything is recorded, or for which a condition is set; by partner. */
export function readLeverage(plan: Plan): readonly PartnerLeverage[] {
  const rows = Map.groupBy(plan.tables.leverage, (row) => row.partner);
  const conditions = Map.groupBy(plan.tables.conditions, (row) => row.partner);
  const partners = [...new Set([...rows.keys(), ...conditions.keys()])].sort(compareText);
  return partners.map((partner) => {
    const own = [...(rows.get(partner) ?? [])].sort(
      (a, b) => parts.indexOf(a.part) - parts.indexOf(b.part) || compareText(a.id, b.id),
    );
    const known = new Set(own.map((row) => row.part));
    const on = (side: LeverageSide) => own.filter((row) => sideOf(row.part) === side);
    return {
      partner,
      ours: on("ours"),
      way_out: on("way_out"),
      theirs: on("theirs"),
      unknown: parts.filter((part) => !known.has(part)),
      conditions: (conditions.get(partner) ?? []).map((row) => row.id).sort(compareText),
    };
  });
}

/** Partners for which a condition is set while one side of the leverage is not recorded. */
export function findUnreadLeverage(
  all: readonly PartnerLeverage[],
  efforts: readonly Effort[],
): readonly Concern[] {
  const byPartner = Map.groupBy(efforts, ({ initiative }) => initiative.partner);
  return all.flatMap((one): Concern[] => {
    const sides = [
      ...(one.ours.length + one.way_out.length === 0 ? ["what the United States holds"] : []),
      ...(one.theirs.length === 0 ? ["what the partner holds"] : []),
    ];
    if (one.conditions.length === 0 || sides.length === 0) return [];
    const group = byPartner.get(one.partner) ?? [];
    const number = one.conditions.length;
    return [
      {
        part: "leverage",
        finding: reportAssessment(
          "leverage_unread",
          { file: "conditions.csv", field: "partner", id: one.conditions[0] ?? "" },
          {
            found: `${number === 1 ? "a condition" : `${number} conditions`} for \`${one.partner}\`, and no record of ${sides.join(" or of ")}`,
            expected: "leverage by its parts, both ways, before it is used",
            help: "Add rows to `leverage.csv`, or accept it with the reason.",
          },
        ),
        subject: one.partner,
        facts: {
          [`partners/${one.partner}/conditions`]: one.conditions.join(";"),
          [`partners/${one.partner}/unrecorded`]: sides.join(";"),
        },
        partner: one.partner,
        initiatives: group.map(({ id }) => id),
        amount: costOf(group),
      },
    ];
  });
}
