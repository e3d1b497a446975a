import { type Command, Option } from "commander";
import { defaultPoints } from "../allocate/explore/frontier.ts";
import { riskMeasures } from "../allocate/explore/frontier-axis.ts";
import { compareText, type Finding } from "../base/findings.ts";
import { frontierText } from "../report/explore/frontier-text.ts";
import { showRegion } from "../report/words.ts";
import { describeFrontier, type FrontierAsked, frontierOfPlan } from "../work/frontier.ts";
import { solvePlan } from "../work/solve-plan.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { describeFailure } from "./describe-failure.ts";
import { writeExplored } from "./explored-files.ts";
import { report } from "./finding-kinds.ts";
import { meansOf } from "./means.ts";
import { gather, parseCount, parseYear } from "./option-values.ts";
import { unknownName } from "./overrides.ts";
import type { PlanInput } from "./plan-input.ts";
import { addPlanOptions, loadChosen, type PlanOptions } from "./plan-options.ts";
import { printReply, type Reply, refuse } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

const examples = [
  "entente frontier examples/two-partners --against share --bureau EAP",
  "entente frontier examples/fy2021 --against change --points 10",
  "entente frontier examples/fy2021 --against risk --measure confidence --out out/risk",
];

interface FrontierOptions extends PlanOptions, FrontierAsked {
  readonly out?: string;
}

/** Adds `entente frontier PLAN --against WHAT`: what the plan is worth as one rule is made stricter. */
export function addFrontier(program: Command, { around, end }: CommandContext): void {
  const command = addCommand(
    program,
    "frontier",
    "Trade value against a region's share, the largest yearly change or risk, level by level.",
  );
  addPlanOptions(command.argument("<plan>", "folder of the plan"))
    .addOption(
      new Option("--against <share|change|risk>", "what value is traded against")
        .choices(["share", "change", "risk"])
        .makeOptionMandatory(),
    )
    .option("--bureau <code>", "share: the region, such as EAP")
    .option("--account <code>", "share: only this account's money; may be given again", gather, [])
    .option("--year <year>", "share: only in this year (default: in every year)", parseYear)
    .option("--at-most", "share: at most so much, instead of at least")
    .addOption(
      new Option("--of <whom>", "change: whose money")
        .choices(["regions", "partners"])
        .default("regions"),
    )
    .addOption(
      new Option("--measure <name>", "risk: an open assumption, or confidence no better than even")
        .choices(riskMeasures)
        .default("assumptions"),
    )
    .option("--points <n>", "how many levels", parseCount, defaultPoints)
    .option("--out <dir>", "folder to write briefing.html and frontier.json into")
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, options: FrontierOptions) => {
      const { input, findings } = await loadChosen(folder, options, around);
      const reply =
        input === null
          ? refuse("frontier", findings)
          : await frontierOf(input, findings, options, around);
      end(printReply(reply, options, around));
    });
}

async function frontierOf(
  input: PlanInput,
  found: readonly Finding[],
  options: FrontierOptions,
  around: Surroundings,
): Promise<Reply> {
  const wrong = checkNames(input, options);
  if (wrong.length > 0) return refuse("frontier", wrong);
  const result = await solvePlan(input, options, meansOf(around));
  const findings = [...found, ...result.findings];
  if (result.kind !== "solved") {
    return describeFailure("frontier", result, findings, options, around);
  }
  const { solved } = result;
  const answer = await frontierOfPlan(solved, options, options, meansOf(around));
  if (answer.frontier === null) {
    const text = `${answer.sentence}\n`;
    return { command: "frontier", ending: "fine", findings, result: { frontier: null }, text };
  }
  const { frontier, report: words } = answer;
  const reply: Reply = {
    command: "frontier",
    ending: around.stop.aborted ? "interrupted" : "fine",
    findings,
    result: {
      stamp: solved.stamp,
      frontier: describeFrontier(frontier),
      sentences: words.sentences,
    },
    text: frontierText(words, Math.min(around.columns, 100)),
  };
  if (options.out === undefined) return reply;
  return writeExplored(options.out, reply, solved, { frontiers: [words] }, around);
}

/** Names that the plan does not have, and a region that was not named. */
function checkNames({ plan, law }: PlanInput, options: FrontierOptions): Finding[] {
  if (options.against !== "share") return listMisplaced(options);
  const bureaus = [...new Set<string>(plan.tables.partners.map((row) => row.bureau))].sort(
    compareText,
  );
  const accounts = [...new Set(plan.tables.resources.map((row) => row.account))].sort(compareText);
  const findings: Finding[] = [];
  const { bureau, year } = options;
  if (bureau === undefined) {
    const some = bureaus.map((code) => `\`${code}\``).join(", ");
    findings.push(
      report(
        "option_malformed",
        { field: "--bureau" },
        {
          found: "no region",
          expected: "the bureau whose share is meant",
          help: `Add \`--bureau\` and one of: ${some}.`,
        },
      ),
    );
  } else if (!bureaus.includes(bureau)) {
    const titles = new Map(bureaus.map((code) => [code, showRegion(code)]));
    findings.push(
      unknownName("--bureau", "a bureau of the plan's partners", bureau, bureaus, titles),
    );
  }
  for (const account of options.account) {
    if (accounts.includes(account)) continue;
    const titles = new Map(accounts.map((code) => [code, law.findTitle(code) ?? code]));
    findings.push(unknownName("--account", "an account of the plan", account, accounts, titles));
  }
  const { first_fiscal_year: first, last_fiscal_year: last } = plan.head;
  if (year !== undefined && (year < first || year > last)) {
    const years = Array.from({ length: last - first + 1 }, (_, index) => String(first + index));
    findings.push(unknownName("--year", "a year of the plan", String(year), years));
  }
  return findings;
}

/** Options that are about shares, where something else was asked for. */
function listMisplaced({ against, bureau, account, year, atMost }: FrontierOptions): Finding[] {
  const given: readonly (readonly [string, boolean])[] = [
    ["--bureau", bureau !== undefined],
    ["--account", account.length > 0],
    ["--year", year !== undefined],
    ["--at-most", atMost === true],
  ];
  return given
    .filter(([, isGiven]) => isGiven)
    .map(([field]) =>
      report(
        "option_malformed",
        { field },
        {
          found: `it beside \`--against ${against}\``,
          expected: "it beside `--against share` only",
          help: "Leave it out, or ask for `--against share`.",
        },
      ),
    );
}
