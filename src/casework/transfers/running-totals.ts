import { compareText } from "../../base/findings.ts";
import type { IsoDate } from "../../base/fiscal.ts";
import { type Cents, cents, zeroCents } from "../../base/money.ts";
import type { LawBook } from "../../law/book.ts";
import { findInForce } from "../../law/in-force.ts";
import type { Partner, Transfer } from "../../plan/plan.ts";
import { addMonths } from "./add-months.ts";
import { type NoticeReading, readNotice, type TransferValue } from "./notice-of-transfer.ts";
import type { TransferTerms } from "./policies.ts";

/** A transfer in the running total of its requirement. */
export interface TotalStep {
  readonly transfer: string;
  readonly requested_on: IsoDate;
  /** Its own value.   Unit: US cents. */
  readonly value: Cents;
  /** With those before it in the window.   Unit: US cents. */
  readonly sum: Cents;
  readonly alone_due: boolean;
  readonly sum_due: boolean;
}

/** A transfer beside its like: those to the same partner for the same requirement, in the months before it. */
export interface RunningTotal {
  readonly requirement: string;
  /** How many months are added up; a practice, no rule of law. */
  readonly months: number;
  /** From the earliest to the transfer itself. */
  readonly steps: readonly TotalStep[];
  /** What the law would say of the sum as one transfer. */
  readonly summed: NoticeReading;
  /** The transfer at which the sum crosses a threshold; nothing where it does not. */
  readonly crossed_at: string | null;
  /** No transfer of the window is to be notified by itself, and their sum would be. */
  readonly split: boolean;
  /** Others of this requirement that go by another channel, and are not added. */
  readonly others: readonly string[];
}

/** A transfer with what is known about it for the sum. */
export interface Summand {
  readonly transfer: Transfer;
  readonly partner: Partner | undefined;
  readonly value: TransferValue;
  /** The day whose law is asked. */
  readonly on: IsoDate;
}

/**
 * The running total of each transfer that names a requirement, by the transfer's id.
 *
 * Only transfers of the same partner, requirement and channel are added up: the law counts each channel by its own
 * rule. Leases shorter than a year count for nothing.
 */
export function sumTransfers(
  law: LawBook,
  terms: TransferTerms | undefined,
  summands: readonly Summand[],
): ReadonlyMap<string, RunningTotal> {
  const totals = new Map<string, RunningTotal>();
  for (const list of groupLike(summands).values()) {
    for (const [index, summand] of list.entries()) {
      const months = findInForce(terms?.running_months, summand.on)?.value;
      if (months === undefined) continue;
      const first = addMonths(summand.transfer.requested_on, -months);
      const window = list
        .slice(0, index + 1)
        .filter((each) => each.transfer.requested_on > first)
        .filter((each) => each.transfer.channel === summand.transfer.channel);
      const others = list
        .filter((each) => each.transfer.channel !== summand.transfer.channel)
        .map((each) => each.transfer.id);
      totals.set(summand.transfer.id, sumWindow(law, terms, window, summand, months, others));
    }
  }
  return totals;
}

function groupLike(summands: readonly Summand[]): ReadonlyMap<string, readonly Summand[]> {
  const groups = new Map<string, Summand[]>();
  for (const each of summands) {
    const { requirement, partner } = each.transfer;
    if (requirement === undefined || requirement.trim() === "") continue;
    const key = `${partner}\0${requirement.trim().toLowerCase()}`;
    const list = groups.get(key);
    if (list === undefined) groups.set(key, [each]);
    else list.push(each);
  }
  for (const list of groups.values()) {
    list.sort(
      (a, b) =>
        compareText(a.transfer.requested_on, b.transfer.requested_on) ||
        compareText(a.transfer.id, b.transfer.id),
    );
  }
  return groups;
}

function sumWindow(
  law: LawBook,
  terms: TransferTerms | undefined,
  window: readonly Summand[],
  last: Summand,
  months: number,
  others: readonly string[],
): RunningTotal {
  let whole: Cents = zeroCents;
  let major: Cents = zeroCents;
  let summed = readNotice(law, terms, last.transfer, last.partner, { whole, major }, last.on);
  const steps = window.map(({ transfer, partner, value, on }): TotalStep => {
    const alone = readNotice(law, terms, transfer, partner, value, on);
    whole = cents(whole + value.whole);
    major = cents(major + value.major);
    // The sum is held against the rule of the transfer that is read, so that one line is crossed once.
    summed = readNotice(law, terms, last.transfer, last.partner, { whole, major }, last.on);
    return {
      ...{ transfer: transfer.id, requested_on: transfer.requested_on, value: value.whole },
      ...{ sum: whole, alone_due: alone.crossed, sum_due: summed.crossed },
    };
  });
  return {
    ...{ requirement: last.transfer.requirement ?? "", months, steps, summed, others },
    crossed_at: steps.find((step) => step.sum_due)?.transfer ?? null,
    split: summed.crossed && steps.length > 1 && !steps.some((step) => step.alone_due),
  };
}
