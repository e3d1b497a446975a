import { type IsoDate, lastDayOf } from "../base/fiscal.ts";
import type { PlanHead } from "../plan/plan.ts";

/**
 * The day on which the cases of a plan are read when nobody names one.
 *
 * Today, when it lies between the plan's `as_of` and the last day of its horizon; else `as_of`.
 */
export function dayOf(head: PlanHead, today: IsoDate): IsoDate {
  const within = head.as_of <= today && today <= lastDayOf(head.last_fiscal_year);
  return within ? today : head.as_of;
}
