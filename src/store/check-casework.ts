import type { Finding } from "../base/findings.ts";
import type { TableName } from "../plan/fields.ts";
import { mainBranch } from "./branches/branch-state.ts";
import type { Session } from "./database.ts";
import { reportStore } from "./finding-kinds.ts";
import { missingRight } from "./refused.ts";
import { cellOf, type FoldedRows } from "./touched-rows.ts";
import type { RowChange } from "./write-rows.ts";

/** Where a change of casework is made, and by whom. */
export interface CaseworkAsked {
  readonly plan: string;
  readonly branch: string;
  readonly person: string;
  /** The scenario that the change takes in, where it is a merge. */
  readonly merged?: string | undefined;
}

/** Rows that are only ever added to on `main`. */
const kept = ["events", "evidence", "comments"] as const satisfies readonly TableName[];

/** What a case is about; it stays once something has happened in it. */
const subject = [
  ...["process", "kind", "partner", "initiative", "transfer", "unit", "condition", "opened_on"],
];

/**
 * What may not be done to casework, by anybody or by this person. The database refuses it, too, in fewer words.
 *
 * What the law bars is not among it: the store knows no law. The server asks it before a change with events gets here.
 */
export async function listCasework(
  tx: Session,
  asked: CaseworkAsked,
  folded: FoldedRows,
): Promise<Finding[]> {
  const { branch } = asked;
  const changesOf = (table: TableName) => folded.changes.get(table) ?? [];
  const cases = changesOf("cases").filter(isRepurposed);
  const events = changesOf("events").filter(({ before, after }) => !before && after);
  const comments = changesOf("comments").filter(({ before, after }) => !before && after);
  return [
    ...kept.flatMap((table) =>
      changesOf(table)
        .filter((change) => isOfRecord(table, branch, change))
        .map(({ id, after }) => keptRow(table, id, after === undefined)),
    ),
    ...(cases.length === 0 ? [] : await listMovedCases(tx, asked, cases)),
    ...(events.length === 0 ? [] : await listEvents(tx, asked, events)),
    ...(comments.length === 0 ? [] : await listComments(tx, asked, comments)),
  ];
}

/** Whether a row that is there is changed or ended, of those that stay: on `main` every one, in a scenario what it holds from there. */
function isOfRecord(table: TableName, branch: string, { before, after, fields }: RowChange) {
  if (before === undefined) return false;
  const same =
    after !== undefined &&
    [...fields].every((field) => cellOf(table, before, field) === cellOf(table, after, field));
  if (same) return false;
  if (branch === mainBranch || table === "comments") return true;
  return table === "events" && before.assumed !== true;
}

function keptRow(table: (typeof kept)[number], id: string, ended: boolean): Finding {
  return reportStore(
    "record_kept",
    { file: `${table}.csv`, id },
    {
      found: `${ended ? "the end" : "a change"} of \`${id}\`, which ${table === "comments" ? "was said" : "happened"}`,
      expected: "what was said, and what happened in a case, to stay as it was written",
      help: ways[table],
    },
  );
}

const ways: Readonly<Record<(typeof kept)[number], string>> = {
  events: "Add an event that supersedes it, and says why.",
  evidence: "Add evidence that supersedes it.",
  comments: "Add a comment that corrects it or takes it back.",
};

function isRepurposed({ before, after, fields }: RowChange): boolean {
  if (before === undefined) return false;
  if (after === undefined) return true;
  return subject.some(
    (field) =>
      fields.has(field) && cellOf("cases", before, field) !== cellOf("cases", after, field),
  );
}

async function listMovedCases(
  tx: Session,
  { plan }: CaseworkAsked,
  cases: readonly RowChange[],
): Promise<Finding[]> {
  const rows = await tx.query<{ id: string }>(
    "select id from unnest($2::text[]) one (id) where entente.has_happened($1, one.id)",
    [plan, cases.map(({ id }) => id)],
  );
  return rows.map(({ id }) =>
    reportStore(
      "case_kept",
      { file: "cases.csv", id },
      {
        found: `a change of what \`${id}\` is about, or its end`,
        expected: "a case in which something happened to stay",
        help: "Close it by one of its acts, and open another case.",
      },
    ),
  );
}

async function listEvents(
  tx: Session,
  { plan, branch, person }: CaseworkAsked,
  events: readonly RowChange[],
): Promise<Finding[]> {
  const asked = events.map(({ id, after }) => ({
    id,
    case: String(after?.case),
    office: String(after?.office),
    event: String(after?.event),
    author: String(after?.author),
    assumed: after?.assumed === true,
  }));
  const told = await tx.query<{ id: string; acts: boolean; mine: boolean }>(
    `select n.id, entente.may_act($1, $2, n."case", n.office, n.event) as acts, entente.is_me(n.author) as mine
     from jsonb_to_recordset($3::jsonb) n (id text, "case" text, office text, event text, author text)`,
    [plan, branch, JSON.stringify(asked)],
  );
  const rights = new Map(told.map((one) => [one.id, one]));
  return asked.flatMap((one): Finding[] => {
    const { acts = false, mine = false } = rights.get(one.id) ?? {};
    const at = { file: "events.csv", id: one.id };
    const onMain = branch === mainBranch;
    return [
      ...(onMain === one.assumed ? [wrongBranch(one.id, onMain)] : []),
      ...(mine ? [] : [wrongAuthor("events", one.id, one.author, person)]),
      ...(onMain && !acts
        ? [missingRight(`\`${one.event}\` for the office ${one.office}`, at)]
        : []),
    ];
  });
}

/** Comments are said by who records them, of rows that they see; a merge takes over what others said, as they said it. */
async function listComments(
  tx: Session,
  { plan, branch, person, merged }: CaseworkAsked,
  comments: readonly RowChange[],
): Promise<Finding[]> {
  const asked = comments.map(({ id, after }) => ({
    id,
    on_table: String(after?.on_table),
    on_row: String(after?.on_row),
    author: String(after?.author),
    cells: after,
  }));
  const told = await tx.query<{
    id: string;
    allowed: boolean;
    mine: boolean;
    sees: boolean;
    taken: boolean;
  }>(
    `select n.id, entente.may_comment($1, $2, n.cells) as allowed, entente.is_me(n.author) as mine,
       entente.sees_place($1, $2, n.on_table, n.on_row) as sees,
       coalesce(entente.is_said_in($1, $4, $2, n.cells), false) as taken
     from jsonb_to_recordset($3::jsonb) n (id text, on_table text, on_row text, author text, cells jsonb)`,
    [plan, branch, JSON.stringify(asked), merged ?? ""],
  );
  const rights = new Map(told.map((one) => [one.id, one]));
  return asked.flatMap((one): Finding[] => {
    const { allowed, mine, sees, taken } = rights.get(one.id) ?? {};
    if (allowed === true && taken === true) return [];
    if (mine !== true) return [wrongAuthor("comments", one.id, one.author, person)];
    if (allowed === true && (sees === true || branch !== mainBranch)) return [];
    const at = { file: "comments.csv", id: one.id };
    return [sees === true ? missingRight(`a comment on \`${one.on_row}\``, at) : unseenPlace(one)];
  });
}

function unseenPlace(one: {
  readonly id: string;
  readonly on_table: string;
  readonly on_row: string;
}) {
  return reportStore(
    "reference_unseen",
    { file: "comments.csv", field: "on_row", id: one.id },
    {
      found: `\`${one.on_row}\` of \`${one.on_table}\``,
      expected: "a row that is there and that the person sees",
      help: "Name another row, or make the row first.",
    },
  );
}

function wrongBranch(id: string, onMain: boolean): Finding {
  const at = { file: "events.csv", field: "assumed", id };
  return onMain
    ? reportStore("event_assumed", at, {
        found: "an event that is only assumed, in the plan itself",
        expected: "an event that happened; assumptions stand in scenarios",
        help: "Take the assumed event out of the scenario before it is taken into the plan.",
      })
    : reportStore("event_assumed", at, {
        found: "an event in a scenario that is not marked as assumed",
        expected: "`assumed` to be `true`: what happened is recorded in the plan itself",
        help: "Mark it as assumed, or record it in the plan.",
      });
}

function wrongAuthor(
  table: "events" | "comments",
  id: string,
  author: string,
  person: string,
): Finding {
  return reportStore(
    table === "events" ? "event_author" : "comment_author",
    { file: `${table}.csv`, field: "author", id },
    {
      found: `\`${author}\` as author`,
      expected: `the person who records it, \`${person}\`, by id or name`,
      help: `Whoever ${table === "events" ? "acts records" : "says something writes"} it themselves.`,
    },
  );
}
