import type { Plan } from "../../plan/plan.ts";
import { makeChange, putRow } from "../../store/changes.ts";
import { readChange, readChanges } from "../../store/log/history.ts";
import { listPlans } from "../../store/plans.ts";
import { ConditionError, readRow, readRows } from "../../store/rows.ts";
import { eventEdits, makeUnbarred } from "../barred-events.ts";
import { report } from "../finding-kinds.ts";
import type { Handlers } from "../handler.ts";
import { withFindings } from "../made-change.ts";
import { Refusal, refuse } from "../problems.ts";
import {
  refusalOfStore,
  refuseAbsent,
  refuseForeignVersion,
  refuseWithoutVersion,
} from "../refusals.ts";

type PlanName =
  | "listPlans"
  | "readPlan"
  | "readTable"
  | "readRow"
  | "putRow"
  | "makeChange"
  | "listChanges"
  | "readChange";

/** Plans, their rows, changes and history. */
export const planHandlers: Handlers<PlanName> = {
  listPlans: async ({ server, caller }) => ({
    body: { plans: await server.db.asPerson(caller.id, listPlans) },
  }),
  readPlan: async ({ server, caller, params: { plan } }) => {
    const head = await server.db.asPerson(caller.id, async (tx) =>
      server.facts.readHead(tx, plan, await server.plans.findSight(caller.id, plan, tx)),
    );
    return head === null ? refuseAbsent("plan", plan) : { body: head };
  },
  readTable: async ({ server, caller, params: { plan, table }, query }) => {
    try {
      const { page, sight } = await server.db.asPerson(caller.id, async (tx) => ({
        page: await readRows(tx, { plan, table, ...query }),
        sight: await server.plans.findSight(caller.id, plan, tx),
      }));
      return page === null
        ? refuseAbsent("plan", nameOf(plan, query.branch))
        : { body: page, tag: `${page.seq}.${sight?.see ?? 0}.${server.epoch}` };
    } catch (error) {
      if (error instanceof ConditionError) return refuse(400, describeCondition(error, table));
      throw error;
    }
  },
  readRow: async ({ server, caller, params: { plan, table, row }, query: { branch } }) => {
    const found = await server.db.asPerson(caller.id, (tx) =>
      readRow(tx, { plan, branch, table, row }),
    );
    if (found === null) return refuseAbsent(`row of ${table}`, row);
    const { withheld: _, ...body } = found;
    return { body, tag: `${found.version}` };
  },
  putRow: async ({ server, caller, params, body, ifMatch, ifMatchForeign }) => {
    if (ifMatchForeign) return refuseForeignVersion();
    if (ifMatch === undefined) return refuseWithoutVersion();
    // Who may not see the plan is told that, and not that a row of it is another by now.
    const sight = await server.plans.findSight(caller.id, params.plan);
    if (sight === undefined) return refuseAbsent("plan", params.plan);
    const put = { ...params, ...body, expectedVersion: ifMatch };
    if (params.table === "events") {
      const editsOf = (plan: Plan) => eventEdits(plan, params.row, body.cells);
      const asked = { person: caller.id, plan: params.plan, branch: body.branch, editsOf };
      const done = await makeUnbarred(server, asked, (expectedSeq) =>
        putRow(server.db, caller.id, { ...put, expectedSeq }),
      );
      if (done instanceof Refusal) return done;
      const made = await withFindings(server, caller.id, params.plan, done);
      return { body: made, tag: `${made.rows[0]?.version ?? made.change.seq}` };
    }
    const reply = await putRow(server.db, caller.id, put);
    if (reply.refusal !== null) return refusalOfStore(reply.refusal);
    const made = await withFindings(server, caller.id, params.plan, reply.value);
    return { body: made, tag: `${made.rows[0]?.version ?? made.change.seq}` };
  },
  makeChange: async ({ server, caller, params: { plan }, body, ifMatch, ifMatchForeign }) => {
    if (ifMatchForeign) return refuseForeignVersion();
    const change = { plan, ...body, expectedSeq: ifMatch };
    if (body.edits.some(({ table }) => table === "events")) {
      const editsOf = () => body.edits;
      const asked = { person: caller.id, plan, branch: body.branch, editsOf, expectedSeq: ifMatch };
      const done = await makeUnbarred(server, asked, (expectedSeq) =>
        makeChange(server.db, caller.id, { ...change, expectedSeq }),
      );
      if (done instanceof Refusal) return done;
      const made = await withFindings(server, caller.id, plan, done);
      return { body: made, tag: `${made.change.seq}` };
    }
    const reply = await makeChange(server.db, caller.id, change);
    if (reply.refusal !== null) return refusalOfStore(reply.refusal);
    const made = await withFindings(server, caller.id, plan, reply.value);
    return { body: made, tag: `${made.change.seq}` };
  },
  listChanges: async ({ server, caller, params: { plan }, query }) => {
    const page = await server.db.asPerson(caller.id, async (tx) => {
      const known = await server.plans.findSight(caller.id, plan, tx);
      return known === undefined ? null : readChanges(tx, { plan, ...query });
    });
    return page === null ? refuseAbsent("plan", plan) : { body: page };
  },
  readChange: async ({ server, caller, params: { plan, seq } }) => {
    const change = await server.db.asPerson(caller.id, (tx) => readChange(tx, plan, seq));
    return change === null ? refuseAbsent("change", String(seq)) : { body: change };
  },
};

function nameOf(plan: string, branch: string): string {
  return branch === "main" ? plan : `${plan}, branch ${branch}`;
}

function describeCondition({ condition }: ConditionError, table: string) {
  return report(
    "request_malformed",
    { file: "query", field: "where" },
    {
      found: `\`${condition.slice(0, 100)}\``,
      expected: `a field of ${table} and a value of it, such as \`id=NAME\``,
      help: "The fields of every table are at `/api/v1/fields`.",
    },
  );
}
