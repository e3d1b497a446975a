import { type Finding, hasErrors } from "../base/findings.ts";
import { checkAddedEvents } from "../casework/transfers/added-events.ts";
import { formatCell } from "../plan/cells.ts";
import { foldEdits } from "../plan/edit.ts";
import { fieldsOf } from "../plan/fields.ts";
import type { Edit, Plan } from "../plan/plan.ts";
import type { AppliedChange } from "../store/apply-change.ts";
import type { CellEdit } from "../store/change-form.ts";
import type { Reply } from "../store/refusal.ts";
import type { ServerContext } from "./context.ts";
import { type Refusal, refuse } from "./problems.ts";
import { refusalOfStore } from "./refusals.ts";

/** How often a change is tried anew where somebody changed something else of the plan meanwhile. */
const mostTries = 5;

const byNobody = { author: "", at: "", reason: "" } as const;

/** A change as it is asked for: where, by whom, and its edits of the plan as they see it. */
export interface AskedEvents {
  readonly person: string;
  readonly plan: string;
  readonly branch: string;
  readonly editsOf: (plan: Plan) => readonly CellEdit[];
  /** The last change that its writer knows. */
  readonly expectedSeq?: number | undefined;
}

/**
 * Makes a change that touches rows of `events`, or refuses it where a checked bar of the law stands against one of them.
 *
 * The store knows no law; here it is read, as for an act in a case. `make` is given the change after which the plan was
 * looked at, so that nothing comes between the look and the writing.
 */
export async function makeUnbarred(
  server: ServerContext,
  asked: AskedEvents,
  make: (seq: number | undefined) => Promise<Reply<AppliedChange>>,
): Promise<AppliedChange | Refusal> {
  const { person, plan, branch, expectedSeq } = asked;
  for (let tries = 1; ; tries++) {
    const view = await server.cases.view(person, plan, branch);
    const found: readonly Finding[] =
      view === undefined
        ? []
        : findBarred(view.seen.plan, asked.editsOf(view.seen.plan), (after, ids) =>
            checkAddedEvents(after, view.book, view.law, ids),
          );
    if (hasErrors(found))
      return refuse(
        422,
        found.filter(({ severity }) => severity === "error"),
      );
    const reply = await make(expectedSeq ?? view?.seen.seq);
    if (reply.refusal === null) return reply.value;
    const isStale = reply.refusal.kind === "stale" && expectedSeq === undefined;
    if (!isStale || tries === mostTries) return refusalOfStore(reply.refusal);
  }
}

/** What is found of the events that edits touch, in the plan after them. Edits that do not fit, the store refuses. */
function findBarred(
  plan: Plan,
  edits: readonly CellEdit[],
  check: (after: Plan, ids: ReadonlySet<string>) => readonly Finding[],
): readonly Finding[] {
  const ids = new Set(edits.flatMap(({ table, row }) => (table === "events" ? [row] : [])));
  const { plan: after } = foldEdits(
    plan,
    edits.map((edit): Edit => ({ ...edit, ...byNobody })),
  );
  return check(after, ids);
}

/** The edits that give an event, by id, these cells in a plan. */
export function eventEdits(
  plan: Plan,
  id: string,
  cells: Readonly<Record<string, string | null>>,
): readonly CellEdit[] {
  const row = plan.tables.events.find((each) => each.id === id);
  const specs = fieldsOf("events");
  const at = { table: "events", row: id } as const;
  const made = row === undefined ? [{ ...at, field: "id", before: null, after: id }] : [];
  const set = Object.entries(cells).flatMap(([field, after]): readonly CellEdit[] => {
    const spec = Object.hasOwn(specs, field) ? specs[field] : undefined;
    if (spec === undefined || field === "id") return [];
    const now = (row as Readonly<Record<string, unknown>> | undefined)?.[field];
    return [{ ...at, field, before: row === undefined ? null : formatCell(now, spec), after }];
  });
  return [...made, ...set];
}
