import { type Command, Option } from "commander";
import { sweepDefaults } from "../../allocate/explore/sweep.ts";
import { chunkSize, whatIfGap } from "../../work/what-ifs.ts";
import { addCommand, type CommandContext, helpAfter } from "../command-context.ts";
import type { Ending } from "../exit-codes.ts";
import { gather, parseCount, parseRatio } from "../option-values.ts";
import { addPlanOptions, loadChosen } from "../plan-options.ts";
import { printReply, refuse } from "../reply.ts";
import type { Surroundings } from "../surroundings.ts";
import type { SweepCommandOptions } from "./options.ts";
import { sweepLoaded } from "./sweep-plan.ts";
import { workBeside } from "./worker.ts";

const examples = [
  "entente sweep examples/two-partners --what-ifs 200",
  "entente sweep examples/two-partners --range budget:FMF=0.7..1 --range weight=off",
  "entente sweep examples/fy2021 --what-ifs 1000 --processes 4 --out out/sweep-fy2021",
  "entente sweep examples/fy2021 --ranges my-ranges.yaml --resume",
];

/** Adds `entente sweep PLAN`: what stays funded, and when the plan fails, across many other worlds. */
export function addSweep(program: Command, { around, end }: CommandContext): void {
  const command = addCommand(
    program,
    "sweep",
    "Plan many other worlds: what stays funded in most, and when the plan fails.",
  );
  addPlanOptions(command.argument("<plan>", "folder of the plan"))
    .option("--what-ifs <n>", "how many worlds", parseCount, sweepDefaults.what_ifs)
    .option("--seed <n>", "another number draws other worlds", parseCount, sweepDefaults.seed)
    .option("--ranges <file>", "YAML file of ranges: `budget:FMF: 0.8..1.1` on each line")
    .option("--range <name=range>", "one range, such as budget=0.7..1", gather, [])
    .option(
      "--fails-below <ratio>",
      "a goal fails below this share of what the plan reaches",
      parseRatio,
      sweepDefaults.fails_below,
    )
    .option("--what-if-gap <ratio>", "the gap asked for in each world", parseRatio, whatIfGap)
    .option("--processes <n>", "how many processes (default: one for each core)", parseCount)
    .option("--chunk <n>", "worlds that a process takes at a time", parseCount, chunkSize)
    .option("--resume", "take over the work of processes that may still be alive elsewhere")
    .option("--fresh", "throw away what an earlier sweep left in the folder, and begin anew")
    .option("--out <dir>", "folder for the work and its results (default: out/ID-sweep)")
    .addOption(new Option("--worker <process>", "work for this process").hideHelp())
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, options: SweepCommandOptions) => {
      end(await sweep(folder, options, around));
    });
}

async function sweep(
  folder: string,
  options: SweepCommandOptions,
  around: Surroundings,
): Promise<Ending> {
  const { input, findings } = await loadChosen(folder, options, around);
  if (input === null) return printReply(refuse("sweep", findings), options, around);
  if (options.worker !== undefined) return workBeside(input, options, around);
  return printReply(await sweepLoaded(folder, input, findings, options, around), options, around);
}
