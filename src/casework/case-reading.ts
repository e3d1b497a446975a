import type { Finding } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { Case, CaseEvent } from "../plan/plan.ts";
import type { ClockReading } from "./clocks.ts";
import type { FactChange } from "./facts.ts";
import type {
  MoneyEffect,
  Process,
  ProcessAsk,
  ProcessEvent,
  ProcessLevel,
  ProcessOffice,
  ProcessState,
} from "./process.ts";

/**
 * An event that counts, with the states around it, and whether it still stands.
 *
 * `superseded`: a later event takes its place. `lapsed`: it signed what has changed since. `fallen`: it rests on a
 * signature or decision that no longer stands. `expired`: its last day is past.
 */
export interface CountedEvent {
  readonly event: CaseEvent;
  readonly act: ProcessEvent;
  /** The states before and after it, by code. */
  readonly from: string;
  readonly to: string;
  readonly status: "stands" | "superseded" | "lapsed" | "fallen" | "expired";
}

/** A decision or signature of a case, and why it does not stand. */
export interface DecisionReading extends CountedEvent {
  /** The event that superseded it. */
  readonly superseded_by: string | null;
  /** For a lapse: what changed since it was signed. */
  readonly changes: readonly FactChange[];
  /** In one sentence, why it does not stand; empty while it stands. */
  readonly why: string;
}

/** Something that may happen next in a case. */
export interface NextAct {
  readonly act: ProcessEvent;
  readonly offices: readonly ProcessOffice[];
  /** Fields of the event that must be given; the facts of a signature are filled in. */
  readonly needs: readonly string[];
  /** What the package lacks for it. */
  readonly lacks: readonly ProcessAsk[];
  /** A wait that must run out first ends on this day. */
  readonly not_before: IsoDate | null;
  /** Decisions that it may supersede, by event id; then it may also happen from where they were taken. */
  readonly supersedes: readonly string[];
}

/** That a case was put before a higher level. */
export interface Raised {
  readonly level: ProcessLevel;
  /** 1 for the level next above those whose turn it is. */
  readonly number: number;
  /** The event that put it there, with who did so and why. */
  readonly event: CaseEvent;
}

/** A case as it stands on a day. */
export interface CaseReading {
  readonly case: Case;
  readonly process: Process;
  readonly on: IsoDate;
  readonly state: ProcessState;
  /** The first day of that state. */
  readonly since: IsoDate;
  readonly closed: boolean;
  readonly money: MoneyEffect;
  /** The state rests on an event that a scenario assumes. */
  readonly assumed: boolean;
  /** The level before which it was put; nothing while it is with those whose turn it is. */
  readonly raised: Raised | null;
  /** The event that accepts its delay until a day that is not past. */
  readonly delay_accepted: CaseEvent | null;
  /** The offices that must act next, those of a higher level first; none where it is closed. */
  readonly waits_for: readonly ProcessOffice[];
  /** What happens if nobody acts. */
  readonly otherwise: string;
  /** The events that count, in order, also those that no longer stand. */
  readonly events: readonly CountedEvent[];
  /** Events that were left out, because something is wrong with them; the findings say what. */
  readonly left_out: readonly CaseEvent[];
  readonly decisions: readonly DecisionReading[];
  readonly clocks: readonly ClockReading[];
  /** A clock ran out, or the day set for the decision is past, and nobody accepted the delay until a later day. */
  readonly overdue: boolean;
  readonly next: readonly NextAct[];
  readonly findings: readonly Finding[];
}
