import type { Command } from "commander";
import { defaultGap, defaultNodeBudget } from "../allocate/allocate-options.ts";
import type { Finding } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { CaseReading } from "../casework/case-reading.ts";
import { dayOf } from "../casework/day.ts";
import { listHolds } from "../casework/holds.ts";
import { lookUpRows } from "../casework/plan-rows.ts";
import { readCases } from "../casework/read-cases.ts";
import { listRegisterDays } from "../casework/register-days.ts";
import { readTrancheMoney } from "../casework/tranche-money.ts";
import { readTransfers } from "../casework/transfers/read-transfers.ts";
import { listActBars } from "../casework/transfers/transfer-rules.ts";
import { readVetting } from "../casework/vetting/read-vetting.ts";
import { caseKinds } from "../plan/field-spec.ts";
import type { Plan } from "../plan/plan.ts";
import { readThreads } from "../plan/threads.ts";
import { caseCostText } from "../report/cases/case-cost-text.ts";
import { listCases } from "../report/cases/case-list.ts";
import { caseListText, registerDaysText } from "../report/cases/case-list-text.ts";
import { caseText } from "../report/cases/case-text.ts";
import { transferText } from "../report/cases/transfer-text.ts";
import { vettingText } from "../report/cases/vetting-text.ts";
import { commentsText, titleOfRow } from "../report/comments-text.ts";
import { priceCase } from "../work/case-cost.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { meansOf } from "./means.ts";
import { parseDay } from "./option-values.ts";
import { unknownName } from "./overrides.ts";
import { loadPlan, type PlanInput } from "./plan-input.ts";
import { printReply, type Reply, type ReplyOptions, refuse } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";
import { tryAct } from "./try-act.ts";

const examples = [
  "entente cases examples/fy2021",
  "entente cases examples/fy2021 --office state_pm --overdue",
  "entente cases examples/fy2021 --case idn-watch-333",
  "entente cases examples/fy2021 --case tha-watch-333 --cost",
  "entente cases examples/fy2021 --case geo-launchers-fms --try submit",
  "entente cases examples/fy2021 --partner EGY --closed --on 2023-10-01",
];

/** The two plans are compared within their proven gaps. */
const costOptions = { gap: defaultGap, steps: defaultNodeBudget };

interface CasesOptions extends ReplyOptions {
  readonly scenario?: string | boolean;
  readonly case?: string;
  readonly cost?: boolean;
  readonly try?: string;
  readonly reason?: string;
  readonly kind?: string;
  readonly office?: string;
  readonly partner?: string;
  readonly overdue?: boolean;
  readonly closed?: boolean;
  readonly on?: IsoDate;
}

/** Adds `entente cases PLAN`: where every case stands, who must act by when, and the money that waits for it. */
export function addCases(program: Command, { around, end }: CommandContext): void {
  addCommand(program, "cases", "Show cases: where they stand, who must act by when, what waits.")
    .argument("<plan>", "folder of the plan")
    .option("--case <id>", "one case in full")
    .option("--cost", "with --case: solve the plan with it cleared and with it refused")
    .option("--try <act>", "with --case: whether it may be recorded, and why not; records nothing")
    .option("--reason <text>", "with --try: the reason, which a decision needs")
    .option("--kind <kind>", caseKinds.join(", "))
    .option("--office <code>", "only those for which this office must act; with --try: who acts")
    .option("--partner <id>", "only those about this partner")
    .option("--overdue", "only those that are overdue")
    .option("--closed", "closed cases too")
    .option(
      "--on <day>",
      "the day on which they are read (default: today, within the plan)",
      parseDay,
    )
    .option("--scenario <id>", "a scenario of the plan (default: the recommended one)")
    .option("--no-scenario", "the plan as it stands")
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, options: CasesOptions) => {
      const scenario =
        options.scenario === false
          ? null
          : options.scenario === true
            ? undefined
            : options.scenario;
      const { input, findings } = await loadPlan({ folder, scenario }, around);
      const reply =
        input === null ? refuse("cases", findings) : await tell(input, findings, options, around);
      end(printReply(reply, options, around));
    });
}

/** Options under which the days of the registers are shown, too; where others narrow the list, only cases are. */
const plainOptions: ReadonlySet<string> = new Set([
  ...["scenario", "on", "json", "all", "closed", "partner"],
]);

async function tell(
  input: PlanInput,
  findings: readonly Finding[],
  options: CasesOptions,
  around: Surroundings,
): Promise<Reply> {
  const { plan, book, law } = input;
  const on = options.on ?? dayOf(plan.head, around.today?.() ?? plan.head.as_of);
  const unknown = checkOptions(input, options);
  if (unknown.length > 0) return refuse("cases", unknown);
  const { result: readings } = readCases(plan, book, on);
  const holds = listHolds(plan, book, law, on);
  if (options.case === undefined) {
    const cases = listCases(plan, readings, holds, options);
    const { partner } = options;
    const days = listRegisterDays(plan, book.policies.terms, on).filter(
      ({ partners }) => partner === undefined || partners.includes(partner),
    );
    const isWhole = Object.keys(options).every((name) => plainOptions.has(name));
    const text = `${caseListText(cases, on, readings.length)}${isWhole ? registerDaysText(days) : ""}`;
    return { command: "cases", ending: "fine", findings, result: { on, cases, holds, days }, text };
  }
  const reading = readings.find((one) => one.case.id === options.case);
  if (reading === undefined) {
    const ids = readings.map((one) => one.case.id);
    const what = `a case that is open by ${on}`;
    return refuse("cases", [unknownName("--case", what, options.case, ids)]);
  }
  if (options.try !== undefined) {
    const { try: event, office, reason } = options;
    return tryAct(input, reading, { event, office, reason }, on);
  }
  const own = holds.filter((hold) => hold.row === `cases/${reading.case.id}`);
  const evidence = plan.tables.evidence.filter(
    (row) => row.case === reading.case.id && row.dated <= on,
  );
  const means = meansOf(around);
  const cost =
    options.cost === true ? await priceCase(input, reading.case, costOptions, means) : null;
  const subject = lookAtSubject(input, reading, readings, on);
  const tranche = readTrancheMoney(lookUpRows(plan), reading);
  const bars = listActBars(lookUpRows(plan), book, law, reading.case, on);
  const text = [
    caseText(reading, evidence, own, tranche, bars),
    subject.text,
    cost && caseCostText(cost),
    saidText(plan, reading.case.id),
  ]
    .filter(Boolean)
    .join("\n");
  const result = { on, reading, bars, evidence, holds: own, cost, ...subject.result };
  const ending = means.stop.aborted ? "interrupted" : "fine";
  return { command: "cases", ending, findings, result, text };
}

/** What people say of a case; nothing where nobody does. */
function saidText(plan: Plan, id: string): string {
  const threads = readThreads(plan.tables.comments).filter(
    (one) => one.on_table === "cases" && one.on_row === id,
  );
  if (threads.length === 0) return "";
  return `COMMENTS: ${commentsText(threads, threads.length, (table, row) => titleOfRow(plan, table, row))}`;
}

/** What the law says of the transfer or the unit that a case decides. */
function lookAtSubject(
  { plan, book, law }: PlanInput,
  { case: row }: CaseReading,
  readings: readonly CaseReading[],
  on: IsoDate,
): { readonly text: string; readonly result: object } {
  if (row.kind === "transfer") {
    const { result } = readTransfers(plan, book, law, on, readings);
    const transfer = result.find((one) => one.case?.case.id === row.id);
    return transfer === undefined
      ? { text: "", result: {} }
      : { text: transferText(transfer), result: { transfer } };
  }
  if (row.kind !== "vetting") return { text: "", result: {} };
  const { result } = readVetting(plan, book, law, on, readings);
  const units = result.units.filter((one) => one.unit.id === row.unit);
  return { text: units.length === 0 ? "" : vettingText(units), result: { units } };
}

function checkOptions({ plan, book }: PlanInput, options: CasesOptions): Finding[] {
  const found: Finding[] = [];
  const check = (
    option: string,
    what: string,
    value: string | undefined,
    known: readonly string[],
  ) => {
    if (value !== undefined && !known.includes(value))
      found.push(unknownName(option, what, value, known));
  };
  check("--kind", "a kind of case", options.kind, caseKinds);
  const offices = [...book.processes.values()].flatMap((one) =>
    one.offices.map(({ code }) => code),
  );
  check("--office", "an office of a process", options.office, [...new Set(offices)].sort());
  check(
    "--partner",
    "a partner of the plan",
    options.partner,
    plan.tables.partners.map(({ id }) => id),
  );
  return found;
}
