import { type AssumptionReading, sayFall } from "../../assess/assumption-register.ts";

/** An assumption as a reader is told of it. */
export interface RegisterRow {
  readonly id: string;
  readonly statement: string;
  readonly owner: string;
  readonly test: string;
  readonly status: string;
  /** The day of review, and by how much it is overdue. */
  readonly review: string;
  readonly overdue: boolean;
  /** What falls with it. */
  readonly falls: string;
}

/** The register of assumptions in words. */
export function reportRegister(readings: readonly AssumptionReading[]): readonly RegisterRow[] {
  return readings.map((one) => ({
    id: one.id,
    statement: one.statement,
    owner: one.owner,
    test: one.test,
    status: one.status,
    review: sayReview(one),
    overdue: one.overdue_days !== null,
    falls: sayFall(one.falls),
  }));
}

function sayReview({ review_on: day, overdue_days: days }: AssumptionReading): string {
  if (day === null) return "no day";
  return days === null ? day : `${day}, ${days} ${days === 1 ? "day" : "days"} overdue`;
}
