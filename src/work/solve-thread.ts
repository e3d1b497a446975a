/** The thread that answers questions, so that who asks never waits for a solve. It holds the law and what it learned. */
import { parentPort, workerData } from "node:worker_threads";
import { loadRules } from "../casework/rules.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { makeAnswerer } from "./answerer.ts";
import { toPlain } from "./plain.ts";
import type { Answers, KeptAllocation, News, Question, QuestionKind } from "./questions.ts";

/** What a thread is given when it starts. */
export interface ThreadStart {
  /** The files of `law/`, by their path inside it. */
  readonly law: ReadonlyMap<string, Uint8Array>;
  readonly version: string;
  /** How many solves run side by side. */
  readonly width: number;
}

/** What a thread is told. */
export type ThreadOrder =
  | { readonly kind: "ask"; readonly question: Question }
  | { readonly kind: "stop" }
  | { readonly kind: "recalled"; readonly kept: KeptAllocation | null };

/** What a thread says. */
export type ThreadNews =
  | { readonly kind: "news"; readonly news: News }
  | { readonly kind: "recall"; readonly allocation: string }
  | { readonly kind: "answer"; readonly answer: Answers[QuestionKind] }
  | { readonly kind: "failed"; readonly message: string; readonly stack: string };

const start = workerData as ThreadStart;
const { law } = loadRules(start.law);
const solver = makeThreadSolver(start.width);
const answerer = makeAnswerer(law, solver, start.version);
let stopper = new AbortController();
let onRecalled: (kept: KeptAllocation | null) => void = () => undefined;

parentPort?.on("message", (order: ThreadOrder) => {
  if (order.kind === "ask") void answer(order.question);
  else if (order.kind === "stop") stopper.abort();
  else onRecalled(order.kept);
});

function say(news: ThreadNews): void {
  parentPort?.postMessage(news);
}

async function answer(question: Question): Promise<void> {
  stopper = new AbortController();
  try {
    const found = await answerer.answer(question, {
      stop: stopper.signal,
      tell: (news) => say({ kind: "news", news }),
      recall: (allocation) =>
        new Promise((resolve) => {
          onRecalled = resolve;
          say({ kind: "recall", allocation });
        }),
    });
    say({ kind: "answer", answer: toPlain(found) });
  } catch (error) {
    const { message, stack = "" } = error instanceof Error ? error : new Error(String(error));
    say({ kind: "failed", message, stack });
  }
}
