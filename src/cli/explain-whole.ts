import { InvalidArgumentError } from "commander";
import { type Finding, hasErrors } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { solvedRules } from "../work/price-rules.ts";
import { type SolvedPlan, solvePlan } from "../work/solve-plan.ts";
import { describeFailure } from "./describe-failure.ts";
import { type AllAsked, reasonsOf } from "./explain-all.ts";
import { pricesOf } from "./explain-prices.ts";
import { writeExplored } from "./explored-files.ts";
import { meansOf } from "./means.ts";
import { writeFolder } from "./output-folder.ts";
import type { PlanInput } from "./plan-input.ts";
import type { PlanOptions } from "./plan-options.ts";
import type { Reply } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

/** What can be asked of a whole plan, instead of one of its rows. */
export const wholes = ["prices", "all"] as const;

/** Whether a name asks about all rules, or all initiatives. */
export function isWhole(name: string): name is (typeof wholes)[number] {
  return wholes.some((whole) => whole === name);
}

interface WholeOptions extends PlanOptions, AllAsked {
  readonly year?: FiscalYear;
}

/** A count, or `all`.   Errors: wrong usage. */
export function parseSolve(text: string): number | "all" {
  if (text === "all") return text;
  if (!/^(0|[1-9]\d{0,8})$/.test(text)) {
    throw new InvalidArgumentError("Write a whole number, such as 100, or `all`.");
  }
  return Number(text);
}

/** The prices of all rules, or the reasons of all initiatives; written into a folder where one is named. */
export async function explainWhole(
  input: PlanInput,
  found: readonly Finding[],
  name: (typeof wholes)[number],
  options: WholeOptions,
  around: Surroundings,
): Promise<Reply> {
  const result = await solvePlan(input, options, meansOf(around));
  const findings = [...found, ...result.findings];
  if (result.kind !== "solved") {
    return describeFailure("explain", result, findings, options, around);
  }
  const { solved } = result;
  const answer = await answerWhole(solved, name, options, around);
  const stopped = around.stop.aborted;
  const early = "Stopped: what follows holds what was worked out until then.\n\n";
  // A price that was half worked out could be wrong; a row of the table is there or not.
  if (stopped && name === "prices") {
    const text = "Stopped before the answer was worked out.\n";
    return { command: "explain", ending: "interrupted", findings, result: null, text };
  }
  const reply: Reply = {
    command: "explain",
    ending: stopped ? "interrupted" : "fine",
    findings,
    result: { stamp: solved.stamp, ...answer.result },
    text: stopped ? early + answer.text : answer.text,
  };
  if (options.out === undefined) return reply;
  const written = await writeFolder(options.out, answer.files);
  if (hasErrors(written)) {
    return { ...reply, ending: "findings", findings: [...findings, ...written] };
  }
  const explored = await writeExplored(options.out, reply, solved, answer.part, around);
  if (explored.ending !== reply.ending) return explored;
  const again = stopped ? "The same command goes on from there.\n" : "";
  return {
    ...explored,
    text: `${explored.text}The table: ${options.out}/${[...answer.files.keys()].join(", ")}\n${again}`,
  };
}

function answerWhole(
  solved: SolvedPlan,
  name: (typeof wholes)[number],
  options: WholeOptions,
  around: Surroundings,
) {
  if (name === "all") return reasonsOf(solved, options, options, around);
  const { solve = solvedRules, year } = options;
  const most = solve === "all" ? Number.POSITIVE_INFINITY : solve;
  const asked = { solve: most, ...(year === undefined ? {} : { year }) };
  return pricesOf(solved, asked, options, around);
}
