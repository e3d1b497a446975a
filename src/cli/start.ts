import { join, relative, resolve } from "node:path";
import type { Command } from "commander";
import { defaultGap, defaultNodeBudget } from "../allocate/allocate-options.ts";
import { allocatePlan } from "./allocate.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { loadPlan } from "./plan-input.ts";
import { printReply, type ReplyOptions, refuse } from "./reply.ts";

const example = "fy2021";

/** Adds `entente start`: the main job on official figures, for somebody who sees the program for the first time. */
export function addStart(program: Command, { around, end }: CommandContext): void {
  addCommand(program, "start", "Allocate the example on official figures, and write its briefing.")
    .option("--out <dir>", "folder to write the briefing into", `./out/${example}`)
    .addHelpText("after", helpAfter(["entente start", "entente start --out first-look"]))
    .action(async (options: ReplyOptions & { readonly out: string }) => {
      const folder = join(around.home, "examples", example);
      around.remark(
        "Reading the plan of FY2021-FY2025 and the law. The answers take one to two minutes.\n",
      );
      const { input, findings } = await loadPlan({ folder, scenario: undefined }, around);
      if (input === null) {
        end(printReply(refuse("start", findings), options, around));
        return;
      }
      const solve = {
        gap: defaultGap,
        steps: defaultNodeBudget,
        out: options.out,
        scenarios: true,
        explore: true,
      };
      const reply = await allocatePlan("start", input, findings, solve, around);
      const text = `${reply.text}${nextCommands(relative(resolve("."), folder))}`;
      end(printReply({ ...reply, text }, options, around));
    });
}

function nextCommands(folder: string): string {
  return `
Next:
  npx entente check ${folder}                      everything found in the plan
  npx entente explain ${folder} NAME               why a proposal is funded or not, what a rule costs
  npx entente override ${folder} --exclude NAME    what it costs to decide otherwise
  npx entente compare ${folder} baseline redirect  who gains, who loses
  npx entente alternatives ${folder}               other plans, nearly as good
  npx entente frontier ${folder} --against change  value against steadier money
  npx entente returns ${folder} --by account       what more or less money would do
  npx entente sweep ${folder}                      what stays funded in other worlds
  npx entente --help
`;
}
