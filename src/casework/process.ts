import type { IsoDate } from "../base/fiscal.ts";
import type { SecondReading } from "../law/book.ts";
import type { LegalMark } from "../law/law.ts";
import type { Case, EvidenceRow, RowOf } from "../plan/plan.ts";

/** What the state of a case does to the money that hangs on it. */
export type MoneyEffect = "free" | "waits" | "blocked";

/** A value of a rule that changes over time, as the files of `law/` write it. */
export interface DatedValue<T> {
  /** First day; none where it begins before the record. */
  readonly from: IsoDate | null;
  /** Last day; none while it lasts. */
  readonly to: IsoDate | null;
  readonly value: T;
  readonly cite: string;
  readonly mark: LegalMark;
  readonly says: string;
  readonly second_reading?: SecondReading | undefined;
}

/** Who acts in a process: an office, by the name that events carry. */
export interface ProcessOffice {
  readonly code: string;
  readonly name: string;
  readonly department: string;
}

/** A state in which a case of the process may be. */
export interface ProcessState {
  readonly code: string;
  readonly name: string;
  readonly meaning: string;
  readonly money: MoneyEffect;
  /** The case ends here; it may still be reopened where an event leads out. */
  readonly closed: boolean;
  /** Offices that must act next; none where the case is closed. */
  readonly next: readonly string[];
  /** What happens if nobody acts. */
  readonly otherwise: string;
  /** The rule behind what it does to the money, and how sure it is; only a checked rule or a decision blocks. */
  readonly cite: string;
  readonly mark: LegalMark;
  readonly second_reading?: SecondReading | undefined;
}

/** Something that may happen in a case. */
export interface ProcessEvent {
  readonly code: string;
  readonly name: string;
  readonly meaning: string;
  /** States in which it may happen; any open state when empty. */
  readonly from: readonly string[];
  /** The state that follows; none where the state stays. */
  readonly to: string | null;
  /** Offices that may do it; any office when empty. */
  readonly by: readonly string[];
  /** A decision: it needs a reason, names its rule version, and can only be superseded. */
  readonly decision: boolean;
  /** A signature on the facts of the package: it lapses when one of them changes. */
  readonly signs: boolean;
  /** Fields of `events` that it needs besides. */
  readonly needs: readonly (
    | "reason"
    | "evidence"
    | "answers"
    | "facts"
    | "until"
    | "addressee"
    | "channel"
    | "amount"
    | "step"
  )[];
  /** The state that follows when the event's `until` has passed; none where it only stops to count. */
  readonly expires: string | null;
  /** What it says of the tranche that the case decides: its amount, or the whole, is settled so. */
  readonly settles: "certified" | "waived" | "withheld" | null;
  /**
   * The standard that its evidence must meet: one of the four, or that of the case's condition, or that of the way back
   * from it. Any standard where none is named.
   */
  readonly standard: EvidenceRow["standard"] | "condition" | "way_back" | null;
  /** On a ladder: a step is taken, a step is taken back, or all steps that can be undone are. */
  readonly ladder: "take" | "back" | "leave" | null;
  /** It grants what the case decides: it is refused while a checked bar of the law stands against that. */
  readonly grants: boolean;
  /**
   * What it does about a delay, while the state stays: the case is put before the next level, or goes back to the level
   * below; or the delay is accepted until the event's `until`, so that the case is not overdue before.
   */
  readonly delay: "raise" | "lower" | "accept" | null;
  readonly cite: string;
}

/** A kind of step that the ladder of a condition may hold: who may take it, and what it does. */
export interface ProcessRung {
  readonly code: RowOf<"steps">["action"];
  readonly says: string;
  /** What it does to the money of its initiatives while it is in force. */
  readonly money: MoneyEffect;
  /** Offices that may take it and take it back; a step of a plan may name one of them. */
  readonly by: readonly string[];
  /** It can be taken back. What cannot stays in force until its last day. */
  readonly reversible: boolean;
  /** It withholds the tranche of its condition, which a case of the tranche must decide first. */
  readonly withholds: boolean;
  readonly cite: string;
}

/** A level before which a case is put that those whose turn it is do not move. */
export interface ProcessLevel {
  readonly name: string;
  readonly offices: readonly string[];
  readonly cite: string;
  readonly mark: LegalMark;
}

/** Something that the package must hold before certain events, such as an element of a notice to Congress. */
export interface ProcessAsk {
  readonly code: string;
  readonly name: string;
  /** What it is, in words of our own. */
  readonly says: string;
  /** Fields as `table.field`, of the rows that belong to the case; each must hold a value. */
  readonly fields: readonly string[];
  /** Only where the package buys this kind of line; always when absent. */
  readonly when_line_kind?: string | undefined;
  /** Only where such a line, or any line where no kind is named, costs more than so many dollars. */
  readonly when_line_above?: number | undefined;
  /** Events that may not happen without it. */
  readonly before: readonly string[];
  readonly cite: string;
  readonly mark: LegalMark;
  readonly second_reading?: SecondReading | undefined;
}

/** A clock of a process: how long something may or must take. */
export interface ProcessClock {
  readonly code: string;
  readonly name: string;
  /** Events at which it starts (`open`: the day on which the case was opened) and ends; it may start anew. */
  readonly starts: readonly string[];
  readonly ends: readonly string[];
  /** Events between which it stands still, such as a question and its answer. */
  readonly pauses: readonly string[];
  readonly resumes: readonly string[];
  readonly unit: "calendar" | "working";
  /**
   * Only for partners of this group of `law/notification/groups.yaml` on the day on which it starts, such as the
   * shorter wait of `nato_plus`; `other` are those of no group. For every partner when absent.
   */
  readonly group?: string | undefined;
  /** `limit`: should end by then. `wait`: the events that end it may not happen before it has run out. */
  readonly kind: "limit" | "wait";
  /**
   * The authorities whose money the case decides set its days: this parameter of theirs in `law/authorities/`, as in
   * force on the day on which the clock starts. `days` stands in where the law says nothing of any of them.
   */
  readonly by_authority?: "notice_days" | undefined;
  /** By the law or practice in force on the day on which the clock starts. */
  readonly days: readonly DatedValue<number>[];
  /** In place of `days`: it runs to the `until` of the event that starts it. */
  readonly agreed?:
    | { readonly cite: string; readonly mark: LegalMark; readonly says: string }
    | undefined;
  /** What happens when it runs out. */
  readonly then: string;
}

/** A process as a file of `law/processes/` states it: offices, states, events and clocks, as data. */
export interface Process {
  readonly code: string;
  readonly kind: Case["kind"];
  readonly name: string;
  readonly summary: string;
  readonly cites: readonly string[];
  /** The accounts whose money it decides; those of the initiative when empty. */
  readonly accounts: readonly string[];
  /** Authorities of this kind that it does not decide, and why. */
  readonly without_case: readonly {
    readonly accounts: readonly string[];
    readonly says: string;
    readonly cite: string;
    readonly mark: LegalMark;
  }[];
  /** The state of a case that was just opened. */
  readonly first: string;
  readonly offices: readonly ProcessOffice[];
  readonly states: readonly ProcessState[];
  readonly events: readonly ProcessEvent[];
  readonly clocks: readonly ProcessClock[];
  readonly asks: readonly ProcessAsk[];
  /** For conditions with steps: one for each kind of step. */
  readonly ladder: readonly ProcessRung[];
  /** The next first; none where nobody is above those who act. */
  readonly levels: readonly ProcessLevel[];
  /** Covers every checked value of the file that has none of its own. */
  readonly second_reading?: SecondReading | undefined;
  /** The file of `law/` that states it. */
  readonly file: string;
}
