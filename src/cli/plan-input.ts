import { join } from "node:path";
import type { Override } from "../allocate/explore/overrides-problem.ts";
import { checkAgainstLaw } from "../assess/contradictions.ts";
import { checkScenarioTests } from "../assess/scenario-tests.ts";
import { type Finding, hasErrors, reporter, sortFindings } from "../base/findings.ts";
import { group } from "../base/money.ts";
import type { Casebook } from "../casework/casebook.ts";
import { loadRules, type Rules } from "../casework/rules.ts";
import type { LawBook } from "../law/book.ts";
import { checkPlan } from "../plan/check.ts";
import { planFindingKinds } from "../plan/finding-kinds.ts";
import { largestFileBytes, locate, type Places, readPlan } from "../plan/read.ts";
import { planUnderScenario } from "../plan/scenario.ts";
import { withoutRepeats } from "../work/check-whole.ts";
import type { PlanUnderLaw } from "../work/plan-under-law.ts";
import { type FolderLimits, readFolder } from "./folder.ts";
import { overridePlan, unknownName } from "./overrides.ts";
import type { Surroundings } from "./surroundings.ts";

/** The law as the commands use it. */
export type LoadedLaw = LawBook;

/** Which plan a command works on. */
export interface PlanChoice {
  readonly folder: string;
  /** A scenario's id; null for the plan as it stands; undefined for the recommended one. */
  readonly scenario: string | null | undefined;
  readonly overrides?: readonly Override[];
  /** The option or argument that named the scenario, for a finding about it. */
  readonly named?: string;
}

/** A plan that may be worked on, with the law and the places of its rows. */
export interface PlanInput extends PlanUnderLaw {
  readonly places: Places;
  /** What casework knows besides the plan. */
  readonly book: Casebook;
}

/** A loaded plan, or nothing when its errors forbid to go on, and everything found on the way. */
export interface LoadedPlan {
  readonly input: PlanInput | null;
  readonly findings: readonly Finding[];
}

const reportPlan = reporter(planFindingKinds);

/** What is read of a folder: its own files and those of `scenarios/`, up to the largest size. */
export const planLimits: FolderLimits = {
  largestFile: largestFileBytes,
  tooLarge: fileTooLarge,
  wanted: (path) => !path.endsWith("/") || path === "scenarios/",
};

const lawLimits: FolderLimits = {
  ...planLimits,
  wanted: (path) => path.endsWith("/") || path.endsWith(".yaml"),
};

/** The finding for a file that is too large to be read. */
export function fileTooLarge(file: string, size: number, most = largestFileBytes): Finding {
  return reportPlan(
    "file_too_large",
    { file },
    {
      found: `${group(String(size))} bytes`,
      expected: `at most ${group(String(most))}`,
      help: "Check that it is the right file; cut it if it is.",
    },
  );
}

/** Reads the law, the plan and its scenario, and checks them against one another. */
export async function loadPlan(choice: PlanChoice, around: Surroundings): Promise<LoadedPlan> {
  const { law, book, findings: ofLaw } = await loadLawFolder(around);
  const folder = await readFolder(choice.folder, planLimits);
  if (folder.result === null) return { input: null, findings: [...ofLaw, ...folder.findings] };
  const read = readPlan(folder.result);
  const findings = [
    ...ofLaw,
    ...folder.findings,
    ...withoutRefused(read.findings, folder.findings),
  ];
  if (read.plan === null) return { input: null, findings: sortFindings(findings) };
  const base = read.plan;
  findings.push(...checkPlan(base, law.accountCodes));
  if (hasErrors(findings)) return { input: null, findings: locate(findings, read.places) };
  const scenario = choice.scenario === undefined ? base.head.recommended_scenario : choice.scenario;
  const ids = base.scenarios.map(({ id }) => id);
  if (typeof choice.scenario === "string" && !ids.includes(choice.scenario)) {
    const named = choice.named ?? "--scenario";
    const known = choice.named === undefined ? ids : [...ids, "plan", "record"];
    const unknown = unknownName(named, "a scenario of the plan", choice.scenario, known);
    return { input: null, findings: [unknown, ...locate(findings, read.places)] };
  }
  const chosen = planUnderScenario(base, scenario);
  const overridden = overridePlan(chosen.result, choice.overrides ?? []);
  findings.push(...chosen.findings, ...overridden.findings);
  const plan = overridden.result;
  if (plan !== base) findings.push(...checkPlan(plan, law.accountCodes));
  if (!hasErrors(findings)) findings.push(...checkAgainstLaw(plan, law));
  const open = base.scenarios.find(({ id }) => id === scenario);
  if (open !== undefined) findings.push(...checkScenarioTests(open));
  const all = locate(withoutRepeats(findings), read.places);
  const input = { base, plan, scenario, law, book, places: read.places };
  return { input: hasErrors(all) ? null : input, findings: all };
}

/** The law that comes with the program, with its casework. */
export async function loadLawFolder(around: Surroundings): Promise<Rules> {
  const folder = await readFolder(join(around.home, "law"), lawLimits);
  const loaded = loadRules(folder.result ?? new Map());
  return { ...loaded, findings: [...folder.findings, ...loaded.findings] };
}

/** A file that was refused is not also missing. */
function withoutRefused(findings: readonly Finding[], refused: readonly Finding[]): Finding[] {
  const files = new Set(refused.map((finding) => finding.at.file));
  return findings.filter(
    (finding) => finding.code !== "file_missing" || !files.has(finding.at.file),
  );
}
