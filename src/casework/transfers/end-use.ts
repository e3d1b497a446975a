import { addDays, type IsoDate } from "../../base/fiscal.ts";
import { findInForce } from "../../law/in-force.ts";
import type { LegalMark } from "../../law/law.ts";
import type { EndUseItem } from "../../plan/plan.ts";
import { lastOfDays } from "./add-months.ts";
import type { TransferTerms } from "./policies.ts";

/** Articles delivered to a partner, with the next check and what the last one found. */
export interface EndUseReading {
  readonly item: EndUseItem;
  /** The last day of the next check; nothing for routine monitoring, which has none of its own. */
  readonly due: IsoDate | null;
  /** Days until it is due, from the day of reading; negative when overdue. */
  readonly left: number | null;
  readonly overdue: boolean;
  /** The first inventory after delivery, or a yearly one. */
  readonly check: "first" | "yearly" | "routine";
  /** What the last check found matters for new transfers. */
  readonly violation: boolean;
  /** It was found, and nobody reported it. */
  readonly unreported: boolean;
  readonly because: string;
  readonly citation: string;
  readonly mark: LegalMark;
}

/** The checks of delivered articles as they stand on a day. Articles delivered later are left out. */
export function readEndUse(
  terms: TransferTerms | undefined,
  items: readonly EndUseItem[],
  on: IsoDate,
): readonly EndUseReading[] {
  return items.filter((item) => item.delivered_on <= on).map((item) => readItem(terms, item, on));
}

function readItem(terms: TransferTerms | undefined, item: EndUseItem, on: IsoDate): EndUseReading {
  const violation = item.status !== "in_place";
  const found = { item, violation, unreported: violation && item.reported_on === undefined };
  // A check on a later day has not happened yet.
  const checked =
    item.checked_on !== undefined && item.checked_on <= on ? item.checked_on : undefined;
  const rule =
    item.monitoring === "routine"
      ? undefined
      : checked === undefined
        ? findInForce(terms?.enhanced_first_check_days, item.delivered_on)
        : findInForce(terms?.enhanced_check_days, checked);
  if (rule === undefined) {
    return {
      ...{ ...found, due: null, left: null, overdue: false, check: "routine", mark: "knowledge" },
      because: "Routine monitoring goes along with other duties, and has no day of its own.",
      citation: "22 U.S.C. 2785",
    };
  }
  const last = checked ?? item.delivered_on;
  // A delivery in the last days that a plan can name is due on the last of them.
  const room = daysBetween(last, lastOfDays);
  const due = room < rule.value ? lastOfDays : addDays(last, rule.value);
  const left = daysBetween(on, due);
  return {
    ...{
      ...found,
      due,
      left,
      overdue: left < 0,
      check: checked === undefined ? "first" : "yearly",
    },
    ...{ because: rule.says, citation: rule.cite, mark: rule.mark },
  };
}

/** Calendar days from one day to another; negative when the second is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}
