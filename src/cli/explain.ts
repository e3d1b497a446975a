import type { Command } from "commander";
import type { Finding } from "../base/findings.ts";
import { type FiscalYear, fiscalYears } from "../base/fiscal.ts";
import { explainName, type NameAnswer } from "../work/explain-name.ts";
import { type SolvedPlan, solvePlan } from "../work/solve-plan.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { describeFailure } from "./describe-failure.ts";
import { pricesOf } from "./explain-prices.ts";
import { showPrice, showReason } from "./explain-text.ts";
import { explainWhole, isWhole, parseSolve, wholes } from "./explain-whole.ts";
import { report } from "./finding-kinds.ts";
import { meansOf } from "./means.ts";
import { parseYear } from "./option-values.ts";
import { unknownName } from "./overrides.ts";
import type { PlanInput } from "./plan-input.ts";
import { addPlanOptions, loadChosen, type PlanOptions } from "./plan-options.ts";
import { printReply, type Reply, refuse } from "./reply.ts";
import type { Surroundings } from "./surroundings.ts";
import { wrapText } from "./wrap-text.ts";

const examples = [
  "entente explain examples/two-partners sudland-boats",
  "entente explain examples/two-partners norland-floor-2022",
  "entente explain examples/two-partners FMF",
  "entente explain examples/two-partners FMF --year 2022",
  "entente explain examples/fy2021 prices --out out/prices",
  "entente explain examples/fy2021 all --out out/all --solve all",
];

interface ExplainOptions extends PlanOptions {
  readonly year?: FiscalYear;
  readonly solve?: number | "all";
  readonly out?: string;
}

/** Adds `entente explain PLAN NAME`: why or why not, and what would change it. */
export function addExplain(program: Command, { around, end }: CommandContext): void {
  const command = addCommand(
    program,
    "explain",
    "Say why an initiative is funded or not, or what a directive, a limit or an account costs.",
  );
  addPlanOptions(command.argument("<plan>", "folder of the plan"))
    .argument(
      "<name>",
      "id of an initiative, directive or limit, or code of an account; `prices` for all of these rules, `all` for all initiatives",
    )
    .option("--year <year>", "a rule or account in this fiscal year alone", parseYear)
    .option("--solve <n|all>", "`prices`, `all`: solve the plan again for so many", parseSolve)
    .option("--out <dir>", "`prices`, `all`: folder to write a page, a table and data into")
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, name: string, options: ExplainOptions) => {
      const { input, findings } = await loadChosen(folder, options, around);
      const reply =
        input === null
          ? refuse("explain", findings)
          : await explain(input, findings, name, options, around);
      end(printReply(reply, options, around));
    });
}

async function explain(
  input: PlanInput,
  found: readonly Finding[],
  name: string,
  options: ExplainOptions,
  around: Surroundings,
): Promise<Reply> {
  const titles = titlesOf(input);
  const known = [...titles.keys()];
  const wrongYear = checkYear(input, name, options.year);
  if (wrongYear !== undefined) return refuse("explain", [wrongYear]);
  // Of a plan that has a row of that name, the row is meant.
  if (!known.includes(name) && isWhole(name)) {
    return explainWhole(input, found, name, options, around);
  }
  if (!known.includes(name)) {
    const what = "an initiative, a directive, a limit or an account of the plan";
    return refuse("explain", [unknownName("NAME", what, name, [...known, ...wholes], titles)]);
  }
  const misplaced = listMisplaced(name, options);
  if (misplaced.length > 0) return refuse("explain", misplaced);
  const result = await solvePlan(input, options, meansOf(around));
  const findings = [...found, ...result.findings];
  if (result.kind !== "solved") {
    return describeFailure("explain", result, findings, options, around);
  }
  if (options.year !== undefined) {
    const asked = { ids: [name], year: options.year, solve: 1 };
    const { result: prices, text } = await pricesOf(result.solved, asked, options, around);
    return answerWith(result.solved, findings, { result: prices, text }, around);
  }
  const answer = await explainName(result.solved, name, options, meansOf(around));
  const shown = showAnswer(result.solved, name, answer, Math.min(around.columns, 100));
  return answerWith(result.solved, findings, shown, around);
}

function answerWith(
  { stamp }: SolvedPlan,
  findings: readonly Finding[],
  answer: { readonly result: object; readonly text: string },
  around: Surroundings,
): Reply {
  if (around.stop.aborted) {
    const text = "Stopped before the answer was worked out.\n";
    return { command: "explain", ending: "interrupted", findings, result: null, text };
  }
  const result = { stamp, ...answer.result };
  return { command: "explain", ending: "fine", findings, result, text: answer.text };
}

/** What is wrong with a year that is asked about; nothing where none is, or it is one of the plan's. */
function checkYear(
  { plan }: PlanInput,
  name: string,
  year: FiscalYear | undefined,
): Finding | undefined {
  if (year === undefined) return undefined;
  const { first_fiscal_year, last_fiscal_year } = plan.head;
  if (year < first_fiscal_year || year > last_fiscal_year) {
    const years = fiscalYears(first_fiscal_year, last_fiscal_year).map(String);
    return unknownName("--year", "a fiscal year of the plan", String(year), years);
  }
  if (name !== "all" && !plan.tables.initiatives.some((row) => row.id === name)) return undefined;
  return report(
    "name_unknown",
    { field: "--year" },
    {
      found: `\`${year}\` for initiatives`,
      expected: "a directive, a limit or an account, whose years can be asked about one by one",
      help: "Leave `--year` out.",
    },
  );
}

/** Options that are about whole plans, where one name was asked about. */
function listMisplaced(name: string, { solve, out }: ExplainOptions): Finding[] {
  const given = [
    ["--solve", solve],
    ["--out", out],
  ] as const;
  return given
    .filter(([, value]) => value !== undefined)
    .map(([field]) =>
      report(
        "option_malformed",
        { field },
        {
          found: `it beside \`${name}\``,
          expected: "it beside `prices` or `all` only",
          help: "Leave it out, or ask for `prices` or `all` instead of one name.",
        },
      ),
    );
}

/** Everything that can be asked about: ids with what they are called, and accounts with their titles. */
function titlesOf({ plan, law }: PlanInput): Map<string, string> {
  const { initiatives, directives, limits, resources } = plan.tables;
  const rows = [...initiatives, ...directives, ...limits];
  return new Map([
    ...rows.map(({ id, name }) => [id, name] as const),
    ...resources.map(({ account }) => [account, law.findTitle(account) ?? account] as const),
  ]);
}

/** An answer as data and as text. */
function showAnswer({ problem }: SolvedPlan, name: string, answer: NameAnswer, columns: number) {
  if (answer.kind === "supposed") {
    const { directive } = answer;
    return { result: { directive }, text: textOf(wrapText(directive.sentence, columns, 0)) };
  }
  if (answer.kind === "rule") {
    const { prices } = answer;
    const texts = prices.map((price) => showPrice(price, columns, name));
    const none = `${name} binds nobody: no money of the plan is in its scope.\n`;
    return { result: { prices }, text: prices.length === 0 ? none : texts.join("\n") };
  }
  const { reason, row } = answer;
  const names = new Map(problem.items.map(({ initiative: { id, name: full } }) => [id, full]));
  const proven = row === null ? [] : ["", "What is proven", ...wrapText(row.sentence, columns, 0)];
  const text = showReason(reason, columns, (id) => names.get(id) ?? id) + textOf(proven);
  return { result: row === null ? { reason } : { reason, row }, text };
}

function textOf(lines: readonly string[]): string {
  return lines.map((line) => `${line}\n`).join("");
}
