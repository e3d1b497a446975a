import type { Command } from "commander";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { addPlanOptions } from "./plan-options.ts";

const examples = ["entente explain examples/two-partners sudland-boats"];

/** Adds `entente explain PLAN NAME`: why or why not, and what would change it. */
export function addExplain(program: Command, _context: CommandContext): void {
  const command = addCommand(program, "explain", "Say why or why not, and what would change it.");
  addPlanOptions(command.argument("<plan>", "folder of the plan"))
    .argument("<name>", "id of an initiative, directive or limit, or ACCOUNT/YEAR")
    .addHelpText("after", helpAfter(examples));
}
