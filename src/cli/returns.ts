import { type Command, InvalidArgumentError, Option } from "commander";
import { defaultCurves } from "../allocate/explore/returns.ts";
import { type ReturnsBy, returnKinds } from "../allocate/explore/returns-problem.ts";
import { compareText, type Finding } from "../base/findings.ts";
import { returnsText } from "../report/explore/returns-text.ts";
import { showRegion } from "../report/words.ts";
import { describeReturns, returnsOfPlan } from "../work/returns.ts";
import { solvePlan } from "../work/solve-plan.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { describeFailure } from "./describe-failure.ts";
import { writeExplored } from "./explored-files.ts";
import { meansOf } from "./means.ts";
import { gather, parseCount } from "./option-values.ts";
import { unknownName } from "./overrides.ts";
import type { PlanInput } from "./plan-input.ts";
import { addPlanOptions, loadChosen, type PlanOptions } from "./plan-options.ts";
import { printReply, type Reply, refuse } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

const examples = [
  "entente returns examples/two-partners",
  "entente returns examples/two-partners --by bureau",
  "entente returns examples/fy2021 --name FMF --levels 90,95,105,110",
];

interface ReturnsOptions extends PlanOptions {
  readonly by?: ReturnsBy;
  readonly name: readonly string[];
  readonly levels?: readonly number[];
  readonly most: number;
  readonly out?: string;
}

/** Adds `entente returns PLAN`: what the plan would be worth with less or more money, and where it goes. */
export function addReturns(program: Command, { around, end }: CommandContext): void {
  const command = addCommand(
    program,
    "returns",
    "Say what more or less money would do: all of it, an account's, a region's or a partner's.",
  );
  addPlanOptions(command.argument("<plan>", "folder of the plan"))
    .addOption(
      new Option("--by <kind>", "whose money (default: budget, or what --name names)").choices(
        returnKinds,
      ),
    )
    .option("--name <name>", "an account, a bureau or a partner; may be given again", gather, [])
    .option("--levels <list>", "percent of the present money, such as 80,90,110", parseLevels)
    .option("--most <n>", "how many are traced when none is named", parseCount, defaultCurves)
    .option("--out <dir>", "folder to write briefing.html and returns.json into")
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, options: ReturnsOptions) => {
      const { input, findings } = await loadChosen(folder, options, around);
      const reply =
        input === null
          ? refuse("returns", findings)
          : await returnsOf(input, findings, options, around);
      end(printReply(reply, options, around));
    });
}

/** Percentages as factors.   Errors: wrong usage, unless each is a number above 0, at most 1000, and not 100 alone. */
function parseLevels(text: string): readonly number[] {
  const factors = text.split(",").map((part) => Number(part.trim() === "" ? "no" : part) / 100);
  const others = factors.filter((factor) => factor !== 1);
  if (others.length === 0 || factors.some((factor) => !(factor > 0 && factor <= 10))) {
    throw new InvalidArgumentError("Write percentages above 0, such as 80,90,110,120.");
  }
  return factors;
}

async function returnsOf(
  input: PlanInput,
  found: readonly Finding[],
  options: ReturnsOptions,
  around: Surroundings,
): Promise<Reply> {
  const subject = findSubject(input, options);
  if ("findings" in subject) return refuse("returns", subject.findings);
  const result = await solvePlan(input, options, meansOf(around));
  const findings = [...found, ...result.findings];
  if (result.kind !== "solved") {
    return describeFailure("returns", result, findings, options, around);
  }
  const { solved } = result;
  const asked = {
    by: subject.by,
    most: options.most,
    ...(options.name.length > 0 ? { names: options.name } : {}),
    ...(options.levels === undefined ? {} : { steps: options.levels }),
  };
  const { returns, report: words } = await returnsOfPlan(solved, asked, options, meansOf(around));
  const reply: Reply = {
    command: "returns",
    ending: around.stop.aborted ? "interrupted" : "fine",
    findings,
    result: {
      stamp: solved.stamp,
      returns: describeReturns(returns),
      sentences: words.sentences,
    },
    text: returnsText(words, Math.min(around.columns, 100)),
  };
  if (options.out === undefined) return reply;
  return writeExplored(options.out, reply, solved, { returns: [words] }, around);
}

/** Whose money is meant, by `--by` or by the first name; or the names that the plan does not have. */
function findSubject(
  input: PlanInput,
  { by, name: names }: ReturnsOptions,
): { readonly by: ReturnsBy } | { readonly findings: readonly Finding[] } {
  const known = namesOf(input);
  const [first] = names;
  if (first === undefined) return { by: by ?? "budget" };
  const kinds = ["account", "bureau", "partner"] as const;
  const asked = by === "budget" ? undefined : by;
  const kind = asked ?? kinds.find((one) => known[one].has(first));
  const titles =
    kind === undefined ? new Map(kinds.flatMap((one) => [...known[one]])) : known[kind];
  const what = kind === undefined ? "an account, a bureau or a partner" : nouns[kind];
  const codes = [...titles.keys()].sort(compareText);
  const wrong = names.filter((name) => kind === undefined || !titles.has(name));
  if (kind !== undefined && wrong.length === 0) return { by: kind };
  return {
    findings: wrong.map((name) =>
      unknownName("--name", `${what} of the plan`, name, codes, titles),
    ),
  };
}

const nouns = { account: "an account", bureau: "a bureau", partner: "a partner" } as const;

/** Codes with what they are called, of everything whose money can be varied. */
function namesOf({ plan, law }: PlanInput) {
  const { partners, resources, initiatives } = plan.tables;
  const used = new Set(initiatives.map((row) => row.partner));
  const asked = partners.filter(({ id }) => used.has(id));
  return {
    account: new Map(
      resources.map(({ account }) => [account, law.findTitle(account) ?? account] as const),
    ),
    bureau: new Map<string, string>(asked.map(({ bureau }) => [bureau, showRegion(bureau)])),
    partner: new Map(asked.map(({ id, name }) => [id, name])),
  };
}
