import type { Check } from "./check-context.ts";
import { fieldsOf, type TableName, tableNames } from "./fields.ts";
import type { CommentRow } from "./plan.ts";
import { listNames, quote } from "./words.ts";

/** The longest comment.   Unit: characters. */
export const longestComment = 5000;

const instantPattern = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?Z$/;

/** Whether a text is an instant such as `2020-12-28T15:00:00Z`. */
export function isInstant(text: string): boolean {
  return instantPattern.test(text) && !Number.isNaN(Date.parse(text));
}

/** The table that a comment is about; nothing where there is no such table, or its rows are not spoken of. */
export function tableOfComment(name: string): TableName | undefined {
  return tableNames.find((table) => table === name && table !== "comments");
}

/** Checks comments: what they are about, when and how long they are, and what they answer. */
export function checkComments(check: Check): void {
  for (const row of check.tables.comments) {
    checkPlace(check, row);
    checkSaid(check, row);
    checkAnswer(check, row);
  }
}

function checkPlace(check: Check, row: CommentRow): void {
  const table = tableOfComment(row.on_table);
  if (table === undefined) {
    check.add("comment_place", "comments", row.id, "on_table", {
      found: `the table ${quote(row.on_table)}`,
      expected: "a table of the plan other than the comments",
      help: "Name the table of the row; to say something to a comment, answer it.",
    });
    return;
  }
  const { on_field: field } = row;
  if (field !== undefined && !Object.hasOwn(fieldsOf(table), field)) {
    check.add("comment_place", "comments", row.id, "on_field", {
      found: `the field ${quote(field)} of \`${table}\``,
      expected: `one of ${listNames(Object.keys(fieldsOf(table)))}`,
      help: "Name a field, or leave it empty to speak of the whole row.",
    });
  }
  if (check.find(table, row.on_row) === undefined) {
    check.add("comment_row_absent", "comments", row.id, "on_row", {
      found: `${quote(row.on_row)}, which \`${table}\` does not have`,
      expected: "a row that is there",
      help: "It is kept as what was said. Nothing need be done.",
    });
  }
}

function checkSaid(check: Check, { id, at, text }: CommentRow): void {
  if (!isInstant(at)) {
    check.add("comment_at", "comments", id, "at", {
      found: quote(at),
      expected: "an instant, such as `2020-12-28T15:00:00Z`",
      help: "Write the time in UTC, with `Z` at its end.",
    });
  }
  if (text.length > longestComment) {
    check.add("comment_long", "comments", id, "text", {
      found: `${text.length} characters`,
      expected: `at most ${longestComment}`,
      help: "Say it shorter, or name the document that says it.",
    });
  }
}

function checkAnswer(check: Check, row: CommentRow): void {
  const problem = problemOfAnswer(check, row);
  if (problem === undefined) return;
  check.add("comment_answers", "comments", row.id, "answers", {
    found: problem,
    expected:
      row.act === "comment"
        ? "a comment on the same row, or none"
        : row.act === "resolution" || row.act === "reopening"
          ? "a comment of the thread that it settles or opens again"
          : "a comment of the same author on the same row",
    help: "Name the comment that it answers.",
  });
}

function problemOfAnswer(check: Check, row: CommentRow): string | undefined {
  if (row.answers === undefined) {
    return row.act === "comment" ? undefined : `a ${row.act} of nothing`;
  }
  const target = check.find("comments", row.answers);
  // A comment that is not there is told by the check of references.
  if (target === undefined) return undefined;
  if (target.on_table !== row.on_table || target.on_row !== row.on_row) {
    return `\`${target.id}\`, which is about \`${target.on_row}\` of \`${target.on_table}\``;
  }
  const isOwn = row.act === "correction" || row.act === "withdrawal";
  if (isOwn && (target.author !== row.author || target.act !== "comment")) {
    return target.act === "comment"
      ? `\`${target.id}\`, which ${target.author} said`
      : `\`${target.id}\`, which is a ${target.act}`;
  }
  const seen = new Set([row.id]);
  for (let at: CommentRow | undefined = target; at !== undefined; ) {
    if (seen.has(at.id)) return `\`${row.answers}\`, in a circle of answers`;
    seen.add(at.id);
    at = at.answers === undefined ? undefined : check.find("comments", at.answers);
  }
  return undefined;
}
