import type { Finding, Outcome } from "../base/findings.ts";
import { formatCell, parseCell } from "./cells.ts";
import { isInstant, longestComment, tableOfComment } from "./check-comments.ts";
import { fieldsOf, tables } from "./fields.ts";
import { type PlanFindingCode, reportPlan } from "./finding-kinds.ts";
import type { CommentRow, Edit, Plan } from "./plan.ts";
import { quote } from "./words.ts";

/** A comment to be made. */
export interface NewComment {
  readonly on_table: string;
  readonly on_row: string;
  readonly on_field?: string | undefined;
  readonly act: CommentRow["act"];
  readonly answers?: string | undefined;
  readonly author: string;
  /** An instant, such as `2020-12-28T15:00:00Z`. */
  readonly at: string;
  readonly text: string;
  readonly mentions: readonly string[];
  readonly handling?: CommentRow["handling"] | undefined;
}

/** An edit without who makes it, when and why. */
export type CommentEdit = Omit<Edit, "author" | "at" | "reason">;

type Report = (code: PlanFindingCode, field: string, found: string, expected: string) => void;

/**
 * The edits that add a comment under a name that is free.
 *
 * Errors: findings where it is about nothing that is there, says nothing or too much, or acts on another's comment.
 */
export function proposeComment(plan: Plan, given: NewComment): Outcome<readonly CommentEdit[]> {
  const findings: Finding[] = [];
  const cells = cellsOf(given);
  const report: Report = (code, field, found, expected) =>
    findings.push(
      reportPlan(
        code,
        { file: "comments.csv", field },
        { found, expected, help: helps[code] ?? "Write it anew." },
      ),
    );
  checkPlaceOf(plan, given, report);
  checkAnswerOf(plan, given, report);
  const isLong = given.text.trim().length > longestComment;
  if (isLong) {
    report("comment_long", "text", `${given.text.length} characters`, `at most ${longestComment}`);
  }
  if (!isInstant(given.at)) report("comment_at", "at", quote(given.at), "an instant");
  for (const [field, spec] of Object.entries(fieldsOf("comments"))) {
    const text = cells[field];
    if (field === "id" || (text === undefined && spec.required !== true)) continue;
    if (field === "text" && isLong) continue;
    parseCell(text ?? "", spec, (code, words) =>
      findings.push(reportPlan(code, { file: "comments.csv", field }, words)),
    );
  }
  return { result: findings.length > 0 ? [] : editsOf(freeId(plan, given), cells), findings };
}

const helps: Partial<Record<PlanFindingCode, string>> = {
  comment_place: "Name a row of the plan, and a field of it or none.",
  comment_long: "Say it shorter, or name the document that says it.",
  comment_answers: "Only its author corrects or withdraws a comment; answer it instead.",
  comment_at: "Write the time in UTC, such as 2020-12-28T15:00:00Z.",
};

function cellsOf(given: NewComment): Readonly<Record<string, string | undefined>> {
  const { on_table, on_row, on_field, act, answers, author, at, handling } = given;
  return {
    ...{ on_table, on_row, on_field, act, answers, author, at, handling },
    text: formatCell(given.text.trim().replaceAll("\r\n", "\n"), tables.comments.fields.text) ?? "",
    mentions: given.mentions.length === 0 ? undefined : given.mentions.join("; "),
  };
}

function checkPlaceOf(plan: Plan, { on_table, on_row, on_field }: NewComment, report: Report) {
  const table = tableOfComment(on_table);
  if (table === undefined) {
    report("comment_place", "on_table", `the table ${quote(on_table)}`, "a table of the plan");
    return;
  }
  if (!plan.tables[table].some(({ id }) => id === on_row)) {
    const expected = `a row of \`${table}\` that is there and that you may see`;
    report("comment_place", "on_row", `the row ${quote(on_row)}`, expected);
  }
  if (on_field !== undefined && !Object.hasOwn(fieldsOf(table), on_field)) {
    report("comment_place", "on_field", `the field ${quote(on_field)}`, `a field of \`${table}\``);
  }
}

function checkAnswerOf(plan: Plan, given: NewComment, report: Report): void {
  const { act, answers, author, on_table, on_row } = given;
  if (answers === undefined) {
    if (act !== "comment") report("comment_answers", "answers", "nothing", "a comment");
    return;
  }
  const target = plan.tables.comments.find(({ id }) => id === answers);
  const isThere = target?.on_table === on_table && target.on_row === on_row;
  if (!isThere) {
    report("comment_answers", "answers", quote(answers), `a comment on \`${on_row}\``);
    return;
  }
  const isOwn = act === "correction" || act === "withdrawal";
  if (isOwn && (target.author !== author || target.act !== "comment")) {
    report(
      "comment_answers",
      "answers",
      `a ${target.act} by ${target.author}`,
      "a comment of the same author",
    );
  }
}

/** A name that says about what it is, when and by whom, so that two who write apart take different ones. */
function freeId(plan: Plan, { on_row, at, author }: NewComment): string {
  const taken = new Set(plan.tables.comments.map(({ id }) => id));
  const who = author
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .slice(0, 16);
  const stem = [on_row.slice(0, 40), at.replaceAll(/\D/g, "").slice(0, 14), who].join("-");
  for (let count = 1; ; count++) {
    const id = count === 1 ? stem : `${stem}-${count}`;
    if (!taken.has(id)) return id;
  }
}

function editsOf(id: string, cells: Readonly<Record<string, string | undefined>>): CommentEdit[] {
  const begin: CommentEdit = { table: "comments", row: id, field: "id", before: null, after: id };
  const rest = Object.entries(fieldsOf("comments")).flatMap(([field, spec]): CommentEdit[] => {
    const after = cells[field];
    const before = formatCell("default" in spec ? spec.default : undefined, spec);
    if (field === "id" || after === undefined || after === "" || after === before) return [];
    return [{ table: "comments", row: id, field, before, after }];
  });
  return [begin, ...rest];
}
