import type { AnswerOf, Problem } from "../../api/client.ts";

/** One cell changed, as the API takes it. */
export type CellEdit = AnswerOf<"makeChange">["change"]["edits"][number];
/** What came of a change. */
export type MadeChange = AnswerOf<"makeChange">;
/** A change as it stands in the log. */
export type LoggedChange = MadeChange["change"];
/** A cell that somebody else has changed meanwhile. */
export type ApiConflict = NonNullable<Problem["conflicts"]>[number];
/** A cell that two branches hold differently. */
export type Difference = AnswerOf<"compareBranches">["differences"][number];
