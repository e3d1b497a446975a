import type { IsoDate } from "../../base/fiscal.ts";
import type { Transfer } from "../../plan/plan.ts";
import type { Authority, LawContents, LegalBar, Span } from "../book.ts";
import type { Judgment, LegalSubject, LineFacts, Provision, RecordedAgreement } from "../law.ts";

/** What is asked of a check: may this account pay for this subject in this fiscal year? */
export interface CheckQuestion {
  readonly contents: LawContents;
  readonly authority: Authority;
  readonly subject: LegalSubject;
  /** First and last day of the fiscal year. */
  readonly first: IsoDate;
  readonly last: IsoDate;
  /** Nothing where an initiative is asked about, and not one of its lines. */
  readonly line: LineFacts | undefined;
  /** The bars that name the account. */
  readonly bars: readonly LegalBar[];
  /** Codes of the authorities that the account pays on the first day. */
  readonly pays: readonly string[];
  /** Whether an authority that the account pays would allow the same. */
  ask(code: string): UnderAnswer;
}

/** Whether an authority allows the same, and the rules that were not checked and speak against it. */
export interface UnderAnswer {
  readonly lawful: boolean;
  readonly doubts: readonly string[];
}

/** One check of the law: its card for people to read, and its judgment. */
export interface LegalCheck {
  readonly name: string;
  /** What must hold, in one sentence. */
  readonly sentence: string;
  /** The fields of the plan that it reads. */
  readonly reads: readonly string[];
  /** What it reads of the law: parameters of authorities, or folders. */
  readonly law: readonly string[];
  /** The most that it does, and only where its value is marked checked: stop money, make it wait, or warn. */
  readonly severity: "blocks" | "waits" | "warns";
  /** Nothing where the law sets no such rule, or the question does not touch it. */
  judge(question: CheckQuestion): readonly Judgment[];
}

/** What a check compared, and what follows. */
export interface Comparison extends Pick<Judgment, "found" | "expected" | "effect"> {
  /** Words after those of the value itself. */
  readonly more?: string | undefined;
}

/** The judgment of a check on a parameter of an authority, from the value in force. */
export function judgmentOf(
  check: string,
  authority: Pick<Authority, "code" | "file">,
  rule: string,
  entry: Span,
  { found, expected, effect, more }: Comparison,
): Judgment {
  return {
    rule: `${authority.code}.${rule}`,
    file: authority.file,
    citation: entry.cite,
    mark: entry.mark,
    says: more === undefined ? entry.says : `${entry.says} ${more}`,
    effect,
    check,
    found,
    expected,
    since: entry.from,
    until: entry.to,
  };
}

/** What a rule does that is not kept: only a checked one blocks. */
export function effectOf(entry: Pick<Span, "mark">): "blocks" | "warns" {
  return entry.mark === "checked" ? "blocks" : "warns";
}

/** The provision in a judgment, without what was compared. */
export function provisionOf(judgment: Judgment): Provision {
  const { rule, file, citation, mark, says, effect } = judgment;
  // Money that waits is not stopped: who asks only whether an account may pay is warned.
  return { rule, file, citation, mark, says, effect: effect === "waits" ? "warns" : effect };
}

/** What is known of an arms transfer, for the checks of transfers. */
export interface TransferFacts {
  readonly channel: Transfer["channel"];
  /** Nothing where the plan has no such partner. */
  readonly partner: LegalSubject["partner"] | undefined;
  /** What the plan records of agreements with the partner. */
  readonly agreements: readonly RecordedAgreement[];
  /** The day whose law is asked. */
  readonly on: IsoDate;
  readonly technology: Transfer["technology"] | undefined;
  readonly offset_ratio: number | undefined;
  /** What it is for; nothing where nobody said. */
  readonly purpose: string | undefined;
  /** Whether Congress is told of it. */
  readonly told: boolean;
}

/** A check of an arms transfer: its card, and its judgment. */
export interface TransferCheck extends Omit<LegalCheck, "judge"> {
  /** Nothing where the law sets no such rule on the day, or the transfer does not touch it. */
  judge(contents: LawContents, facts: TransferFacts): readonly Judgment[];
}
