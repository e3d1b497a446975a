import type { Finding } from "../base/findings.ts";
import type { FiscalYear, IsoDate } from "../base/fiscal.ts";
import type { Cents } from "../base/money.ts";
import type { Agreement, Case, Partner, Plan } from "../plan/plan.ts";
import type { Hold } from "./hold.ts";
import type { LegalMark } from "./marks.ts";

export type { LegalMark } from "./marks.ts";

/** One provision that decided, or would have: enough for a person to look it up. */
export interface Provision {
  /** Stable name of the rule, such as `FMF.recipients` or `CSPA.listed`. */
  readonly rule: string;
  /** The file of `law/` that holds it. */
  readonly file: string;
  readonly citation: string;
  readonly mark: LegalMark;
  /** What it says, in one sentence. */
  readonly says: string;
  readonly effect: "allows" | "blocks" | "warns";
}

/** What the law needs to know about an initiative. */
export interface LegalSubject {
  readonly partner: Pick<Partner, "id" | "iso3" | "bureau" | "kind">;
  readonly purpose: string;
  readonly recipient: string;
  readonly instrument: string;
  /** Kinds of its cost lines. */
  readonly lineKinds: readonly string[];
  /** What the plan records of agreements with the partner; one that is not in force may stop money. */
  readonly agreements?: readonly RecordedAgreement[];
}

/** An agreement with a partner, as a plan records it. */
export type RecordedAgreement = Pick<Agreement, "kind" | "status" | "since" | "until">;

/** Whether an account may pay for a subject in a fiscal year, with what decided and what only warns. */
export interface Eligibility {
  readonly answer: "yes" | "no";
  /** For `no`: every provision that blocks. For `yes`: those that allow. Sorted by rule. */
  readonly provisions: readonly Provision[];
  /** Provisions that would block, but are not checked; and duties such as notice and vetting. */
  readonly warnings: readonly Provision[];
}

/**
 * What one check found of one account, initiative or line: a provision, with what it compared.
 *
 * `waits`: a duty by a checked rule, so that the money waits until it is done.
 */
export interface Judgment extends Omit<Provision, "effect"> {
  readonly effect: Provision["effect"] | "waits";
  /** The name of the check. */
  readonly check: string;
  /** What the plan says, in words. */
  readonly found: string;
  /** What the law asks for, in words. */
  readonly expected: string;
  /** First and last day of the value that decided; nothing where it is open. */
  readonly since: IsoDate | null;
  readonly until: IsoDate | null;
}

/** What the plan says of a line that an account would pay. */
export interface LineFacts {
  /** The day on which it is asked: nothing can happen before it. */
  readonly as_of: IsoDate;
  /** What the initiative costs in the fiscal year. */
  readonly amount: Cents;
  /** What the plan records of agreements with the partner. */
  readonly agreements: readonly RecordedAgreement[];
  /** Units that receive it; none where they are not known yet. */
  readonly units: number;
  /** Kinds of the cases that decide the initiative. */
  readonly cases: readonly Case["kind"][];
  /** Calendar days from `as_of` until cases free the money, where they say when; the notice comes after. */
  readonly days_before: number;
  /**
   * By authority: calendar days from `as_of` that concurrence, vetting and the case itself usually still take. These
   * are standard times, so that what rests on them only warns. Absent where no casework is known.
   */
  readonly usual_days?: ReadonlyMap<string, number> | undefined;
}

/** When a line would be paid, for the check of the two clocks. */
export type Moment = Pick<LineFacts, "as_of" | "days_before" | "usual_days">;

/** How long money of an account may be obligated. */
export interface Availability {
  /** Fiscal years, the year of appropriation included; `null` until expended. */
  readonly years: number | null;
  readonly provision: Provision;
}

/** The law as the rest of the program asks it. `src/law/load.ts` makes one from the files of `law/`. */
export interface Law {
  /** Names the contents: the edition of the data and a hash over its files. */
  readonly edition: string;
  /** Codes of all accounts and authorities, sorted. */
  readonly accountCodes: readonly string[];
  /** The title of an account, or nothing when the code is unknown. */
  findTitle(account: string): string | undefined;
  /**
   * Whether `account` may pay for `subject` in fiscal year `year`. Unknown accounts answer `no`. With a moment, also
   * whether the money lasts until it can be obligated.
   */
  eligible(
    account: string,
    subject: LegalSubject,
    year: FiscalYear,
    moment?: Moment | undefined,
  ): Eligibility;
  /** How long money of the account lasts on that day. Nothing for an unknown account. */
  findAvailability(account: string, on: IsoDate): Availability | undefined;
  /**
   * What the checks find that need the facts of a line: caps, agreements, two clocks. Absent in a law that has none.
   */
  judgeLine?: Judges["judgeLine"];
  /**
   * Money of a plan that its cases and preconditions block or keep waiting, as of the plan's day.
   *
   * Absent in a law without casework, under which nothing is held. `src/casework/rules.ts` adds it.
   */
  listHolds?(plan: Plan): readonly Hold[];
  /**
   * Calendar days from the plan's day that concurrence, vetting and the case itself usually still take, by initiative
   * and authority. Absent as above.
   */
  usualDays?(plan: Plan): (initiative: string) => ReadonlyMap<string, number>;
  /** What is wrong with a plan's cases, as of the plan's day. Absent as above. */
  checkCases?(plan: Plan): readonly Finding[];
  /**
   * The plan with what its cases decided about tranches, without what its reserves keep back, and with the yearly
   * ceilings of the law, written where the allocation reads them. Absent as above.
   */
  settlePlan?(plan: Plan): Plan;
}

/** The questions to the law of who may pay: of a whole initiative, and of one line. */
export interface Judges {
  /** Whether an account may pay for a subject in a fiscal year, and at a moment where one is given. */
  eligible: Law["eligible"];
  /** What every check finds of an initiative, and of a line where its facts are given. */
  judge(
    account: string,
    subject: LegalSubject,
    year: FiscalYear,
    line?: LineFacts,
  ): readonly Judgment[];
  /** What the checks find that need the facts of a line: caps, agreements, two clocks. */
  judgeLine(
    account: string,
    subject: LegalSubject,
    year: FiscalYear,
    line: LineFacts,
  ): readonly Judgment[];
}
