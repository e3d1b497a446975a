import { hasErrors } from "../base/findings.ts";
import type { AssessmentReport } from "../report/assess/assessment.ts";
import type { FrontierReport } from "../report/explore/frontier.ts";
import type { ReasonReport } from "../report/explore/reason-rows.ts";
import type { ReturnsReport } from "../report/explore/returns.ts";
import type { RulePriceReport } from "../report/explore/rule-prices.ts";
import { briefPlan } from "../work/brief-plan.ts";
import type { SolvedPlan } from "../work/solve-plan.ts";
import { writeFolder } from "./output-folder.ts";
import { jsonText, type Reply } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

/** What was explored, for the page. */
interface Explored {
  readonly frontiers?: readonly FrontierReport[];
  readonly returns?: readonly ReturnsReport[];
  readonly rule_prices?: RulePriceReport;
  readonly reasons?: ReasonReport;
  readonly assessment?: AssessmentReport;
}

/** The reply, once its page and its data are written under a folder, or with what kept them from it. */
export async function writeExplored(
  folder: string,
  reply: Reply,
  solved: SolvedPlan,
  explored: Explored,
  around: Surroundings,
): Promise<Reply> {
  const answers = { prices: [], misses: [], others: [], overrides: null, unasked: true };
  const briefing = { ...briefPlan(solved, answers, reply.findings), ...explored };
  // Charts need a document, which takes long to load; commands without a page do without it.
  const { renderBriefing } = await import("../report/html.ts");
  const files = new Map([
    ["briefing.html", renderBriefing(briefing, { world: around.world() })],
    [`${reply.command}.json`, jsonText(reply)],
  ]);
  const written = await writeFolder(folder, files);
  if (hasErrors(written)) {
    return { ...reply, ending: "findings", findings: [...reply.findings, ...written] };
  }
  return { ...reply, text: `${reply.text}\nThe page: ${folder}/briefing.html\n` };
}
