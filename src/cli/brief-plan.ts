import type { Allocation } from "../allocate/allocation.ts";
import type { Price, Reason } from "../allocate/answers.ts";
import type { Alternatives } from "../allocate/explore/alternatives.ts";
import type { Frontier } from "../allocate/explore/frontier.ts";
import type { Returns } from "../allocate/explore/returns.ts";
import type { SweepSummary } from "../allocate/explore/sweep-summary.ts";
import type { Finding } from "../base/findings.ts";
import { formatDollars } from "../base/money.ts";
import { type Briefing, makeBriefing } from "../report/briefing.ts";
import type { BriefingInput, OtherScenario } from "../report/briefing-input.ts";
import type { OverrideCost } from "../report/explore/overrides.ts";
import { accountTitles } from "./plan-input.ts";
import { jsonText, type Reply } from "./reply.ts";
import type { SolvedPlan } from "./solve-plan.ts";
import type { Surroundings } from "./surroundings.ts";

/** What a first look at a plan's surroundings finds. */
export interface Explored {
  readonly alternatives?: Alternatives;
  readonly frontiers?: readonly Frontier[];
  readonly returns?: readonly Returns[];
  readonly sweep?: SweepSummary;
}

/** What was worked out about an allocation, beside itself. */
export interface Answers {
  readonly prices: readonly Price[];
  readonly misses: readonly Reason[];
  /** Whether prices and misses were not asked for. */
  readonly unasked?: boolean;
  readonly others: readonly OtherScenario[];
  /** What the decisions of people cost; `null` where nobody decided anything. */
  readonly overrides: OverrideCost | null;
  /** Plans that are nearly as good; absent where they were not looked for. */
  readonly alternatives?: Alternatives;
  /** What a first look around the plan found; absent where nobody looked. */
  readonly explored?: Explored;
}

/** The briefing of a solved plan. */
export function briefPlan(
  solved: SolvedPlan,
  answers: Answers,
  findings: readonly Finding[],
): Briefing {
  const { input, problem, allocation, verification, stamp } = solved;
  const briefing: BriefingInput = {
    plan: input.plan,
    scenario: input.base.scenarios.find(({ id }) => id === input.scenario) ?? null,
    problem,
    allocation,
    verification,
    prices: answers.prices,
    misses: answers.misses,
    unasked: answers.unasked ?? false,
    findings,
    stamp,
    titles: accountTitles(input.law),
    others: answers.others,
    overrides: answers.overrides,
    ...(answers.alternatives === undefined ? {} : { alternatives: answers.alternatives }),
    ...answers.explored,
  };
  return makeBriefing(briefing);
}

/** The name of the file that holds a reply as data: `override.json`; `allocation.json` of the commands that only allocate. */
function replyFile(command: string): string {
  return `${command === "allocate" || command === "start" ? "allocation" : command}.json`;
}

/** The files of a result: the briefing as a page, the reply as data, and the allocation as tables. */
export async function resultFiles(
  solved: SolvedPlan,
  briefing: Briefing,
  reply: Reply,
  around: Surroundings,
): Promise<ReadonlyMap<string, string>> {
  // Charts need a document, which takes long to load; commands without a page do without it.
  const { renderBriefing } = await import("../report/html.ts");
  return new Map([
    ["briefing.html", renderBriefing(briefing, { world: around.world() })],
    [replyFile(reply.command), jsonText(reply)],
    ...allocationTables(solved.allocation),
  ]);
}

/** An allocation as tables, by the names of their files. */
export function allocationTables({
  choices,
  payments,
}: Allocation): readonly (readonly [string, string])[] {
  return [
    [
      "choices.csv",
      csv(
        ["initiative", "package", "start", "share"],
        choices.map(({ initiative, package: chosen, start, share = 1 }) => [
          initiative,
          chosen,
          String(start),
          String(share),
        ]),
      ),
    ],
    [
      "payments.csv",
      csv(
        ["initiative", "account", "fiscal_year", "amount"],
        payments.map((row) => [
          row.initiative,
          row.account,
          String(row.fiscal_year),
          formatDollars(row.amount),
        ]),
      ),
    ],
  ];
}

/** Ids, codes and figures hold no commas or quotes, so that no cell needs quoting. */
function csv(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return `${[head, ...rows].map((cells) => cells.join(",")).join("\n")}\n`;
}
