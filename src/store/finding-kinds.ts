import { type FindingKinds, reporter } from "../base/findings.ts";

const error = (meaning: string) => ({ severity: "error", meaning }) as const;

/** What the store finds in what it is asked to do. */
export const storeFindingKinds = {
  plan_unknown: error("There is no such plan, or none that the person may see."),
  branch_unknown: error("The plan has no such branch."),
  branch_taken: error("The plan has a branch of that name."),
  branch_closed: error("A scenario that was taken into the plan is not changed any more."),
  branch_is_main: error("What is asked for is done with scenarios, not with the plan itself."),
  branch_state: error(
    "A scenario is dropped once, and only one that was dropped is taken up again.",
  ),
  head_refused: error("The head of a plan cannot say that."),
  branch_form: error("The name of a branch has a wrong form."),
  change_unknown: error("There is no such change, or none that the person may see."),
  change_nothing: error("A change has no edits, or its edits change nothing."),
  change_text: error("A text holds characters that cannot be stored."),
  undo_refused: error("The change is of a kind that is not undone, or it is undone already."),
  right_missing: error("The person may not do that."),
  right_to_decide: error("Decisions on initiatives are for decision makers."),
  record_kept: error(
    "What was said, or happened in a case, is superseded by a later row, never changed.",
  ),
  case_kept: error("A case in which something happened is not ended, and stays about the same."),
  event_assumed: error("What happened stands in the plan, and what is assumed in a scenario."),
  event_author: error("Who acts in a case records it themselves."),
  comment_author: error("Who says something writes it themselves."),
  row_id_taken: error("The id of a new row is not free."),
  cell_withheld: error("A cell from which something is withheld is changed by who sees all of it."),
  handling_above_sight: error("A row is made more sensitive than its writer may see."),
  reference_unseen: error(
    "A row names another that its writer does not see, or that is not there.",
  ),
  plan_stale: error("Somebody has changed the branch since."),
  row_stale: error("Somebody has changed the row since."),
  join_withheld: error("A scenario holds changes that are withheld from the person who joins it."),
  settlement_stray: error("A settlement is about a cell that is in no conflict."),
  plan_taken: error("There is a plan of that name."),
  person_form: error("A grant or the name of a person is not in order."),
  person_taken: error("Another person has that e-mail address."),
  history_broken: error("A history is damaged, or not of this program."),
  store_not_empty: error("A backup goes into an empty store only."),
} as const satisfies FindingKinds;

/** Makes a finding of the store. */
export const reportStore = reporter(storeFindingKinds);

/** The code of a finding of the store. */
export type StoreFindingCode = keyof typeof storeFindingKinds;
