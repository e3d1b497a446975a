import { listAllocations, readAllocation } from "../../store/allocations.ts";
import { listJobs, readJob } from "../../store/job-rows.ts";
import type { Reply as StoreReply } from "../../store/refusal.ts";
import { listPeople, putPerson } from "../../store/rights/grants.ts";
import { cancelJob, startJob } from "../../work/work-queue.ts";
import { recordSide } from "../comparisons.ts";
import { report } from "../finding-kinds.ts";
import type { Call, Handlers } from "../handler.ts";
import { refuse } from "../problems.ts";
import { refusalOfStore, refuseAbsent } from "../refusals.ts";
import { onlookerOf } from "../seen-plans.ts";

type WorkName =
  | "startJob"
  | "listJobs"
  | "readJob"
  | "cancelJob"
  | "listAllocations"
  | "readAllocation"
  | "compareAllocations"
  | "listPeople"
  | "putPerson"
  | "putPresence";

/** Work that takes a while, what came of it, and who is there. */
export const workHandlers: Handlers<WorkName> = {
  startJob: async ({ server, caller, params: { plan }, body }) =>
    answer(await startJob(server.queue, caller.id, plan, body)),
  cancelJob: async ({ server, caller, params: { plan, job } }) =>
    answer(await cancelJob(server.queue, caller.id, plan, job)),
  listJobs: async (call) => {
    const { plan } = call.params;
    return inPlan(call, async () => ({
      body: { jobs: await call.server.db.asPerson(call.caller.id, (tx) => listJobs(tx, plan)) },
    }));
  },
  readJob: async ({ server, caller, params: { plan, job } }) => {
    const found = await server.db.asPerson(caller.id, (tx) => readJob(tx, plan, job));
    return found === null ? refuseAbsent("job", job) : { body: found };
  },
  listAllocations: async (call) => {
    const { plan } = call.params;
    const { branch } = call.query;
    return inPlan(call, async () => ({
      body: {
        allocations: await call.server.db.asPerson(call.caller.id, (tx) =>
          listAllocations(tx, plan, branch),
        ),
      },
    }));
  },
  readAllocation: async ({ server, caller, params: { plan, allocation: id } }) => {
    const found = await server.db.asPerson(caller.id, (tx) => readAllocation(tx, plan, id));
    if (found === null) return refuseAbsent("allocation", id);
    return { body: found, tag: `${found.seq}.${found.id}.${found.stale ? "s" : "f"}` };
  },
  compareAllocations: async ({ server, caller, params: { plan }, query: { left, right } }) => {
    const compared = await server.comparisons.compare(caller.id, plan, left, right);
    if (compared.kind === "compared") {
      return { body: { comparison: compared.comparison, withheld: compared.withheld } };
    }
    const { kind, id } = compared;
    return kind === "absent" ? refuseAbsent("allocation", id) : refuse(409, incomparable(kind, id));
  },
  listPeople: async (call) =>
    inPlan(call, async () => ({
      body: await call.server.db.asPerson(call.caller.id, (tx) => listPeople(tx, call.params.plan)),
    })),
  putPerson: async ({ server, caller, params: { plan, person }, body }) => {
    const reply = await putPerson(server.db, caller.id, plan, person, body);
    if (reply.refusal !== null) return refusalOfStore(reply.refusal);
    await server.tell({ kind: "rights", plan });
    return { body: reply.value };
  },
  putPresence: async (call) => {
    const { server, caller, params, body } = call;
    const sight = await server.plans.findSight(caller.id, params.plan);
    if (sight === undefined) return refuseAbsent("plan", params.plan);
    const { see } = sight;
    const notice = { person: caller.id, name: caller.name, see, presence: body };
    await server.tell({ kind: "presence", plan: params.plan, ...notice });
    return {
      body: server.live.present(params.plan, onlookerOf(server.plans, { plan: params.plan, see })),
    };
  },
};

function incomparable(kind: "gone" | "no_record", id: string) {
  return report(
    "comparison_impossible",
    { id },
    kind === "gone"
      ? {
          found: `the allocation \`${id}\`, whose plan is kept no more`,
          expected: "two of the newest allocations",
          help: "Allocate again, and compare the new allocation.",
        }
      : {
          found: "a plan without a record of earlier years",
          expected: `two allocations, or an allocation and the \`${recordSide}\``,
          help: "Compare two allocations, or add the baseline to the plan.",
        },
  );
}

function answer<T>(reply: StoreReply<T>) {
  return reply.refusal === null ? { body: reply.value } : refusalOfStore(reply.refusal);
}

/** Answers where the caller may see the plan; a list of a plan that is not there would else look like an empty one. */
async function inPlan<N extends WorkName, T>(
  call: Call<N>,
  answer: () => Promise<T>,
): Promise<T | ReturnType<typeof refuseAbsent>> {
  const { plan } = call.params as { readonly plan: string };
  const sight = await call.server.plans.findSight(call.caller.id, plan);
  return sight === undefined ? refuseAbsent("plan", plan) : answer();
}
