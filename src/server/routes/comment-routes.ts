import type { z } from "zod";
import type { newCommentSchema } from "../../api/comment-schemas.ts";
import { findMentions } from "../../plan/find-mentions.ts";
import { readThreads } from "../../plan/threads.ts";
import { type NewComment, proposeComment } from "../../plan/write-comment.ts";
import { makeChange } from "../../store/changes.ts";
import { listOwnOffices } from "../../store/processes.ts";
import { listColleagues } from "../../store/rights/colleagues.ts";
import { report } from "../finding-kinds.ts";
import type { Call, Handlers } from "../handler.ts";
import { withFindings } from "../made-change.ts";
import { type CommentView, listOffices, listThreads, showThread } from "../pages/comments.ts";
import { refuse } from "../problems.ts";
import { refusalOfStore, refuseAbsent } from "../refusals.ts";

type CommentName = "listComments" | "addComment";
type Body = z.output<typeof newCommentSchema>;

/** What people say to each other about rows, and saying it. */
export const commentHandlers: Handlers<CommentName> = {
  listComments: async (call) => {
    const { plan, branch } = { ...call.params, ...call.query };
    const view = await viewOf(call, plan, branch);
    if (view === undefined) return refuseAbsent("plan", plan);
    return { body: listThreads(view, call.query) };
  },
  addComment: async (call) => {
    const { server, caller, body } = call;
    const { plan } = call.params;
    const view = await viewOf(call, plan, body.branch);
    if (view === undefined) return refuseAbsent("plan", plan);
    const given = readNew(view, body, instantAfter(view, body.answers));
    const proposed = proposeComment(view.seen.plan, given.comment);
    const findings = [...given.findings, ...proposed.findings];
    if (findings.length > 0) return refuse(422, findings);
    const edits = proposed.result.map((edit) => ({ ...edit }));
    const made = await makeChange(server.db, caller.id, {
      ...{ plan, branch: body.branch, edits, reason: describe(given.comment) },
    });
    if (made.refusal !== null) return refusalOfStore(made.refusal);
    const whole = await withFindings(server, caller.id, plan, made.value);
    const after = await viewOf(call, plan, body.branch);
    const id = edits[0]?.row;
    const thread = readThreads(after?.seen.plan.tables.comments ?? []).find(
      ({ comments, turns, id: own }) =>
        own === (body.answers ?? id) ||
        comments.some(({ row }) => row.id === id || row.id === body.answers) ||
        turns.some((row) => row.id === id),
    );
    if (after === undefined || thread === undefined) return refuseAbsent("comment", id ?? "");
    return { body: { made: whole, at: given.comment.at, thread: showThread(after, thread) } };
  },
};

async function viewOf(
  { server, caller }: Pick<Call<CommentName>, "server" | "caller">,
  plan: string,
  branch: string,
): Promise<CommentView | undefined> {
  const seen = await server.plans.find(caller.id, plan, branch);
  if (seen === undefined) return undefined;
  return server.db.asPerson(caller.id, async (tx) => ({
    ...{ seen, caller, offices: listOffices(server.cases.book) },
    people: await listColleagues(tx, plan),
    own: [...new Set((await listOwnOffices(tx, plan)).map(({ office }) => office))],
  }));
}

/** Now, and after all that was said in the thread, so that its order is that in which people saw it. */
function instantAfter({ seen }: CommentView, answers: string | undefined): string {
  const thread = readThreads(seen.plan.tables.comments).find(
    ({ id, comments }) => id === answers || comments.some(({ row }) => row.id === answers),
  );
  const last = Date.parse(thread?.last ?? "");
  return new Date(Math.max(Date.now(), Number.isNaN(last) ? 0 : last + 1)).toISOString();
}

/** The comment that was sent, with those whom it names; a finding for each name that nobody has. */
function readNew({ people, offices, caller }: CommentView, body: Body, at: string) {
  const names = [
    ...people.flatMap(({ id, name }) => [name, id]),
    ...offices.map(({ code }) => code),
  ];
  const known = new Map(names.map((name) => [name.toLowerCase(), name]));
  for (const { id, name } of people) known.set(id.toLowerCase(), name);
  const typed = findMentions(body.text, names);
  const asked = [...new Set([...body.mentions, ...typed.mentions])];
  const unknown = asked.filter((name) => !known.has(name.toLowerCase()));
  const comment: NewComment = {
    ...{ on_table: body.table, on_row: body.row, on_field: body.field, act: body.act },
    ...{ answers: body.answers, author: caller.name, at, text: typed.text },
    mentions: [...new Set(asked.map((name) => known.get(name.toLowerCase()) ?? name))],
    handling: body.handling,
  };
  const findings = unknown.map((name) =>
    report(
      "mention_unknown",
      { file: "comments.csv", field: "mentions" },
      {
        found: `\`${name}\``,
        expected: "somebody who has a part in the plan, or an office of a process",
        help: "Name one of those whom the plan knows.",
      },
    ),
  );
  return { comment, findings };
}

const acts: Readonly<Record<NewComment["act"], string>> = {
  comment: "Comment",
  correction: "Correction of a comment",
  withdrawal: "A comment taken back",
  resolution: "Thread settled",
  reopening: "Thread opened again",
};

/** The reason of the change in the plan's log. It names the row alone: what was said stands in its own row. */
function describe({ act, on_table, on_row }: NewComment): string {
  return `${acts[act]} on ${on_table} ${on_row}`;
}
