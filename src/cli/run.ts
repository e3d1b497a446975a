import { CommanderError } from "commander";
import { type Ending, exitCodes } from "./exit-codes.ts";
import { makeProgram } from "./program.ts";
import type { Surroundings } from "./surroundings.ts";

/** Runs one command line and returns the number to exit with.   Errors: none; a defect of ours is reported. */
export async function runCommand(args: readonly string[], around: Surroundings): Promise<number> {
  let ending: Ending = "fine";
  const program = makeProgram(around, (reached) => {
    ending = reached;
  });
  try {
    // Somebody who types only the name of the program wants to know what it can do.
    await program.parseAsync(args.length === 0 ? ["--help"] : [...args], { from: "user" });
    return exitCodes[ending].number;
  } catch (error) {
    if (error instanceof CommanderError) {
      return exitCodes[error.exitCode === 0 ? "fine" : "usage"].number;
    }
    around.remark(describeBug(error, around.debug));
    return exitCodes.bug.number;
  }
}

/** What the user reads when the program itself is wrong. */
export function describeBug(error: unknown, debug: boolean): string {
  const message = error instanceof Error ? error.message : String(error);
  const lines = [
    `entente: a defect of Entente, not of your input: ${message}`,
    "Please report it, with the command that you typed and, if you may share them, the files.",
  ];
  if (debug && error instanceof Error && error.stack !== undefined) lines.push(error.stack);
  else lines.push("ENTENTE_DEBUG=1 shows more.");
  return `${lines.join("\n")}\n`;
}
