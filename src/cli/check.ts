import type { Command } from "commander";
import { poseProblem } from "../allocate/pose/pose.ts";
import { checkAgainstLaw } from "../assess/contradictions.ts";
import { checkScenarioTests } from "../assess/scenario-tests.ts";
import { type Finding, hasErrors } from "../base/findings.ts";
import { checkPlan } from "../plan/check.ts";
import { locate } from "../plan/read.ts";
import { applyScenario } from "../plan/scenario.ts";
import { withoutRepeats } from "../work/check-whole.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { showFindings } from "./findings-text.ts";
import { loadPlan, type PlanInput } from "./plan-input.ts";
import { printReply, type ReplyOptions } from "./reply.ts";

const examples = [
  "entente check examples/two-partners",
  "entente check examples/fy2021 --all",
  "entente check my-plan --json",
];

/** Adds `entente check PLAN`: every finding at once. */
export function addCheck(program: Command, { around, end }: CommandContext): void {
  addCommand(program, "check", "List everything found in a plan and its scenarios, at once.")
    .argument("<plan>", "folder of the plan")
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, options: ReplyOptions) => {
      const { input, findings: loaded } = await loadPlan({ folder, scenario: null }, around);
      const findings = input === null ? loaded : checkEverything(input, loaded);
      const ending = hasErrors(findings) ? "findings" : "fine";
      const most = options.all === true ? Number.POSITIVE_INFINITY : 5;
      const text = showFindings(findings, { color: around.color, most });
      const result = input === null ? null : describePlan(input);
      end(printReply({ command: "check", ending, findings, result, text }, options, around));
    });
}

/** What was found in the plan as it stands, posing it for allocation included, and in its scenarios. */
function checkEverything(input: PlanInput, loaded: readonly Finding[]): Finding[] {
  const posed = poseProblem(input.plan, input.law).findings;
  const found = [...loaded, ...locate(posed, input.places)];
  return [...found, ...checkScenarios(input, found)];
}

/** What each scenario adds to the findings of the plan as it stands. */
function checkScenarios(input: PlanInput, found: readonly Finding[]): Finding[] {
  const known = new Set(found.map((finding) => JSON.stringify(finding)));
  return input.base.scenarios.flatMap((scenario) => {
    const { result: plan, findings } = applyScenario(input.base, scenario);
    const more = [...findings, ...checkPlan(plan, input.law.accountCodes)];
    if (!hasErrors(more)) more.push(...checkAgainstLaw(plan, input.law));
    if (!hasErrors(more)) more.push(...poseProblem(plan, input.law).findings);
    const own = locate(withoutRepeats(more), input.places)
      .filter((finding) => !known.has(JSON.stringify(finding)))
      .map((finding) => ({
        ...finding,
        found: `in scenario \`${scenario.id}\`: ${finding.found}`,
      }));
    return [...own, ...locate(checkScenarioTests(scenario), input.places)];
  });
}

function describePlan({ base, law }: PlanInput) {
  const rows = Object.entries(base.tables).map(([table, list]) => [table, list.length]);
  return {
    plan: base.head,
    rows: Object.fromEntries(rows),
    scenarios: base.scenarios.map(({ id, title }) => ({ id, title })),
    law_edition: law.edition,
  };
}
