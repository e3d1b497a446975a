import { type Command, InvalidArgumentError } from "commander";
import { type Alternatives, defaultAlternatives } from "../allocate/explore/alternatives.ts";
import { type Finding, hasErrors } from "../base/findings.ts";
import { alternativesText } from "../report/explore/alternatives-text.ts";
import { alternativesOfPlan, describeAlternatives } from "../work/alternatives.ts";
import { briefPlan } from "../work/brief-plan.ts";
import { explainSolved } from "../work/explain-plan.ts";
import { type SolvedPlan, solvePlan } from "../work/solve-plan.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { describeFailure } from "./describe-failure.ts";
import { meansOf } from "./means.ts";
import { parseCount } from "./option-values.ts";
import { writeFolder } from "./output-folder.ts";
import { parseShare } from "./overrides.ts";
import type { PlanInput } from "./plan-input.ts";
import { addPlanOptions, loadChosen, type PlanOptions } from "./plan-options.ts";
import { printReply, type Reply, refuse } from "./reply.ts";
import { allocationTables, resultFiles } from "./result-files.ts";
import type { Surroundings } from "./surroundings.ts";

const examples = [
  "entente alternatives examples/two-partners --scenario without-floor --loss 20%",
  "entente alternatives examples/fy2021 --loss 0.5% --count 3 --out out/alternatives",
];

interface AlternativesCommandOptions extends PlanOptions {
  readonly loss: number;
  readonly count: number;
  readonly solves: number;
  readonly out?: string;
}

/** Adds `entente alternatives PLAN`: plans that are nearly as good, and put the money elsewhere. */
export function addAlternatives(program: Command, { around, end }: CommandContext): void {
  const command = addCommand(
    program,
    "alternatives",
    "Find plans that are nearly as good and put the money elsewhere.",
  );
  const { loss_ratio, count, tries } = defaultAlternatives;
  addPlanOptions(command.argument("<plan>", "folder of the plan"))
    .option(
      "--loss <share>",
      "the most value that a plan may lose, such as 1%",
      readLoss,
      loss_ratio,
    )
    .option("--count <n>", "how many plans, at most 10", readCount, count)
    .option("--solves <n>", "spend at most so many solves", parseCount, tries)
    .option("--out <dir>", "folder to write briefing.html, alternatives.json and each plan into")
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, options: AlternativesCommandOptions) => {
      const { input, findings } = await loadChosen(folder, options, around);
      const reply =
        input === null
          ? refuse("alternatives", findings)
          : await lookForAlternatives(input, findings, options, around);
      end(printReply(reply, options, around));
    });
}

/** A loss such as `1%` or `0.01`.   Errors: wrong usage. */
function readLoss(text: string): number {
  const share = parseShare(text);
  if (share === undefined || share <= 0 || share >= 1) {
    throw new InvalidArgumentError("Write a share above 0% and below 100%, such as 1% or 0.01.");
  }
  return share;
}

const mostPlans = 10;

/** A count up to ten.   Errors: wrong usage. */
function readCount(text: string): number {
  const count = parseCount(text);
  if (count > mostPlans) throw new InvalidArgumentError(`Write a number from 1 to ${mostPlans}.`);
  return count;
}

async function lookForAlternatives(
  input: PlanInput,
  found: readonly Finding[],
  options: AlternativesCommandOptions,
  around: Surroundings,
): Promise<Reply> {
  const result = await solvePlan(input, options, meansOf(around));
  const findings = [...found, ...result.findings];
  if (result.kind !== "solved") {
    return describeFailure("alternatives", result, findings, options, around);
  }
  const { solved } = result;
  const { loss: loss_ratio, count, solves: tries } = options;
  const asked = { loss_ratio, count, tries };
  const answer = await alternativesOfPlan(solved, asked, options, meansOf(around));
  const { stamp } = solved;
  const reply: Reply = {
    command: "alternatives",
    ending: around.stop.aborted ? "interrupted" : "fine",
    findings,
    result: { stamp, alternatives: describeAlternatives(answer) },
    text: alternativesText(answer.part, Math.min(around.columns, 100)),
  };
  if (options.out === undefined) return reply;
  return writeAll(options.out, reply, solved, answer.alternatives, options, around);
}

async function writeAll(
  folder: string,
  reply: Reply,
  solved: SolvedPlan,
  alternatives: Alternatives,
  options: AlternativesCommandOptions,
  around: Surroundings,
): Promise<Reply> {
  const answers = await explainSolved(solved, options, meansOf(around));
  const all = [...reply.findings, ...solved.verification];
  const briefing = briefPlan(solved, { ...answers, alternatives }, all);
  const files = new Map(await resultFiles(solved, briefing, reply, around));
  for (const { letter, allocation } of alternatives.plans) {
    for (const [name, text] of allocationTables(allocation))
      files.set(`plan-${letter}/${name}`, text);
  }
  const written = await writeFolder(folder, files);
  if (hasErrors(written)) {
    return { ...reply, ending: "findings", findings: [...reply.findings, ...written] };
  }
  return { ...reply, text: `${reply.text}\nThe briefing: ${folder}/briefing.html\n` };
}
