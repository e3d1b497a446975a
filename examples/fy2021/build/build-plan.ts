import { compareText } from "../../../src/base/findings.ts";
import { fiscalYear } from "../../../src/base/fiscal.ts";
import { importGreenbook } from "../../../src/exchange/greenbook/import-greenbook.ts";
import { makeCollector } from "../../../src/plan/collect.ts";
import type { Plan, PlanTables } from "../../../src/plan/plan.ts";
import { readHead } from "../../../src/plan/read-head.ts";
import { noRows } from "../../../src/plan/rows.ts";
import { writePlan } from "../../../src/plan/write.ts";
import { demand, type ExampleTexts, handRows } from "./authored.ts";
import { buildContinuing, recordedPrograms } from "./continuing.ts";
import { buildEffects, buildObjectives } from "./effects.ts";
import { buildEvents } from "./events.ts";
import { buildLimits } from "./limits.ts";
import { buildAffiliations, buildPartners } from "./partners.ts";
import { buildProposals } from "./proposals.ts";
import { buildResources } from "./resources.ts";
import { buildScenarios } from "./scenarios.ts";

/** The files of the plan that are written by hand; the builder reads them and leaves them alone. */
export const handFiles: readonly string[] = [
  "plan.yaml",
  "assumptions.csv",
  "scales.csv",
  "directives.csv",
  "links.csv",
  "claims.csv",
  "units.csv",
  "agreements.csv",
  "activities.csv",
  "preconditions.csv",
  "donor_lines.csv",
  "leverage.csv",
  "sites.csv",
  "reserves.csv",
  "releases.csv",
  "pledges.csv",
  "transfers.csv",
  "end_use_items.csv",
  "conditions.csv",
  "steps.csv",
  "cases.csv",
  "notices.csv",
  "evidence.csv",
  "verdicts.csv",
  "comments.csv",
];

/**
 * The derived files of the example, by path: from the official record and the authored tables.
 *
 * Errors: throws when an input is broken, since both are ours.
 */
export function buildFiles(greenbook: Uint8Array, texts: ExampleTexts): Map<string, string> {
  const files = writePlan(buildPlan(greenbook, texts));
  for (const path of handFiles) files.delete(path);
  return files;
}

function buildPlan(bytes: Uint8Array, texts: ExampleTexts): Plan {
  const { result: record } = importGreenbook(bytes, {
    firstYear: fiscalYear(2016),
    lastYear: fiscalYear(2020),
  });
  if (record.baseline.length === 0) throw new Error("the Greenbook gave no rows");
  const { head, scenarios: heads } = demand(
    readHead("plan.yaml", demand(texts.get("plan.yaml"), "plan.yaml"), makeCollector()),
    "plan.yaml",
  );
  const scales = handRows(texts, "scales");
  const partners = buildPartners(texts, record);
  const recorded = recordedPrograms(texts, record.baseline);
  const continuing = buildContinuing(texts, head, partners, recorded);
  const proposals = buildProposals(texts);
  const effects = buildEffects(texts, partners, continuing);
  const tables: PlanTables = {
    ...noRows,
    objectives: buildObjectives(texts, scales, partners, continuing, proposals, effects),
    partners,
    affiliations: buildAffiliations(texts, partners),
    assumptions: handRows(texts, "assumptions"),
    scales,
    resources: buildResources(texts, head, record.baseline),
    directives: handRows(texts, "directives"),
    initiatives: [...continuing.initiatives, ...proposals.initiatives],
    packages: [...continuing.packages, ...proposals.packages],
    lines: [...continuing.lines, ...proposals.lines],
    effects,
    links: handRows(texts, "links"),
    limits: buildLimits(texts, record.baseline),
    baseline: [...record.baseline].sort((a, b) => compareText(a.id, b.id)),
    claims: handRows(texts, "claims"),
    ...buildCasework(texts),
  };
  const unsigned: Plan = { head, tables, scenarios: [] };
  const plan: Plan = { ...unsigned, tables: { ...tables, events: buildEvents(texts, unsigned) } };
  const edits = buildScenarios(texts, plan, recorded);
  return {
    ...plan,
    scenarios: heads.map((scenario) => ({
      ...scenario,
      edits: demand(edits.get(scenario.id), `edits of ${scenario.id}`),
    })),
  };
}

/** Registers and cases, all written by hand; what happened in the cases is added when the plan stands. */
function buildCasework(texts: ExampleTexts): Partial<PlanTables> {
  return {
    units: handRows(texts, "units"),
    agreements: handRows(texts, "agreements"),
    activities: handRows(texts, "activities"),
    preconditions: handRows(texts, "preconditions"),
    donor_lines: handRows(texts, "donor_lines"),
    leverage: handRows(texts, "leverage"),
    sites: handRows(texts, "sites"),
    reserves: handRows(texts, "reserves"),
    releases: handRows(texts, "releases"),
    pledges: handRows(texts, "pledges"),
    transfers: handRows(texts, "transfers"),
    end_use_items: handRows(texts, "end_use_items"),
    conditions: handRows(texts, "conditions"),
    steps: handRows(texts, "steps"),
    cases: handRows(texts, "cases"),
    notices: handRows(texts, "notices"),
    evidence: handRows(texts, "evidence"),
    verdicts: handRows(texts, "verdicts"),
    comments: handRows(texts, "comments"),
  };
}
