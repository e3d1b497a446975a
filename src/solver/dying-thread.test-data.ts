/** The thread of the solver with two ways to die, for tests. */
import process from "node:process";
import { parentPort } from "node:worker_threads";
import type { ThreadOrder } from "./highs-thread.ts";
import "./highs-thread.ts";

/** Node budgets that kill the thread: by leaving without a word, and by an error that nobody catches. */
export const deadly = { exit: 666, error: 667 } as const;

parentPort?.on("message", ({ task }: ThreadOrder) => {
  const budget = task.kind === "solve" ? task.request.node_budget : 0;
  if (budget === deadly.exit) process.exit(3);
  if (budget === deadly.error) throw new Error("made to die");
});
