import { showDollars } from "../base/money.ts";
import { assessmentLines } from "./assess/assessment-text.ts";
import type { Briefing } from "./briefing.ts";
import { alternativesSummary } from "./explore/alternatives-text.ts";
import { frontierLines } from "./explore/frontier-text.ts";
import { returnsLines } from "./explore/returns-text.ts";
import { sweepLines } from "./explore/sweep-text.ts";
import type { HeldSummary } from "./held-money.ts";
import { cut, type TextColumn, textBar, textTable, textWidth, wrap } from "./text-layout.ts";
import { amountOf } from "./totals.ts";
import {
  count,
  showMillions,
  showMillionsChange,
  showPercent,
  showPoints,
  showYear,
} from "./words.ts";

/** How many lines a list gets. */
const named = { gains: 5, prices: 4, misses: 3, objectives: 8, accounts: 5, tranches: 2 } as const;

/** No terminal is taken to be narrower than this. */
const leastWidth = 72;

/** The briefing for a terminal of so many columns: a screen and a half, without color. */
export function briefingText(briefing: Briefing, columns: number = textWidth): string {
  const width = Math.min(textWidth, Math.max(leastWidth, columns));
  const sections = [
    headLines(briefing, width),
    answerLines(briefing, width),
    regionLines(briefing, width),
    moverLines(briefing, width),
    accountLines(briefing, width),
    objectiveLines(briefing, width),
    priceLines(briefing, width),
    ...briefing.frontiers.map((report) => frontierLines(report, width)),
    ...briefing.returns.map((report) => returnsLines(report, width)),
    missLines(briefing, width),
    waitLines(briefing, width),
    briefing.assessment ? assessmentLines(briefing.assessment, width) : [],
    scenarioLines(briefing, width),
    briefing.alternatives ? alternativesSummary(briefing.alternatives, width) : [],
    briefing.sweep ? sweepLines(briefing.sweep, width) : [],
    stampLines(briefing, width),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headLines(briefing: Briefing, width: number): readonly string[] {
  const lines = [cut(briefing.title, width), cut(briefing.subtitle, width)];
  return [...lines, "=".repeat(Math.max(...lines.map((line) => line.length)))];
}

function answerLines(briefing: Briefing, width: number): readonly string[] {
  const { trust, illustrative } = briefing;
  const warnings =
    trust.state === "refused" ? ["DO NOT USE THIS ALLOCATION.", ...trust.complaints] : [];
  return [
    ...warnings.flatMap((line) => wrap(`! ${line}`, width, "  ")),
    ...briefing.answer.flatMap((sentence, index) =>
      wrap(`${index + 1}. ${sentence}`, width, "   "),
    ),
    ...(illustrative.count === 0
      ? []
      : [
          `   Illustrative: ${showDollars(illustrative.amount)} goes to proposals made up to show the system.`,
        ]),
  ];
}

const right = (name: string): TextColumn => ({ name, side: "right" });
const left = (name: string, most?: number): TextColumn =>
  most === undefined ? { name, side: "left" } : { name, side: "left", most };

/** The most that a column of names may take: what it may in the widest text, less what this one is narrower. */
function room(most: number, width: number): number {
  return Math.max(12, most - (textWidth - width));
}

function regionLines(briefing: Briefing, width: number): readonly string[] {
  const { from_to: fromTo } = briefing;
  if (!fromTo) return totalLines(briefing, "region", "REGIONS", width);
  const sum = fromTo.region_totals;
  const ends = <Y>(years: readonly Y[]) =>
    years.length <= 3 ? years : [...years.slice(0, 1), ...years.slice(-1)];
  const rows = fromTo.regions.map((row) => [
    row.label,
    showMillions(row.before),
    ...ends(row.years).map((year) => showMillions(year.amount)),
    showMillions(row.after),
    showMillionsChange(row.difference),
  ]);
  const all = [
    "All",
    showMillions(sum.before),
    ...ends(sum.years).map((year) => showMillions(year.amount)),
    showMillions(sum.after),
    showMillionsChange((sum.after - sum.before) as typeof sum.after),
  ];
  return [
    `REGIONS, $ million: ${fromTo.before} in the same accounts, then the plan`,
    ...textTable(
      [
        left("", 26),
        right(`FY${fromTo.last.year}`),
        ...ends(sum.years).map((row) => right(showYear(row.year))),
        right("average"),
        right("change"),
      ],
      [...rows, all],
    ),
  ];
}

function totalLines(
  briefing: Briefing,
  dimension: "region" | "account",
  title: string,
  width: number,
): readonly string[] {
  const table = briefing.totals.find((total) => total.dimension === dimension);
  if (!table || table.totals.length === 0) return [];
  const shown = table.totals.slice(0, dimension === "region" ? 7 : named.accounts);
  const rows = shown.map((total) => [
    total.label,
    showMillions(amountOf(table, total.key)),
    table.amount === 0 ? "" : showPercent(total.amount / table.amount),
    textBar(table.amount === 0 ? 0 : total.amount / table.amount, 24),
  ]);
  const more = table.totals.length - shown.length;
  return [
    `${title}, $ million over ${briefing.span}${more > 0 ? ` (${more} smaller ones not shown)` : ""}`,
    ...textTable([left("", room(44, width)), right(""), right(""), left("")], rows),
  ];
}

function accountLines(briefing: Briefing, width: number): readonly string[] {
  return totalLines(briefing, "account", "ACCOUNTS", width);
}

function moverLines(briefing: Briefing, width: number): readonly string[] {
  const { from_to: fromTo } = briefing;
  if (!fromTo || fromTo.gains.length + fromTo.losses.length === 0) return [];
  const gains = fromTo.gains.slice(0, named.gains);
  const losses = fromTo.losses.slice(0, named.gains);
  const rows = Array.from({ length: Math.max(gains.length, losses.length) }, (_, index) => {
    const gain = gains[index];
    const loss = losses[index];
    return [
      gain?.label ?? "",
      gain ? showMillionsChange(gain.difference) : "",
      "",
      loss?.label ?? "",
      loss ? showMillionsChange(loss.difference) : "",
    ];
  });
  return [
    "PARTNERS, $ million a year against the same record: largest gains, largest losses",
    ...textTable(
      [left("", (width - 36) / 2), right(""), left(""), left("", (width - 36) / 2), right("")],
      rows,
    ),
  ];
}

function objectiveLines(briefing: Briefing, width: number): readonly string[] {
  const shown = briefing.attainments.slice(0, named.objectives);
  if (shown.length === 0) return [];
  const more = briefing.attainments.length - shown.length;
  return [
    `OBJECTIVES, effect as a share of the target${more > 0 ? ` (the ${shown.length} weightiest of ${briefing.attainments.length})` : ""}`,
    ...textTable(
      [left("", room(36, width)), left(""), right(""), right("")],
      shown.map((row) => [
        row.name,
        textBar(row.ratio, 20),
        showPercent(row.ratio, 0),
        `${showPoints(row.value)} points (${showPoints(row.points)} at target)`,
      ]),
    ),
  ];
}

function priceLines(briefing: Briefing, width: number): readonly string[] {
  const { costly, priced } = briefing.prices;
  if (costly.length === 0) return [];
  const shown = costly.slice(0, named.prices);
  return [
    `PRICES of directives and limits, value points (${costly.length} of ${priced} cost anything; they do not add up)`,
    ...textTable(
      [left("", room(36, width)), right("level"), right("costs"), left("holds from … to")],
      shown.map((row) => [row.label, row.level_words, showPoints(row.total), row.holds_words]),
    ),
  ];
}

function missLines(briefing: Briefing, width: number): readonly string[] {
  const { closest, unfunded, barred } = briefing.misses;
  const shown = closest.slice(0, named.misses);
  if (shown.length === 0) return [];
  const cannot = barred.length > 0 ? `, ${barred.length} of them barred` : "";
  return [
    `CLOSEST MISSES, of ${unfunded} not funded${cannot}`,
    ...shown.flatMap((miss) => {
      const mark = miss.illustrative ? " (illustrative)" : "";
      const take = miss.takes.find((change) => change.solved)?.sentence ?? miss.sentence;
      return wrap(`  ${miss.name}${mark}: ${take}`, width - 2, "    ").map((line, index) =>
        index === 0 ? `  ${line}` : line,
      );
    }),
  ];
}

function waitLines(briefing: Briefing, width: number): readonly string[] {
  const { tranches, groups, held } = briefing.waits;
  const pending = tranches.filter((row) => row.outcome === "pending");
  const shown = pending.slice(0, named.tranches);
  const rows = [
    ...shown.map((row) => [
      `${row.name}, FY${row.fiscal_year}`,
      showDollars(row.amount),
      row.due === null ? "decision pending" : `decision due ${row.due}`,
    ]),
    ...heldLines(held),
    ...groups.map((group) => [
      group.title,
      showDollars(group.amount),
      `${count(group.initiatives, "initiative")}, ${count(group.duties.length, "rule")}`,
    ]),
  ];
  if (rows.length === 0) return [];
  const more = pending.length - shown.length;
  return [
    `WHAT WAITS: pending tranches${more > 0 ? ` (${more} more in the briefing)` : ""}, cases, and duties and doubts of the law`,
    ...textTable([left("", room(46, width)), right(""), left("", 30)], rows),
  ];
}

/** Sums of what is blocked and what waits; the rows are in the briefing and in `entente cases`. */
function heldLines({ rows, blocked, waiting }: HeldSummary): readonly string[][] {
  const cases = (standings: readonly string[]) =>
    count(
      new Set(rows.filter((row) => standings.includes(row.standing)).map((row) => row.row)).size,
      "case",
    );
  return [
    ...(waiting === 0
      ? []
      : [["Money that waits for cases", showDollars(waiting), cases(["waiting", "assumed"])]]),
    ...(blocked === 0
      ? []
      : [["Blocked by cases, and left out", showDollars(blocked), cases(["blocked"])]]),
  ];
}

function scenarioLines(briefing: Briefing, width: number): readonly string[] {
  const { scenarios } = briefing;
  if (!scenarios) return [];
  const ratio = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : showPercent(value);
  return [
    `SCENARIOS: value, money; ${scenarios.watched}, first and last year`,
    ...textTable(
      [
        left("", room(44, width)),
        right("value"),
        right("at most"),
        right("$ billion"),
        right("first"),
        right("last"),
      ],
      scenarios.rows.map((row) => [
        row.title,
        row.result ? showPoints(row.result.value) : "none",
        row.result ? showPoints(row.result.bound) : "",
        row.result ? (row.result.amount / 1e11).toFixed(2) : "",
        ratio(row.result?.watched.first),
        ratio(row.result?.watched.last),
      ]),
    ),
  ];
}

function stampLines(briefing: Briefing, width: number): readonly string[] {
  const { stamp, sureness } = briefing;
  const open = sureness.assumptions.filter((row) => row.status !== "holds").length;
  const line =
    `Rests on ${count(sureness.assumptions.length, "assumption")} (${open} unknown or failing); ` +
    `${count(sureness.disputed.length, "claim")} disputed. ${stamp.software}; plan ${stamp.plan}; law ${stamp.law_edition}; ` +
    `${stamp.solver}; gap ${showPercent(stamp.gap_proven, 3)}.`;
  return wrap(line, width);
}
