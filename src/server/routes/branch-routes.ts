import type { Handlers } from "../handler.ts";
import { refuse } from "../problems.ts";

type BranchName =
  | "undoChange"
  | "createBranch"
  | "compareBranches"
  | "rebaseBranch"
  | "mergeBranch"
  | "compareAllocations";

/** Undo, scenarios, and what is compared. */
export const branchHandlers: Handlers<BranchName> = {
  undoChange: async () => refuse(501, []),
  createBranch: async () => refuse(501, []),
  compareBranches: async () => refuse(501, []),
  rebaseBranch: async () => refuse(501, []),
  mergeBranch: async () => refuse(501, []),
  compareAllocations: async () => refuse(501, []),
};
