import type { Command } from "commander";
import type { Finding } from "../base/findings.ts";
import { tableOfComment } from "../plan/check-comments.ts";
import { formatCsvRow } from "../plan/csv.ts";
import { fieldsOf } from "../plan/fields.ts";
import type { CommentRow, Plan } from "../plan/plan.ts";
import { mentions, readThreads, type Thread } from "../plan/threads.ts";
import { type CommentEdit, type NewComment, proposeComment } from "../plan/write-comment.ts";
import { commentsText, titleOfRow } from "../report/comments-text.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { report } from "./finding-kinds.ts";
import { unknownName } from "./overrides.ts";
import { loadPlan } from "./plan-input.ts";
import { printReply, type Reply, type ReplyOptions, refuse } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

const examples = [
  "entente comments examples/fy2021",
  "entente comments examples/fy2021 --on cases/idn-watch-333",
  "entente comments examples/fy2021 --mentions state_pm --open",
  'entente comments examples/fy2021 --on partners/IDN --say "Which port?" --author "A. Smith" --mention osd_policy',
];

interface CommentsOptions extends ReplyOptions {
  readonly on?: string;
  readonly field?: string;
  readonly mentions?: string;
  readonly open?: boolean;
  readonly say?: string;
  readonly answer?: string;
  readonly as: CommentRow["act"];
  readonly author?: string;
  readonly mention?: readonly string[];
}

const acts = fieldsOf("comments").act;
const actNames = acts?.type === "choice" ? acts.values : [];

/** Adds `entente comments PLAN`: what people say to each other about rows, and the row that says more. */
export function addComments(program: Command, { around, end }: CommandContext): void {
  addCommand(program, "comments", "Show what people say of rows, in threads, and say more.")
    .argument("<plan>", "folder of the plan")
    .option("--on <table/row>", "only what is said of this row, such as cases/idn-watch-333")
    .option("--mentions <name>", "only threads that name this person or office")
    .option("--open", "only threads that nobody has settled")
    .option("--say <text>", "print the row of comments.csv that says this; needs --author")
    .option("--field <name>", "for --say: the field that it is about")
    .option("--answer <id>", "for --say: the comment that it answers or acts on")
    .option("--as <act>", `for --say: ${actNames.join(", ")}`, "comment")
    .option("--author <name>", "for --say: who says it")
    .option("--mention <names...>", "for --say: the people and offices to whom it is said")
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, options: CommentsOptions) => {
      const { input, findings } = await loadPlan({ folder, scenario: null }, around);
      const reply =
        input === null
          ? refuse("comments", findings)
          : options.say === undefined
            ? show(input.plan, options, findings)
            : write(input.plan, options, findings, around);
      end(printReply(reply, options, around));
    });
}

function show(plan: Plan, options: CommentsOptions, findings: readonly Finding[]): Reply {
  const place = options.on === undefined ? undefined : readPlace(plan, options.on);
  if (place !== undefined && "code" in place) return refuse("comments", [place]);
  const all = readThreads(plan.tables.comments);
  const named = new Set(options.mentions === undefined ? [] : [options.mentions.toLowerCase()]);
  const fits = (one: Thread) =>
    (place === undefined || (one.on_table === place.table && one.on_row === place.row)) &&
    (options.mentions === undefined || mentions(one, named)) &&
    (options.open !== true || one.state === "open");
  const threads = all.filter(fits);
  const text = commentsText(threads, all.length, (table, row) => titleOfRow(plan, table, row));
  return { command: "comments", ending: "fine", findings, result: { threads }, text };
}

function write(
  plan: Plan,
  options: CommentsOptions,
  found: readonly Finding[],
  around: Surroundings,
): Reply {
  const { say = "", answer, as: act, author = "", mention = [], field } = options;
  const target = plan.tables.comments.find(({ id }) => id === answer);
  if (answer !== undefined && target === undefined) {
    const ids = plan.tables.comments.map(({ id }) => id);
    return refuse("comments", [unknownName("--answer", "a comment of the plan", answer, ids)]);
  }
  if (!actNames.includes(act)) {
    return refuse("comments", [unknownName("--as", "what a comment does", act, actNames)]);
  }
  const on = options.on ?? (target === undefined ? "" : `${target.on_table}/${target.on_row}`);
  const place = readPlace(plan, on);
  if ("code" in place) return refuse("comments", [place]);
  const given: NewComment = {
    ...{ on_table: place.table, on_row: place.row, on_field: field ?? target?.on_field },
    ...{ act, answers: answer, author, text: say, mentions: mention },
    at: around.now?.() ?? `${plan.head.as_of}T12:00:00Z`,
  };
  const { result, findings } = proposeComment(plan, given);
  if (findings.length > 0) return refuse("comments", findings);
  const text = rowText(result, plan.tables.comments.length === 0);
  return { command: "comments", ending: "fine", findings: found, result: { edits: result }, text };
}

/** The row as the file has it; the header too where there is no file yet. */
function rowText(edits: readonly CommentEdit[], withHeader: boolean): string {
  const values = new Map(edits.map((edit) => [edit.field, edit.after ?? ""]));
  const names = Object.keys(fieldsOf("comments"));
  const head = withHeader ? formatCsvRow(names) : "";
  return `${head}${formatCsvRow(names.map((name) => values.get(name) ?? ""))}`;
}

/** The row that `TABLE/ROW` names, or why it names none. */
function readPlace(
  plan: Plan,
  on: string,
): { readonly table: string; readonly row: string } | Finding {
  const [, name = "", row = ""] = /^([^/]*)\/(.*)$/s.exec(on) ?? [];
  const table = tableOfComment(name);
  if (table === undefined) {
    return report(
      "option_malformed",
      { field: "--on" },
      {
        found: on === "" ? "no row" : `\`${on}\``,
        expected: "TABLE/ROW, such as initiatives/idn-watch, with a table of the plan",
        help: "Name the table of the row, a slash, and the row's id.",
      },
    );
  }
  const ids = plan.tables[table].map(({ id }) => id);
  if (!ids.includes(row)) return unknownName("--on", `a row of ${table}`, row, ids);
  return { table, row };
}
