import type { FindingKinds } from "../base/findings.ts";

const error = (meaning: string) => ({ severity: "error", meaning }) as const;
const warning = (meaning: string) => ({ severity: "warning", meaning }) as const;

/** What can be found in the processes of the law, in the cases of a plan, and in an act that is proposed. */
export const caseworkFindingKinds = {
  // The processes and the calendar, when they are loaded.
  process_name_unknown: error(
    "A process names an office, a state or an event that it does not have.",
  ),
  process_name_repeated: error(
    "A process has two offices, states, events, clocks or asks of one name.",
  ),
  process_state_unreached: error("No way leads from the first state to a state."),
  process_state_stuck: error("From an open state no way leads on to a closed one."),
  process_days_broken: error(
    "The dated days of a clock, or of a holiday, overlap or run backward.",
  ),
  process_field_unknown: error("A process asks for a field that no table has."),
  process_rung_missing: error("A process with a ladder does not state a kind of step."),
  process_levels_missing: error(
    "A process puts cases before a higher level and names none, or names levels that no act leads to and from.",
  ),
  process_file_misnamed: error("A file is not named for the process that it holds."),
  casework_file_missing: error("The law lacks a file that casework cannot do without."),
  // The cases of a plan.
  case_process_unknown: error("A case follows a process that the law does not have."),
  case_kind_other: error("A case is of another kind than its process."),
  case_subject_missing: error("A case does not name what it decides."),
  event_unknown: error("An event has a code that its process does not know."),
  event_number_gap: error("The numbers of a case's events have a gap: an event may be lost."),
  event_number_twice: error("Two events of a case have one number."),
  event_date_backward: error("An event is dated before the one before it, or before its case."),
  event_state_wrong: error("An event may not happen in the state in which the case is."),
  event_office_unknown: error("An event names an office that its process does not have."),
  event_office_wrong: error("An office may not do what it is said to have done."),
  event_level_none: error("An act puts a case above the highest level, or back from none."),
  event_need_missing: error("An event lacks what it needs, such as the reason of a decision."),
  event_facts_broken: error("What an event says was signed cannot be read."),
  event_evidence_other: error("An event rests on evidence that is none of its case."),
  event_evidence_later: error("An act rests on evidence that is dated after it."),
  event_supersedes_wrong: error("An event supersedes what is no earlier decision of its case."),
  event_wait_running: error("An event happened before a wait that the law asks for had run out."),
  event_wait_unsure: warning(
    "An event happened before a wait had run out, of which the law is known but not checked.",
  ),
  event_barred: error("An act would grant what a checked bar of the law forbids on its day."),
  event_barred_unsure: warning(
    "An act would grant what the law may forbid, by a rule that is known but not checked, or not told of.",
  ),
  package_lacking: error("The package lacks what it must hold before it goes further."),
  package_lacking_unsure: warning(
    "The package lacks what it should hold by a rule that is known but not checked.",
  ),
  signature_package_lacking: warning(
    "A signature stands over a package that lacks what the act asks for.",
  ),
  case_money_none: warning("None of the accounts that a case decides pays for its initiative."),
  // Conditions and notices.
  event_evidence_weak: error("An act rests on evidence below the standard that it asks for."),
  event_step_other: error("An event takes a step of another condition's ladder."),
  event_step_authority: error("An office takes a step, or takes it back, that may not."),
  event_step_notice: error("A step is taken before the partner had its notice."),
  event_step_back: error("A step is taken back that is not in force, or cannot be undone."),
  event_step_tranche: error(
    "A step withholds a tranche that no case withholds, or is taken back while one still does.",
  ),
  condition_tranche_released: warning(
    "A step that withholds a tranche is in force, and nothing of the tranche is withheld.",
  ),
  tranche_decided_twice: error("Two cases decide one tranche."),
  condition_money_none: warning("A step that holds money is in force, and touches no initiative."),
  condition_tranche_missing: warning(
    "A case decides a tranche that the plan does not hold, so that it acts on no money.",
  ),
  condition_amount_over: error("The decisions on a tranche add up to more than it."),
  condition_waiver_over: error("A waiver releases more than may be waived."),
  condition_tell_overdue: warning("The partner was not told of a condition in time."),
  condition_review_overdue: warning("The day of a condition's review is past."),
  condition_ramp_missing: warning("A redline has no off-ramp."),
  notice_repeated: error("A case has two rows of notice to Congress."),
  // Registers.
  precondition_empty: error("A precondition names neither an agreement nor an activity."),
  precondition_partner_other: warning(
    "A precondition names an agreement with another partner than the initiative's.",
  ),
  register_dates_backward: error("An agreement or activity ends before it begins."),
  // Acts.
  case_unknown: error("There is no such case."),
} as const satisfies FindingKinds;
