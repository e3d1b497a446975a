import { Command } from "commander";
import { addAllocate } from "./allocate.ts";
import { addAlternatives } from "./alternatives.ts";
import { addAssess } from "./assess.ts";
import { addCases } from "./cases.ts";
import { addCheck } from "./check.ts";
import { type CommandContext, exitCodesHelp } from "./command-context.ts";
import { addComments } from "./comments.ts";
import { addCompare } from "./compare.ts";
import type { Ending } from "./exit-codes.ts";
import { addExplain } from "./explain.ts";
import { addFrontier } from "./frontier.ts";
import { addImport } from "./import.ts";
import { addJudge } from "./judge.ts";
import { addLaw } from "./law.ts";
import { addNotice } from "./notice.ts";
import { addOverride } from "./override.ts";
import { addReference } from "./reference.ts";
import { addReturns } from "./returns.ts";
import { addServe } from "./serve/serve.ts";
import { addStart } from "./start.ts";
import { addStore } from "./store.ts";
import type { Surroundings } from "./surroundings.ts";
import { addSweep } from "./sweep/sweep.ts";
import { addWorker } from "./worker.ts";

const mainHelp = `
Examples:
  entente start
  entente check examples/two-partners
  entente allocate examples/two-partners
  entente explain examples/two-partners sudland-boats

PLAN is a folder that holds plan.yaml and CSV tables. --json prints one JSON document.

${exitCodesHelp}`;

/** The command `entente` with all its commands. */
export function makeProgram(around: Surroundings, end: (ending: Ending) => void): Command {
  const program = new Command("entente");
  program
    .description("Plan U.S. security sector assistance: a lawful, proven and explained allocation.")
    .version(around.version, "-V, --version", "print the version")
    .helpOption("-h, --help", "show help")
    .helpCommand("help [command]", "show the help of a command")
    .showHelpAfterError("Add --help to see how the command is written.")
    .configureHelp({ helpWidth: Math.min(around.columns, 100) })
    .configureOutput({
      writeOut: around.answer,
      writeErr: around.remark,
      getOutHasColors: () => around.color,
      getErrHasColors: () => around.color,
    })
    .exitOverride()
    .addHelpText("after", mainHelp);
  const context: CommandContext = { around, end };
  addStart(program, context);
  addCheck(program, context);
  addAssess(program, context);
  addCases(program, context);
  addComments(program, context);
  addAllocate(program, context);
  addExplain(program, context);
  addCompare(program, context);
  addOverride(program, context);
  addAlternatives(program, context);
  addFrontier(program, context);
  addReturns(program, context);
  addSweep(program, context);
  addImport(program, context);
  addLaw(program, context);
  addJudge(program, context);
  addNotice(program, context);
  addServe(program, context);
  addWorker(program, context);
  addStore(program, context);
  addReference(program, context);
  return program;
}
