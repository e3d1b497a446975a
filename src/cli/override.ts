import type { Command } from "commander";
import { type OverridePrices, withTogether } from "../allocate/explore/overrides.ts";
import { withDecisions, withoutDecisions } from "../allocate/explore/overrides-plan.ts";
import type { Override } from "../allocate/explore/overrides-problem.ts";
import { type Finding, hasErrors } from "../base/findings.ts";
import { reportOverrides } from "../report/explore/overrides.ts";
import { overridesText } from "../report/explore/overrides-text.ts";
import { briefPlan } from "../work/brief-plan.ts";
import { explainSolved } from "../work/explain-plan.ts";
import { pricesOfOverrides } from "../work/overrides.ts";
import type { PlanUnderLaw } from "../work/plan-under-law.ts";
import { type SolvedPlan, solvePlan } from "../work/solve-plan.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { describeFailure } from "./describe-failure.ts";
import { report } from "./finding-kinds.ts";
import { meansOf } from "./means.ts";
import { gather } from "./option-values.ts";
import { writeFolder } from "./output-folder.ts";
import { checkNames, parseOverrides } from "./overrides.ts";

import { addPlanOptions, loadChosen, type PlanOptions } from "./plan-options.ts";
import { printReply, type Reply, refuse } from "./reply.ts";
import { resultFiles } from "./result-files.ts";
import type { Surroundings } from "./surroundings.ts";

const examples = [
  "entente override examples/two-partners --exclude norland-radar",
  "entente override examples/two-partners --part sudland-boats=50% --exclude norland-radar",
  "entente override examples/two-partners --pin norland-fmf=norland-fmf-more --out out/more",
];

interface OverrideCommandOptions extends PlanOptions {
  readonly part: readonly string[];
  readonly reason?: string;
  readonly out?: string;
}

/** Adds `entente override PLAN`: what decisions of people cost, each alone and all together. */
export function addOverride(program: Command, { around, end }: CommandContext): void {
  const command = addCommand(
    program,
    "override",
    "Say what it costs to decide otherwise: each decision alone, and all together.",
  );
  addPlanOptions(command.argument("<plan>", "folder of the plan"))
    .option(
      "--part <initiative=share>",
      "fund so much of it, such as 40%; may be given again",
      gather,
      [],
    )
    .option("--reason <text>", "why, for those who read the result")
    .option(
      "--out <dir>",
      "folder to write briefing.html, override.json and tables of the plan with all into",
    )
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, options: OverrideCommandOptions) => {
      end(printReply(await override(folder, options, around), options, around));
    });
}

async function override(
  folder: string,
  options: OverrideCommandOptions,
  around: Surroundings,
): Promise<Reply> {
  const written = parseOverrides(options);
  if (hasErrors(written.findings)) return refuse("override", written.findings);
  const overrides = written.result;
  if (overrides.length === 0) return refuse("override", [nothingAsked()]);
  const { input, findings } = await loadChosen(
    folder,
    { ...options, pin: [], exclude: [] },
    around,
  );
  if (input === null) return refuse("override", findings);
  const unknown = overrides.flatMap((one) => checkNames(input.plan, one));
  if (unknown.length > 0) return refuse("override", unknown);
  // The costs are against a plan in which nobody decided about these initiatives.
  const ids = overrides.map(({ initiative }) => initiative);
  const free = { ...input, plan: withoutDecisions(input.plan, ids) };
  const result = await solvePlan(free, options, meansOf(around));
  const all = [...findings, ...result.findings];
  if (result.kind !== "solved") return describeFailure("override", result, all, options, around);
  return priceAll(result.solved, overrides, all, options, around);
}

async function priceAll(
  free: SolvedPlan,
  overrides: readonly Override[],
  findings: readonly Finding[],
  options: OverrideCommandOptions,
  around: Surroundings,
): Promise<Reply> {
  const priced = await pricesOfOverrides(free, overrides, options, meansOf(around));
  if (priced === null) {
    const text = "Stopped before the costs were worked out.\n";
    return { command: "override", ending: "interrupted", findings, result: null, text };
  }
  let { prices } = priced;
  const made =
    options.out === undefined ? null : await solveMade(free.input, prices, options, around);
  if (made !== null) prices = withTogether(priced.session, prices, made.allocation);
  const cost = reportOverrides(free.input.plan, prices);
  const reply: Reply = {
    command: "override",
    ending: prices.together.kind === "priced" ? "fine" : "infeasible",
    findings,
    result: { stamp: free.stamp, overrides: cost },
    text: overridesText(cost, Math.min(around.columns, 100), options.reason),
  };
  if (options.out === undefined) return reply;
  if (made === null)
    return {
      ...reply,
      text: `${reply.text}\nNo briefing was written: no plan follows them all.\n`,
    };
  const answers = { ...(await explainSolved(made, options, meansOf(around))), overrides: cost };
  const briefing = briefPlan(made, answers, [...findings, ...made.verification]);
  const files = await resultFiles(made, briefing, reply, around);
  const failed = await writeFolder(options.out, files);
  if (hasErrors(failed))
    return { ...reply, ending: "findings", findings: [...findings, ...failed] };
  return { ...reply, text: `${reply.text}\nThe briefing: ${options.out}/briefing.html\n` };
}

/** The plan that follows all overrides, solved and verified as any other; `null` where there is none. */
async function solveMade(
  input: PlanUnderLaw,
  { each, together }: OverridePrices,
  options: OverrideCommandOptions,
  around: Surroundings,
): Promise<SolvedPlan | null> {
  if (together.kind !== "priced") return null;
  const decided = withDecisions(
    input.plan,
    each.map((one) => one.override),
  );
  const words = "Looking for the best plan with all overrides";
  const result = await solvePlan({ ...input, plan: decided }, options, meansOf(around), words);
  return result.kind === "solved" ? result.solved : null;
}

function nothingAsked(): Finding {
  return report(
    "option_malformed",
    { field: "--pin, --exclude and --part" },
    {
      found: "none of them",
      expected: "at least one decision to price",
      help: "Write, for example, `--exclude INITIATIVE` or `--part INITIATIVE=40%`.",
    },
  );
}
