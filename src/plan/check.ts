import { type Finding, sortFindings } from "../base/findings.ts";
import { checkComments } from "./check-comments.ts";
import { type Check, findRepeated, makeCheck } from "./check-context.ts";
import { checkEffects } from "./check-effects.ts";
import { checkHazards } from "./check-hazards.ts";
import { checkInitiatives } from "./check-initiatives.ts";
import { checkLimits } from "./check-limits.ts";
import { checkLinks } from "./check-links.ts";
import { checkDirectives, checkMoney } from "./check-money.ts";
import { checkObjectives } from "./check-objectives.ts";
import { checkPartners } from "./check-partners.ts";
import { checkReferences } from "./check-references.ts";
import { checkScales } from "./check-scales.ts";
import { type Collector, makeCollector } from "./collect.ts";
import type { Plan, Scenario } from "./plan.ts";
import { applyScenario, reportUnknownScenario } from "./scenario.ts";
import { quote } from "./words.ts";

/** Fiscal years that a plan may span. */
export const longestHorizon = 10;

/**
 * Everything that is wrong or odd in a plan and in what its scenarios make of it, sorted.
 *
 * `accountCodes` are those of the law's catalogue. Findings name file and id; `locate` adds the rows.
 */
export function checkPlan(plan: Plan, accountCodes: readonly string[]): readonly Finding[] {
  const findings = [...checkTables(plan, accountCodes)];
  const known = new Set(findings.map(nameFinding));
  for (const scenario of plan.scenarios) {
    findings.push(...checkScenario(plan, scenario, accountCodes, known));
  }
  return sortFindings([...findings, ...checkScenarioNames(plan)]);
}

/** Everything that is wrong or odd in a plan as it stands, without its scenarios, sorted. */
export function checkTables(plan: Plan, accountCodes: readonly string[]): readonly Finding[] {
  const collector = makeCollector();
  const check = makeCheck(plan, accountCodes, collector);
  checkHorizon(check, collector);
  checkEmpty(check, collector);
  checkReferences(check);
  checkPartners(check);
  checkObjectives(check);
  checkScales(check);
  checkMoney(check);
  checkDirectives(check);
  checkInitiatives(check);
  checkEffects(check);
  checkLinks(check);
  checkLimits(check);
  checkHazards(check);
  checkComments(check);
  return sortFindings(collector.list());
}

function checkHorizon(check: Check, collector: Collector): void {
  const { first_fiscal_year: first, last_fiscal_year: last } = check.plan.head;
  const at = { file: "plan.yaml", field: "last_fiscal_year" };
  if (last < first) {
    collector.add("horizon_order", at, {
      found: `FY${last}, before the first, FY${first}`,
      expected: "a last fiscal year that is the first, or later",
      help: "Change one of the two years.",
    });
  } else if (last - first + 1 > longestHorizon) {
    collector.add("horizon_long", at, {
      found: `${last - first + 1} fiscal years`,
      expected: `at most ${longestHorizon}`,
      help: "Plan fewer years; figures further out would be guesses.",
    });
  }
}

function checkEmpty(check: Check, collector: Collector): void {
  for (const table of ["initiatives", "resources", "objectives"] as const) {
    if (check.tables[table].length > 0) continue;
    collector.add(
      "plan_empty",
      { file: `${table}.csv` },
      { found: "no rows", expected: "at least one row", help: `Add ${table} to the plan.` },
    );
  }
}

/** What does not apply, and what is wrong in the plan under the scenario but not in the plan itself. */
function checkScenario(
  plan: Plan,
  scenario: Scenario,
  accountCodes: readonly string[],
  known: ReadonlySet<string>,
): readonly Finding[] {
  if (scenario.edits.length === 0) return [];
  const { result, findings } = applyScenario(plan, scenario);
  const file = `scenarios/${scenario.id}.csv`;
  const caused = checkTables(result, accountCodes)
    .filter((finding) => finding.severity !== "note" && !known.has(nameFinding(finding)))
    .map((finding) => ({
      ...finding,
      at: { ...finding.at, file },
      found: `${finding.found} (${finding.at.file ?? "plan"}, under the scenario \`${scenario.id}\`)`,
    }));
  return [...findings, ...caused];
}

function nameFinding({ code, at, found }: Finding): string {
  return JSON.stringify([code, at.file, at.field, at.id, found]);
}

function checkScenarioNames(plan: Plan): readonly Finding[] {
  const collector = makeCollector();
  for (const { row } of findRepeated(plan.scenarios, (scenario) => scenario.id)) {
    collector.add(
      "scenario_repeated",
      { file: "plan.yaml", field: "scenarios" },
      {
        found: `two scenarios ${quote(row.id)}`,
        expected: "a name of its own for each scenario",
        help: "Rename one of the two, and its file of edits.",
      },
    );
  }
  const { recommended_scenario: recommended } = plan.head;
  const unknown =
    recommended !== null && !plan.scenarios.some((scenario) => scenario.id === recommended);
  return unknown
    ? [...collector.list(), reportUnknownScenario(plan, recommended)]
    : collector.list();
}
