import { showDollars } from "../../base/money.ts";
import type { LawBook } from "../book.ts";
import type { Judgment, Provision } from "../law.ts";
import { type NoticeQuestion, noticeFor } from "../notification.ts";
import type { LegalCheck } from "./legal-check.ts";

const name = "transfer_notice";

/** The card of the check that large transfers are notified to Congress, and that they wait. */
export const transferNoticeCheck: Omit<LegalCheck, "judge"> = {
  name,
  sentence:
    "A sale, license, lease or transfer at or above the threshold of its group of partners is notified, and waits.",
  reads: [
    "transfers.channel",
    "transfers.category",
    "transfers.amount",
    "transfers.partner",
    "transfers.requested_on",
  ],
  law: ["notification"],
  severity: "waits",
};

/** What the thresholds in force on a day say of a transfer: nothing where the law sets none. */
export function judgeTransfer(law: LawBook, question: NoticeQuestion): readonly Judgment[] {
  const notice = noticeFor(law, question);
  if (notice === undefined) return [];
  const found = `${showDollars(question.value)}, counted to ${notice.group.replaceAll("_", " ")}`;
  const wait = notice.waiting_days === null ? "" : `, then ${notice.waiting_days} calendar days`;
  const expected = `notice from ${showDollars(notice.threshold)}${wait}`;
  return notice.provisions.map((provision) => ({
    ...provision,
    // Where the wait itself is checked, the transfer waits for it.
    effect: waits(provision) ? ("waits" as const) : provision.effect,
    check: name,
    found,
    expected,
    since: notice.since,
    until: notice.until,
  }));
}

function waits({ rule, mark, effect }: Provision): boolean {
  return rule.endsWith(".wait_days") && effect === "warns" && mark === "checked";
}
