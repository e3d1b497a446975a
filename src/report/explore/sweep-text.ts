import type { ProposalShare } from "../../allocate/explore/sweep-summary.ts";
import { type TextColumn, textBar, textTable, wrap } from "../text-layout.ts";
import { count, listWords, showPercent } from "../words.ts";
import type { SweepReport } from "./sweep.ts";

/** How many lines a list gets on a terminal. */
const named = { proposals: 20, surprises: 4, rules: 6, goals: 8 } as const;

const right = (name: string): TextColumn => ({ name, side: "right" });
const left = (name: string, most?: number): TextColumn =>
  most === undefined ? { name, side: "left" } : { name, side: "left", most };

/** A sweep for a terminal of so many columns, without color. */
export function sweepText(report: SweepReport, width: number): string {
  const sections = [
    report.sentences.flatMap((sentence, index) => wrap(`${index + 1}. ${sentence}`, width, "   ")),
    goalLines(report, width),
    ruleLines(report, width),
    proposalLines(report, width),
    rangeLines(report),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** A sweep in a few lines of a briefing. */
export function sweepLines(report: SweepReport, width: number): readonly string[] {
  return [
    `OTHER WORLDS, ${count(report.summary.what_ifs, "what-if")}`,
    ...report.sentences.flatMap((sentence) => wrap(`  ${sentence}`, width - 2, "    ")),
    ...listRules(report)
      .slice(0, 2)
      .flatMap((sentence) => wrap(`  ${sentence}`, width - 2, "    ")),
  ].map((line, index) => (index > 0 && !line.startsWith(" ") ? `  ${line}` : line));
}

function goalLines({ summary }: SweepReport, width: number): readonly string[] {
  const shown = summary.goals.slice(0, named.goals);
  if (shown.length === 0) return [];
  const worlds = summary.failures[0]?.worlds ?? summary.what_ifs;
  const percent = (ratio: number) => showPercent(ratio, 0);
  return [
    ...wrap(
      `GOALS with the plan's choices kept: share of the targets, and how often less than ` +
        `${percent(summary.fails_below)} of what is planned is reached`,
      width,
    ),
    ...textTable(
      [
        left("", 40),
        right("planned"),
        right("worst tenth"),
        right("middle"),
        right("best tenth"),
        right("fails"),
      ],
      shown.map(({ name, planned, kept, fails }) => [
        name,
        percent(planned),
        percent(kept.tenth),
        percent(kept.median),
        percent(kept.ninetieth),
        percent(worlds === 0 ? 0 : fails / worlds),
      ]),
    ),
  ];
}

/** The rules of all failures, and of which failures there is none. */
export function listRules({ summary }: SweepReport): readonly string[] {
  const ruled = summary.failures.flatMap(({ rules }) => rules.map(({ sentence }) => sentence));
  const rest = summary.failures
    .filter(({ rules }) => rules.length === 0)
    .map(({ words, fails }) => `${words.slice(0, 1).toLowerCase()}${words.slice(1)} (${fails})`);
  const worlds = summary.failures[0]?.worlds ?? 0;
  return rest.length === 0
    ? ruled
    : [...ruled, `Of ${count(worlds, "world")}, no plain rule says in which ${listWords(rest)}.`];
}

function ruleLines(report: SweepReport, width: number): readonly string[] {
  const all = listRules(report);
  if (all.length === 0) return [];
  const shown = all.slice(0, named.rules);
  const more = all.length - shown.length;
  return [
    `WHEN THE PLAN FAILS, with its choices kept${more > 0 ? ` (${more} more in the page)` : ""}`,
    ...shown.flatMap((sentence) =>
      wrap(`- ${sentence}`, width - 2, "  ").map((line) => `  ${line}`),
    ),
  ];
}

function proposalLines(report: SweepReport, width: number): readonly string[] {
  const { shown, changing, weak, missed } = report;
  if (changing === 0) return [];
  const some = spread(shown, named.proposals);
  const rest = changing - some.length;
  const surprises = [
    ...weak.slice(0, named.surprises).map((one) => surprise(one, "in the plan, but")),
    ...missed.slice(0, named.surprises).map((one) => surprise(one, "not in the plan, but")),
  ];
  return [
    `FUNDED IN SOME WORLDS: ${count(changing, "initiative")}${rest > 0 ? `, ${rest} of them not shown` : ""}; * in the plan`,
    ...textTable(
      [left("", width - 36), left(""), right("")],
      some.map(({ name, in_plan, share }) => [
        `${in_plan ? "*" : " "} ${name}`,
        textBar(share, 24),
        showPercent(share, 0),
      ]),
    ),
    ...(surprises.length === 0 || rest === 0
      ? []
      : surprises.flatMap((line) => wrap(line, width - 2, "    ")).map((line) => `  ${line}`)),
  ];
}

function surprise({ name, share }: ProposalShare, words: string): string {
  return `${name}: ${words} funded in ${showPercent(share, 0)} of the worlds`;
}

/** So many of a list, evenly from its first to its last. */
function spread<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, place) => {
    const index = Math.round((place * (list.length - 1)) / (most - 1));
    return list[index] as T;
  });
}

function rangeLines({ ranges }: SweepReport): readonly string[] {
  return [
    "WHAT WAS VARIED, as a share of the plan's figure, evenly between the ends",
    ...textTable(
      [left(""), right(""), left("")],
      ranges.map(({ family, number, words }) => [family, count(number, "factor"), words]),
    ),
  ];
}
