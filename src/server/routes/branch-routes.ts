import { createBranch } from "../../store/branches/branches.ts";
import { compareBranches } from "../../store/branches/compare-branches.ts";
import { mergeBranch, rebaseBranch } from "../../store/branches/join-branches.ts";
import { putBranch } from "../../store/branches/put-branch.ts";
import { putHead } from "../../store/put-head.ts";
import type { Reply as StoreReply } from "../../store/refusal.ts";
import { undoChange } from "../../store/undo.ts";
import type { Handlers } from "../handler.ts";
import { withFindings } from "../made-change.ts";
import { refusalOfStore } from "../refusals.ts";

type BranchName =
  | "undoChange"
  | "createBranch"
  | "compareBranches"
  | "putBranch"
  | "putHead"
  | "rebaseBranch"
  | "mergeBranch";

/** Undo, and scenarios. */
export const branchHandlers: Handlers<BranchName> = {
  undoChange: async ({ server, caller, params, body }) => {
    const reply = await undoChange(server.db, caller.id, { ...params, ...body });
    if (reply.refusal !== null) return refusalOfStore(reply.refusal);
    return { body: await withFindings(server, caller.id, params.plan, reply.value) };
  },
  createBranch: async ({ server, caller, params, body }) =>
    answer(await createBranch(server.db, caller.id, { ...params, ...body })),
  putBranch: async ({ server, caller, params, body }) =>
    answer(await putBranch(server.db, caller.id, { ...params, ...body })),
  putHead: async ({ server, caller, params, body }) => {
    const reply = await putHead(server.db, caller.id, { ...params, ...body });
    server.plans.forget(params.plan);
    return answer(reply);
  },
  compareBranches: async ({ server, caller, params, query }) => {
    const sides = { plan: params.plan, left: params.branch, right: query.with };
    return answer(await server.db.asPerson(caller.id, (tx) => compareBranches(tx, sides)));
  },
  rebaseBranch: async ({ server, caller, params, body }) =>
    answer(await rebaseBranch(server.db, caller.id, { ...params, ...body })),
  mergeBranch: async ({ server, caller, params, body }) =>
    answer(await mergeBranch(server.db, caller.id, { ...params, ...body })),
};

function answer<T>(reply: StoreReply<T>) {
  return reply.refusal === null ? { body: reply.value } : refusalOfStore(reply.refusal);
}
