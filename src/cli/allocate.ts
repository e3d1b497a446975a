import type { Command } from "commander";
import { type Finding, hasErrors } from "../base/findings.ts";
import { briefPlan } from "../work/brief-plan.ts";
import { explainSolved } from "../work/explain-plan.ts";
import { solvePlan } from "../work/solve-plan.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { describeFailure } from "./describe-failure.ts";
import { exploreSolved } from "./explore-solved.ts";
import { meansOf } from "./means.ts";
import { writeFolder } from "./output-folder.ts";
import type { PlanInput } from "./plan-input.ts";
import { addPlanOptions, loadChosen, type PlanOptions } from "./plan-options.ts";
import { printReply, type Reply, refuse } from "./reply.ts";
import { describeSolved } from "./result-data.ts";
import { resultFiles } from "./result-files.ts";
import type { Surroundings } from "./surroundings.ts";

const examples = [
  "entente allocate examples/two-partners",
  "entente allocate examples/fy2021 --scenario redirect --out out/redirect",
  "entente allocate examples/two-partners --pin sudland-boats=sudland-boats-four",
];

interface AllocateCommandOptions extends PlanOptions {
  readonly out?: string;
  readonly explore?: boolean;
}

/** Adds `entente allocate PLAN`: solves, verifies and explains. */
export function addAllocate(program: Command, { around, end }: CommandContext): void {
  const command = addCommand(program, "allocate", "Find the best lawful allocation of a plan.");
  addPlanOptions(command.argument("<plan>", "folder of the plan"))
    .option("--out <dir>", "folder to write briefing.html, allocation.json and tables into")
    .option("--explore", "also look around: other plans, a frontier, other budgets, other worlds")
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, options: AllocateCommandOptions) => {
      const { input, findings } = await loadChosen(folder, options, around);
      const reply =
        input === null
          ? refuse("allocate", findings)
          : await allocatePlan("allocate", input, findings, options, around);
      end(printReply(reply, options, around));
    });
}

/** Solves a loaded plan and says what came of it; writes the results where the options say. */
export async function allocatePlan(
  command: string,
  input: PlanInput,
  found: readonly Finding[],
  options: Pick<AllocateCommandOptions, "gap" | "steps" | "out"> & {
    readonly scenarios?: boolean;
    readonly explore?: boolean;
  },
  around: Surroundings,
): Promise<Reply> {
  const result = await solvePlan(input, options, meansOf(around));
  const findings = [...found, ...result.findings];
  if (result.kind !== "solved") {
    return describeFailure(command, result, findings, options, around);
  }
  const { solved } = result;
  const explained = await explainSolved(solved, options, meansOf(around));
  const explored = options.explore === true ? await exploreSolved(solved, options, around) : {};
  const answers = { ...explained, explored };
  const all = [...findings, ...solved.verification];
  const briefing = briefPlan(solved, answers, all);
  const { briefingText } = await import("../report/text.ts");
  const reply: Reply = {
    command,
    ending: solved.allocation.ended === "stopped" ? "interrupted" : "fine",
    findings: all,
    ofInput: findings,
    result: describeSolved(solved, answers),
    text: briefingText(briefing),
  };
  if (options.out === undefined) return reply;
  const files = await resultFiles(solved, briefing, reply, around);
  const written = await writeFolder(options.out, files);
  if (hasErrors(written)) {
    return { ...reply, ending: "findings", findings: [...all, ...written] };
  }
  return { ...reply, text: `${reply.text}\nThe briefing: ${options.out}/briefing.html\n` };
}
