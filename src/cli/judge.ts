import type { Command } from "commander";
import { showDollars } from "../base/money.ts";
import { type JudgedYear, judgeInitiative } from "../law/judge-initiative.ts";
import type { Judgment } from "../law/law.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { unknownName } from "./overrides.ts";
import { loadPlan, type PlanInput } from "./plan-input.ts";
import { printReply, type Reply, type ReplyOptions, refuse } from "./reply.ts";
import { wrapText } from "./wrap-text.ts";

const examples = [
  "entente judge examples/fy2021 KEN-FMF",
  "entente judge examples/fy2021 KEN-FMF --all",
  "entente judge examples/fy2021 KEN-FMF --json",
];

/** Adds `entente judge PLAN INITIATIVE`: every check of the law on an initiative. */
export function addJudge(program: Command, { around, end }: CommandContext): void {
  addCommand(program, "judge", "Show what each check of the law finds of an initiative.")
    .argument("<plan>", "folder of the plan")
    .argument("<initiative>", "id of the initiative")
    .addHelpText("after", helpAfter(examples))
    .action(async (folder: string, id: string, options: ReplyOptions) => {
      const { input, findings } = await loadPlan({ folder, scenario: null }, around);
      const columns = Math.min(around.columns, 100);
      const all = options.all === true;
      const reply = input === null ? refuse("judge", findings) : tell(input, id, all, columns);
      end(printReply(reply, options, around));
    });
}

function tell({ plan, law }: PlanInput, id: string, all: boolean, columns: number): Reply {
  const row = plan.tables.initiatives.find((each) => each.id === id);
  if (row === undefined) {
    const known = plan.tables.initiatives.map((each) => each.id);
    const titles = new Map(plan.tables.initiatives.map((each) => [each.id, each.name]));
    return refuse("judge", [unknownName("INITIATIVE", "an initiative", id, known, titles)]);
  }
  const years = judgeInitiative(plan, law, id);
  const head = [`${id}: ${row.name}`, `Law edition ${law.edition}, on ${plan.head.as_of}.`];
  const none = years.length === 0 ? ["", "It costs nothing in the years of the plan."] : [];
  const body = groupYears(years, all, columns);
  const hint =
    all || years.length === 0 ? [] : ["", "`--all` shows the checks that it meets, too."];
  return {
    command: "judge",
    ending: "fine",
    findings: [],
    result: { initiative: id, years },
    text: `${[...head, ...none, ...body, ...hint].join("\n")}\n`,
  };
}

const words = { allows: "met", warns: "look", waits: "waits", blocks: "STOPS" } as const;

/** Years of one package and account that read the same stand under one head. */
function groupYears(years: readonly JudgedYear[], all: boolean, columns: number): string[] {
  const groups = Map.groupBy(years, (year) =>
    [headOf(year), ...bodyOf(year, all, columns)].join("\n"),
  );
  return [...groups.values()].flatMap((group) => {
    const [year] = group;
    if (year === undefined) return [];
    const when = group.map(({ fiscal_year }) => `FY${fiscal_year}`).join(", ");
    const head = wrapText(`${headOf(year)} in ${when}: ${metOf(year)}`, columns, 0);
    return ["", ...head, ...bodyOf(year, all, columns)];
  });
}

function headOf({ account, amount, package: option, lawful }: JudgedYear): string {
  const answer = lawful ? "may pay" : "may not pay";
  return `${account} ${answer} the ${showDollars(amount)} of \`${option}\``;
}

function metOf({ judgments }: JudgedYear): string {
  const met = judgments.filter(({ effect }) => effect === "allows").length;
  return `${met} of ${judgments.length} checks met`;
}

function bodyOf({ judgments }: JudgedYear, all: boolean, columns: number): string[] {
  return judgments
    .filter(({ effect }) => all || effect !== "allows")
    .flatMap((judgment) => judgmentLines(judgment, columns));
}

function judgmentLines(judgment: Judgment, columns: number): string[] {
  const { effect, rule, found, expected, says, citation, mark, since, until } = judgment;
  const days = [since === null ? "" : `since ${since}`, until === null ? "" : `to ${until}`];
  const basis = [citation, mark, days.filter((part) => part !== "").join(" ")];
  return [
    ...wrapText(`${words[effect]} ${rule}: found ${found}; expected ${expected}`, columns, 2),
    ...wrapText(says, columns, 6),
    ...wrapText(`[${basis.filter((part) => part !== "").join("; ")}]`, columns, 6),
  ];
}
