import { showDollars } from "../base/money.ts";
import type { Briefing } from "./briefing.ts";
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
const named = { gains: 5, prices: 4, misses: 3, objectives: 8, accounts: 5, duties: 3 } as const;

/** The briefing for a terminal: a screen and a half, without color. */
export function briefingText(briefing: Briefing): string {
  const sections = [
    headLines(briefing),
    answerLines(briefing),
    regionLines(briefing),
    moverLines(briefing),
    accountLines(briefing),
    objectiveLines(briefing),
    priceLines(briefing),
    missLines(briefing),
    waitLines(briefing),
    scenarioLines(briefing),
    stampLines(briefing),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function headLines(briefing: Briefing): readonly string[] {
  const title = cut(`${briefing.title} · ${briefing.subtitle}`, textWidth);
  return [title, "=".repeat(title.length)];
}

function answerLines(briefing: Briefing): readonly string[] {
  const { trust, illustrative } = briefing;
  const warnings =
    trust.state === "refused" ? ["DO NOT USE THIS ALLOCATION.", ...trust.complaints] : [];
  return [
    ...warnings.flatMap((line) => wrap(`! ${line}`, textWidth, "  ")),
    ...briefing.answer.flatMap((sentence, index) =>
      wrap(`${index + 1}. ${sentence}`, textWidth, "   "),
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

function regionLines(briefing: Briefing): readonly string[] {
  const { from_to: fromTo } = briefing;
  if (!fromTo) return totalLines(briefing, "region", "REGIONS");
  const sum = fromTo.region_totals;
  const rows = fromTo.regions.map((row) => [
    row.label,
    showMillions(row.before),
    ...row.years.map((year) => showMillions(year.amount)),
    showMillions(row.after),
    showMillionsChange(row.difference),
  ]);
  const all = [
    "All",
    showMillions(sum.before),
    ...sum.years.map((year) => showMillions(year.amount)),
    showMillions(sum.after),
    showMillionsChange((sum.after - sum.before) as typeof sum.after),
  ];
  return [
    `REGIONS, $ million: ${fromTo.before} in the same accounts, then the plan`,
    ...textTable(
      [
        left("", 26),
        right(`FY${fromTo.last.year}`),
        ...sum.years.map((row) => right(showYear(row.year))),
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
    ...textTable([left("", 44), right(""), right(""), left("")], rows),
  ];
}

function accountLines(briefing: Briefing): readonly string[] {
  return totalLines(briefing, "account", "ACCOUNTS");
}

function moverLines(briefing: Briefing): readonly string[] {
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
    ...textTable([left("", 30), right(""), left(""), left("", 30), right("")], rows),
  ];
}

function objectiveLines(briefing: Briefing): readonly string[] {
  const shown = briefing.attainments.slice(0, named.objectives);
  if (shown.length === 0) return [];
  const more = briefing.attainments.length - shown.length;
  return [
    `OBJECTIVES, effect as a share of the target${more > 0 ? ` (the ${shown.length} weightiest of ${briefing.attainments.length})` : ""}`,
    ...textTable(
      [left("", 44), left(""), right(""), right("")],
      shown.map((row) => [
        row.name,
        textBar(row.ratio, 20),
        showPercent(row.ratio, 0),
        `${showPoints(row.value)} of ${showPoints(row.points)} points`,
      ]),
    ),
  ];
}

function priceLines(briefing: Briefing): readonly string[] {
  const { costly, priced } = briefing.prices;
  if (costly.length === 0) return [];
  const shown = costly.slice(0, named.prices);
  return [
    `PRICES of directives and limits, value points (${costly.length} of ${priced} cost anything; they do not add up)`,
    ...textTable(
      [left("", 36), right("level"), right("costs"), left("holds from … to")],
      shown.map((row) => [row.label, row.level_words, showPoints(row.total), row.holds_words]),
    ),
  ];
}

function missLines(briefing: Briefing): readonly string[] {
  const { closest, unfunded, barred } = briefing.misses;
  const shown = closest.slice(0, named.misses);
  if (shown.length === 0) return [];
  const cannot = barred.length > 0 ? `, ${barred.length} of them barred` : "";
  return [
    `CLOSEST MISSES, of ${unfunded} not funded${cannot}`,
    ...shown.flatMap((miss) => {
      const mark = miss.illustrative ? " (illustrative)" : "";
      const take = miss.takes.find((change) => change.solved)?.sentence ?? miss.sentence;
      return wrap(`  ${miss.name}${mark}: ${take}`, textWidth - 2, "    ").map((line, index) =>
        index === 0 ? `  ${line}` : line,
      );
    }),
  ];
}

function waitLines(briefing: Briefing): readonly string[] {
  const { tranches, duties } = briefing.waits;
  const pending = tranches.filter((row) => row.outcome === "pending");
  const rows = [
    ...pending
      .slice(0, 2)
      .map((row) => [
        `${row.name}, FY${row.fiscal_year}`,
        showDollars(row.amount),
        row.due === null ? "decision pending" : `decision pending, due ${row.due}`,
      ]),
    ...duties
      .slice(0, named.duties)
      .map((row) => [
        row.says,
        showDollars(row.amount),
        `${row.initiatives} initiatives, ${row.mark}`,
      ]),
  ];
  if (rows.length === 0) return [];
  const more = pending.length + duties.length - rows.length;
  return [
    `WHAT WAITS: tranches, and duties or doubts of the law${more > 0 ? ` (${more} more in the briefing)` : ""}`,
    ...textTable([left("", 46), right(""), left("", 32)], rows),
  ];
}

function scenarioLines(briefing: Briefing): readonly string[] {
  const { scenarios } = briefing;
  if (!scenarios) return [];
  const ratio = (value: number | null | undefined) =>
    value === null || value === undefined ? "" : showPercent(value);
  return [
    `SCENARIOS: value in points; ${scenarios.watched}, first and last year`,
    ...textTable(
      [left("", 30), right("value"), right("first"), right("last"), left("", 44)],
      scenarios.rows.map((row) => [
        row.title,
        row.result ? showPoints(row.result.value) : "none",
        ratio(row.result?.watched.first),
        ratio(row.result?.watched.last),
        row.sentence,
      ]),
    ),
  ];
}

function stampLines(briefing: Briefing): readonly string[] {
  const { stamp, sureness } = briefing;
  const open = sureness.assumptions.filter((row) => row.status !== "holds").length;
  const line =
    `Rests on ${count(sureness.assumptions.length, "assumption")} (${open} unknown or failing); ` +
    `${count(sureness.disputed.length, "claim")} disputed. ${stamp.software}; plan ${stamp.plan}; law ${stamp.law_edition}; ` +
    `${stamp.solver}; gap ${showPercent(stamp.gap_proven, 3)}.`;
  return wrap(line);
}
