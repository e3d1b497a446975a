import type { Command } from "commander";
import { type Finding, hasErrors } from "../base/findings.ts";
import { type Comparison, compareAllocations, compareWithBaseline } from "../report/compare.ts";
import { comparisonText } from "../report/compare-text.ts";
import { labelsOf } from "../report/rows.ts";
import type { Side } from "../report/sides.ts";
import { withoutRepeats } from "../work/check-whole.ts";
import { accountTitles, type PlanUnderLaw } from "../work/plan-under-law.ts";
import { type SolvedPlan, type SolveOptions, solvePlan } from "../work/solve-plan.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { describeFailure } from "./describe-failure.ts";
import { report } from "./finding-kinds.ts";
import { meansOf } from "./means.ts";
import { unknownName } from "./overrides.ts";
import { loadPlan } from "./plan-input.ts";
import { addSolveOptions } from "./plan-options.ts";
import { printReply, type Reply, type ReplyOptions, refuse } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

const examples = [
  "entente compare examples/two-partners plan without-floor",
  "entente compare examples/fy2021 record recommended",
];

/** The plan as it stands, and the last year of its official record, as sides of a comparison. */
const asItStands = "plan";
const record = "record";

/** Adds `entente compare PLAN A B`: who gains, who loses, and why. */
export function addCompare(program: Command, { around, end }: CommandContext): void {
  const command = addCommand(
    program,
    "compare",
    "Say who gains and who loses from A to B, and why.",
  )
    .argument("<plan>", "folder of the plan")
    .argument(
      "<a>",
      `a scenario; \`${asItStands}\` as it stands; \`${record}\`: the last year done`,
    )
    .argument("<b>", "a scenario, or the plan as it stands");
  addSolveOptions(command)
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, a: string, b: string, options: ReplyOptions & SolveOptions) => {
      end(printReply(await compare(folder, a, b, options, around), options, around));
    });
}

async function compare(
  folder: string,
  a: string,
  b: string,
  options: SolveOptions,
  around: Surroundings,
): Promise<Reply> {
  const findings: Finding[] = [];
  const sides: SolvedPlan[] = [];
  if (b === record) return refuse("compare", [recordSecond(a)]);
  for (const name of [b, a]) {
    if (sides[0] !== undefined && isRecord(name, sides[0].input)) continue;
    const scenario = name === asItStands ? null : name;
    const named = name === a ? "A" : "B";
    const { input, findings: found } = await loadPlan({ folder, scenario, named }, around);
    findings.push(...found);
    if (input === null) return refuse("compare", found);
    const result = await solvePlan(input, options, meansOf(around));
    if (result.kind !== "solved") {
      return describeFailure("compare", result, [...found, ...result.findings], options, around);
    }
    findings.push(...result.findings);
    sides.unshift(result.solved);
  }
  const comparison = compareSides(sides);
  if (comparison === undefined) return refuse("compare", [noRecord(b)]);
  const stopped = sides.some(({ allocation }) => allocation.ended === "stopped");
  return {
    command: "compare",
    ending: stopped ? "interrupted" : hasErrors(findings) ? "findings" : "fine",
    findings: withoutRepeats(findings),
    result: { comparison, stamps: sides.map(({ stamp }) => stamp) },
    text: comparisonText(comparison),
  };
}

/** `baseline` is the record, unless the plan has a scenario of that name. */
function isRecord(name: string, { base }: PlanUnderLaw): boolean {
  return name === record || (name === "baseline" && !base.scenarios.some(({ id }) => id === name));
}

function compareSides(sides: readonly SolvedPlan[]): Comparison | undefined {
  const [first, second] = sides.map(sideOf);
  const input = sides[0]?.input;
  if (first === undefined || input === undefined) throw new Error("nothing to compare");
  const labels = labelsOf(input.plan, accountTitles(input.law));
  return second === undefined
    ? compareWithBaseline(first, labels)
    : compareAllocations(first, second, labels);
}

function sideOf({ input, problem, allocation }: SolvedPlan): Side {
  const scenario = scenarioOf(input);
  const label = scenario?.title ?? "The plan as it stands";
  return { label, scenario, plan: input.plan, problem, allocation, prices: [] };
}

function scenarioOf({ base, scenario }: PlanUnderLaw) {
  return base.scenarios.find(({ id }) => id === scenario) ?? null;
}

/** A comparison goes from what was to what is planned. */
function recordSecond(a: string): Finding {
  return report(
    "name_unknown",
    { field: "B" },
    {
      found: `\`${record}\``,
      expected: `\`${record}\` as A, since it is what came before`,
      help: `Write \`entente compare PLAN ${record} ${a}\`.`,
    },
  );
}

function noRecord(name: string): Finding {
  return unknownName("A", "a plan with rows in `baseline.csv`", record, [asItStands, name]);
}
