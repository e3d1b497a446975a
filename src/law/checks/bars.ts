import { compareText } from "../../base/findings.ts";
import type { LegalBar, Span } from "../book.ts";
import { holdsWithin } from "../in-force.ts";
import type { Judgment, LegalSubject } from "../law.ts";
import { strength, weaker } from "../marks.ts";
import type { CheckQuestion, LegalCheck } from "./legal-check.ts";

const name = "bars";

/**
 * What the bars say of an account and a subject in a fiscal year.
 *
 * A bar counts if it holds on any day of the year, since money may move on any day; a waiver of part of the year does
 * not lift it. Each stops named accounts only; there is no flag that bars a country as a whole.
 */
export const barsCheck: LegalCheck = {
  name,
  sentence: "No bar stops the account for this partner on any day of the fiscal year.",
  reads: ["partners.iso3", "partners.bureau", "initiatives.recipient"],
  law: ["bars"],
  severity: "blocks",
  judge: (question) => question.bars.flatMap((bar) => judgeBar(bar, question)),
};

/** What is asked of a bar: an account or channel, a recipient, and the days on which the bar would hold. */
export interface BarQuestion extends Pick<CheckQuestion, "contents" | "first" | "last"> {
  readonly authority: Pick<CheckQuestion["authority"], "code">;
  readonly subject: Pick<LegalSubject, "recipient" | "partner">;
}

type Stop = LegalBar["stops"][number];
type Determination = NonNullable<LegalBar["determinations"]>[number];

/** What a bar says: nothing where it does not name the account, or lists nobody. */
export function judgeBar(bar: LegalBar, question: BarQuestion): readonly Judgment[] {
  const { authority, subject, first, last } = question;
  const account = authority.code;
  const stops = bar.stops.filter(
    (each) =>
      each.accounts.includes(account) && holdsWithin(each, first, last) && reaches(each, subject),
  );
  const [stop] = stops;
  if (stop === undefined) return [];
  if (bar.everywhere === true) {
    const compared = {
      found: `paid by ${account}`,
      expected: "an exception",
      effect: "warns",
    } as const;
    return [barred(bar, "applies", stop, compared)];
  }
  const rows = (bar.determinations ?? []).filter((row) => row.partner === subject.partner.iso3);
  const held = rows.filter((each) => holdsWithin(each, first, last));
  if (held.length === 0) return judgeRenewal(bar, rows, question);
  const judged = held.flatMap((row) => stops.map((each) => judgePair(bar, each, row, account)));
  return judged.sort(byStrictness).slice(0, 1);
}

/** Whether a stop is about such a recipient, region and country. */
function reaches(stop: Stop, { recipient, partner }: BarQuestion["subject"]): boolean {
  return (
    (stop.recipients === undefined || (stop.recipients as string[]).includes(recipient)) &&
    (stop.bureaus === undefined || (stop.bureaus as string[]).includes(partner.bureau)) &&
    !(partner.iso3 !== undefined && stop.except?.includes(partner.iso3))
  );
}

/** A partner on an earlier list of a bar that is renewed each year: look for the next list. */
function judgeRenewal(
  bar: LegalBar,
  rows: readonly Determination[],
  { first, contents }: BarQuestion,
): Judgment[] {
  if (bar.renewed !== "yearly" || first <= contents.edition.on) return [];
  const earlier = rows.filter((each) => each.to !== null && each.to < first);
  const latest = earlier.sort((a, b) => compareText(b.to ?? "", a.to ?? ""))[0];
  if (latest === undefined) return [];
  const says = `${latest.says} Lists of later years are not in this edition; look for one.`;
  const found = `on the list until ${latest.to}`;
  const compared = { found, expected: "the list of the year", effect: "warns" } as const;
  return [barred(bar, "renewal", { ...latest, says }, compared)];
}

/** What one stop and one determination say together. */
function judgePair(bar: LegalBar, stop: Stop, row: Determination, account: string): Judgment {
  const expected = `no determination about ${row.partner}, or one waived for ${account}`;
  if (row.waived === "all" || (row.waived !== "none" && row.waived.includes(account))) {
    const found = row.waived === "all" ? "waived in full" : `waived for ${row.waived.join(", ")}`;
    return barred(bar, "waived", row, { found, expected, effect: "allows" });
  }
  const mark = weaker(row.mark, stop.mark);
  const entry = {
    ...row,
    mark,
    says: `${row.says} ${stop.says}`,
    cite: `${stop.cite}; ${row.cite}`,
  };
  const found =
    row.waived === "none" ? "listed, not waived" : `waived for ${row.waived.join(", ")}`;
  if (bar.effect === "flags") {
    return barred(bar, "flagged", entry, { found, expected, effect: "warns" });
  }
  const effect = mark === "checked" ? "blocks" : "warns";
  return barred(bar, "listed", entry, { found, expected, effect });
}

function barred(
  bar: LegalBar,
  end: string,
  { cite, mark, says, from, to }: Span,
  compared: Pick<Judgment, "found" | "expected" | "effect">,
): Judgment {
  return {
    rule: `${bar.code}.${end}`,
    file: bar.file,
    citation: cite,
    mark,
    says,
    ...compared,
    check: name,
    since: from,
    until: to,
  };
}

const strictness = { blocks: 0, waits: 1, warns: 2, allows: 3 } as const;

/** The strictest first, since a bar that holds on one day of the year is a bar in that year. */
function byStrictness(a: Judgment, b: Judgment): number {
  return (
    strictness[a.effect] - strictness[b.effect] ||
    strength[b.mark] - strength[a.mark] ||
    compareText(a.says, b.says)
  );
}
