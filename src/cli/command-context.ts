import type { Command } from "commander";
import { type Ending, exitCodes } from "./exit-codes.ts";
import type { Surroundings } from "./surroundings.ts";

/** What every command is given: the world that it may touch, and where to say how it ended. */
export interface CommandContext {
  readonly around: Surroundings;
  readonly end: (ending: Ending) => void;
}

/** Text at the end of every help page. */
export const exitCodesHelp = [
  "Exit codes:",
  ...Object.values(exitCodes).map(
    ({ number, meaning }) => `  ${String(number).padEnd(5)}${meaning}`,
  ),
].join("\n");

/** Examples and exit codes, under a command's help. */
export function helpAfter(examples: readonly string[]): string {
  const lines = examples.map((example) => `  ${example}`);
  return ["", "Examples:", ...lines, "", exitCodesHelp].join("\n");
}

/** A new command under `parent`, with the options of every command that answers. */
export function addCommand(parent: Command, name: string, description: string): Command {
  return parent
    .command(name)
    .description(description)
    .option("--json", "print one JSON document and nothing else")
    .option("--all", "show every finding in full");
}
