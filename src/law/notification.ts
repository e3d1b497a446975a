import type { IsoDate } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import type { LawBook, NoticeKind } from "./book.ts";
import { findInForce, holdsOn } from "./in-force.ts";
import type { Provision } from "./law.ts";
import { weaker } from "./marks.ts";

/** What is to be notified. */
export interface NoticeQuestion {
  readonly kind: NoticeKind["kind"];
  /** ISO 3166-1 alpha-3 code of the partner, or `NATO`. */
  readonly partner: string;
  readonly category: NoticeKind["rules"][number]["category"];
  /** Unit: US cents. */
  readonly value: Cents;
  readonly on: IsoDate;
}

/** Whether Congress must be told, and how long one waits then. */
export interface Notice {
  readonly crossed: boolean;
  /** The group of partners whose threshold holds. */
  readonly group: string;
  /** Unit: US cents. */
  readonly threshold: Cents;
  /** Calendar days from the notice; nothing when it is not needed, or not in the law. */
  readonly waiting_days: number | null;
  /** First and last day of the threshold; nothing where it is open. */
  readonly since: IsoDate | null;
  readonly until: IsoDate | null;
  /** Sorted by rule: the group, the threshold, the wait. */
  readonly provisions: readonly Provision[];
}

/**
 * Whether a transfer crosses the threshold of congressional notice on a day, and the waiting days.
 *
 * Nothing where the law sets no threshold for that kind and category on that day.
 * Source: 22 U.S.C. 2776 and others (law/notification/*.yaml).
 */
export function noticeFor(law: LawBook, question: NoticeQuestion): Notice | undefined {
  const { contents } = law;
  const notice = contents.notices.get(question.kind);
  const group = contents.groups.find((each) =>
    each.members.some(
      (member) => member.partner === question.partner && holdsOn(member, question.on),
    ),
  );
  const code = group?.code ?? "other";
  const rule = notice?.rules.find(
    (each) => each.group === code && each.category === question.category,
  );
  const threshold = findInForce(rule?.threshold, question.on);
  if (notice === undefined || rule === undefined || threshold === undefined) return undefined;
  const limit = cents(threshold.value * 100);
  const crossed = rule.test === "at_least" ? question.value >= limit : question.value > limit;
  const wait = crossed ? findInForce(rule.wait_days, question.on) : undefined;
  const name = `${notice.kind}.${rule.category}.${code}`;
  const provisions: Provision[] = [];
  const member = group?.members.find(
    (each) => each.partner === question.partner && holdsOn(each, question.on),
  );
  if (group !== undefined && member !== undefined) {
    provisions.push({
      rule: `${name}.group`,
      file: "law/notification/groups.yaml",
      citation: member.cite,
      mark: weaker(member.mark, member.day_mark ?? member.mark),
      says: `${question.partner} counts to ${group.name}. ${member.says}`,
      effect: "allows",
    });
  }
  provisions.push({
    rule: `${name}.threshold`,
    file: notice.file,
    citation: threshold.cite,
    mark: threshold.mark,
    says: threshold.says,
    effect: crossed ? "warns" : "allows",
  });
  if (wait !== undefined) {
    provisions.push({
      rule: `${name}.wait_days`,
      file: notice.file,
      citation: wait.cite,
      mark: wait.mark,
      says: wait.says,
      effect: "warns",
    });
  }
  const { from: since, to: until } = threshold;
  const waiting_days = wait?.value ?? null;
  return { crossed, group: code, threshold: limit, waiting_days, since, until, provisions };
}
