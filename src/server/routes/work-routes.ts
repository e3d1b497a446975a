import { listAllocations, readAllocation } from "../../store/allocations.ts";
import { listPeople, putPerson } from "../../store/grants.ts";
import { listJobs, readJob } from "../../store/job-rows.ts";
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
  | "listPeople"
  | "putPerson"
  | "putPresence";

/** Work that takes a while, what came of it, and who is there. */
export const workHandlers: Handlers<WorkName> = {
  startJob: async () => refuse(501, []),
  cancelJob: async () => refuse(501, []),
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

/** Answers where the caller may see the plan; a list of a plan that is not there would else look like an empty one. */
async function inPlan<N extends WorkName, T>(
  call: Call<N>,
  answer: () => Promise<T>,
): Promise<T | ReturnType<typeof refuseAbsent>> {
  const { plan } = call.params as { readonly plan: string };
  const sight = await call.server.plans.findSight(call.caller.id, plan);
  return sight === undefined ? refuseAbsent("plan", plan) : answer();
}
