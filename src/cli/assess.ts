import { type Command, InvalidArgumentError } from "commander";
import { type Assessment, aboutPartner, assess } from "../assess/assessment.ts";
import { smallProgram } from "../assess/domain-spread.ts";
import type { Finding } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { type Cents, parseDollars } from "../base/money.ts";
import { dayOf } from "../casework/day.ts";
import { describeAssessment } from "../report/assess/assessment.ts";
import { assessmentText } from "../report/assess/assessment-text.ts";
import type { AssumptionFailure } from "../report/assess/failure.ts";
import { failureText } from "../report/assess/failure-text.ts";
import { feasibilityText } from "../report/assess/feasibility.ts";
import { hazardText, readHazards } from "../report/assess/hazards.ts";
import { labelsOf } from "../report/rows.ts";
import { solveWithout } from "../work/assumption-failure.ts";
import { accountTitles } from "../work/plan-under-law.ts";
import { type SolvedPlan, solvePlan } from "../work/solve-plan.ts";
import { writeVerdict } from "./assess-verdict.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { describeFailure } from "./describe-failure.ts";
import { writeExplored } from "./explored-files.ts";
import { meansOf } from "./means.ts";
import { parseDay } from "./option-values.ts";
import { unknownName } from "./overrides.ts";
import type { PlanInput } from "./plan-input.ts";
import { addPlanOptions, loadChosen, type PlanOptions } from "./plan-options.ts";
import { printReply, type Reply, refuse } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";

const examples = [
  "entente assess examples/two-partners",
  "entente assess examples/fy2021 --partner PHL",
  "entente assess examples/two-partners --assumption crews-stay",
  "entente assess examples/fy2021 --allocated --out out/assessed",
  'entente assess examples/two-partners --verdict institution_absent/NORLAND=accept --author "A. Smith" --reason "Norland pays for them"',
];

interface AssessCommandOptions extends PlanOptions {
  readonly partner?: string;
  readonly on?: IsoDate;
  readonly assumption?: string;
  readonly allocated?: boolean;
  readonly small: Cents;
  readonly verdict?: string;
  readonly author?: string;
  readonly reason?: string;
  readonly out?: string;
}

/** Adds `entente assess PLAN`: whether the plan is wise, and what falls if an assumption fails. */
export function addAssess(program: Command, { around, end }: CommandContext): void {
  const command = addCommand(
    program,
    "assess",
    "Ask whether a plan is wise: overlap, balance, domains, assumptions, leverage.",
  );
  addPlanOptions(command.argument("<plan>", "folder of the plan"))
    .option("--partner <id>", "only what is about this partner")
    .option("--on <day>", "the day on which it is read (default: today, within the plan)", parseDay)
    .option("--assumption <id>", "plan anew without it: what falls, what is lost, who loses")
    .option("--allocated", "solve the plan, and set what it pays beside what is proposed")
    .option(
      "--small <dollars>",
      "programs under so much a year are small (default: 1000000)",
      parseSmall,
      smallProgram,
    )
    .option(
      "--verdict <code/subject=verdict>",
      "print the row of verdicts.csv that says merge, sequence, accept or mend to a finding",
    )
    .option("--author <name>", "for --verdict: who gives it")
    .option("--reason <text>", "for --verdict: why")
    .option("--out <dir>", "folder to write briefing.html and assess.json into; solves the plan")
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, options: AssessCommandOptions) => {
      const { input, findings } = await loadChosen(folder, options, around);
      const reply =
        input === null
          ? refuse("assess", findings)
          : await assessPlan(input, findings, options, around);
      end(printReply(reply, options, around));
    });
}

/** Dollars a year.   Errors: wrong usage. */
function parseSmall(text: string): Cents {
  const amount = parseDollars(text, false);
  if (typeof amount !== "number") throw new InvalidArgumentError("Write dollars, such as 1000000.");
  return amount;
}

async function assessPlan(
  input: PlanInput,
  found: readonly Finding[],
  options: AssessCommandOptions,
  around: Surroundings,
): Promise<Reply> {
  const { plan } = input;
  const unknown = checkNames(input, options);
  if (unknown.length > 0) return refuse("assess", unknown);
  const asked = options.assumption ?? options.out ?? options.allocated;
  if (asked === undefined) {
    const assessment = readPlan(input, options, around, null);
    if (options.verdict !== undefined) {
      const { author, reason } = options;
      const given = { written: options.verdict, author, reason };
      return writeVerdict(plan, assessment, given, found);
    }
    return replyOf(assessment, null, null, found, input, options, around);
  }
  const result = await solvePlan(input, options, meansOf(around));
  const findings = [...found, ...result.findings];
  if (result.kind !== "solved") return describeFailure("assess", result, findings, options, around);
  const { solved } = result;
  const { assumption } = options;
  const failure =
    assumption === undefined
      ? null
      : await solveWithout(solved, assumption, options, meansOf(around));
  if (around.stop.aborted) {
    const text = "Stopped before the plan was assessed.\n";
    return { command: "assess", ending: "interrupted", findings, result: null, text };
  }
  const assessment = readPlan({ ...input, plan }, options, around, solved);
  return replyOf(assessment, failure, solved, findings, input, options, around);
}

/** Names that the plan does not have. */
function checkNames({ plan }: PlanInput, { partner, assumption }: AssessCommandOptions): Finding[] {
  const { partners, assumptions } = plan.tables;
  const look = (
    option: string,
    what: string,
    name: string | undefined,
    titles: ReadonlyMap<string, string>,
  ) =>
    name === undefined || titles.has(name)
      ? []
      : [unknownName(option, what, name, [...titles.keys()], titles)];
  return [
    ...look(
      "--partner",
      "a partner of the plan",
      partner,
      new Map(partners.map((row) => [row.id, row.name])),
    ),
    ...look(
      "--assumption",
      "an assumption of the plan",
      assumption,
      new Map(assumptions.map((row) => [row.id, row.statement])),
    ),
  ];
}

function readPlan(
  { plan, law }: PlanInput,
  options: AssessCommandOptions,
  around: Surroundings,
  solved: SolvedPlan | null,
): Assessment {
  const on = options.on ?? dayOf(plan.head, around.today?.() ?? plan.head.as_of);
  const whole = assess(plan, on, {
    small_program: options.small,
    law,
    ...(solved === null ? {} : { payments: solved.allocation.payments }),
  });
  return options.partner === undefined ? whole : aboutPartner(whole, options.partner, plan);
}

async function replyOf(
  assessment: Assessment,
  failure: AssumptionFailure | null,
  solved: SolvedPlan | null,
  findings: readonly Finding[],
  input: PlanInput,
  options: AssessCommandOptions,
  around: Surroundings,
): Promise<Reply> {
  const width = Math.min(around.columns, 100);
  const report = describeAssessment(
    assessment,
    labelsOf(input.plan, accountTitles(input.law)),
    failure,
  );
  const all = options.all === true;
  const hazards = readHazards(input.plan, options.partner ?? null);
  const text =
    failure === null
      ? `${assessmentText(report, { width, all })}${feasibilityText(assessment.feasibility, { width, all })}${hazardText(hazards)}`
      : failureText(failure, width, all);
  const reply: Reply = {
    command: "assess",
    ending: "fine",
    findings: [...findings, ...assessment.problems],
    ofInput: findings,
    result: { stamp: solved?.stamp ?? null, assessment, failure },
    text: `${text}${problemsText(assessment)}`,
  };
  if (options.out === undefined || solved === null) return reply;
  return writeExplored(options.out, reply, solved, { assessment: report }, around);
}

/** Rows that could not be read stand under the answer, since no other command tells of them. */
function problemsText({ problems }: Assessment): string {
  if (problems.length === 0) return "";
  const lines = problems.map(
    ({ at, found, expected, help }) =>
      `  ${at.file ?? ""} \`${at.id ?? ""}\` ${at.field ?? ""}: found ${found}. Expected ${expected}. ${help}`,
  );
  return `\nROWS that could not be read\n${lines.join("\n")}\n`;
}
