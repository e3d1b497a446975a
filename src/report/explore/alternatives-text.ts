import { type Cents, group } from "../../base/money.ts";
import { cut, type TextColumn, textTable, wrap } from "../text-layout.ts";
import { showMillions, showMillionsChange, showPercent, showPoints } from "../words.ts";
import type { AlternativePart } from "./alternatives.ts";
import { type AlternativeRow, shownDimensions } from "./alternatives-rows.ts";
import { onlyWords } from "./alternatives-words.ts";

/** How many contested initiatives a terminal shows. */
const namedContested = 8;

const right = (name: string): TextColumn => ({ name, side: "right" });
const left = (name: string, most: number): TextColumn => ({ name, side: "left", most });

/** The plans that are nearly as good, for a terminal. */
export function alternativesText(part: AlternativePart, width: number): string {
  const title = "OTHER PLANS, NEARLY AS GOOD";
  const sections = [
    [title, "=".repeat(title.length), ...wrap(part.intro, width)],
    ...(part.rows.length < 2
      ? []
      : [
          planLines(part, width),
          moneyLines(part, width, "region", "REGIONS"),
          moneyLines(part, width, "account", "ACCOUNTS"),
          ...part.rows.slice(1).map((row) => rowLines(row, width)),
          sharedLines(part, width),
          contestedLines(part, width),
        ]),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** The plans that are nearly as good, in a few lines among others. */
export function alternativesSummary(part: AlternativePart, width: number): readonly string[] {
  const others = part.rows.slice(1);
  if (others.length === 0) return [];
  return [
    "OTHER PLANS, nearly as good: value, loss, and the share of the money that stands elsewhere",
    ...textTable(
      [left("", width - 50), right("value"), right("loss"), ...shownDimensions.map(movedColumn)],
      others.map((row) => [
        `${row.letter} ${row.title}`,
        showPoints(row.value),
        showPercent(row.loss_ratio, 2),
        ...movedCells(row),
      ]),
    ),
  ];
}

const movedNames = { region: "region", partner: "partner", account: "account", kind: "new/old" };

function movedColumn({ dimension }: (typeof shownDimensions)[number]): TextColumn {
  return right(movedNames[dimension]);
}

function movedCells(row: AlternativeRow): readonly string[] {
  return shownDimensions.map(({ dimension }) => showPercent(row.moved[dimension]));
}

/** Narrower than this, a table has no room for where the money stands. */
const roomForMoved = 88;

function planLines(part: AlternativePart, width: number): readonly string[] {
  const isWide = width >= roomForMoved;
  return [
    isWide
      ? "PLANS; under region, partner, account and new/old: the share of the money that stands elsewhere"
      : "PLANS",
    ...textTable(
      [
        left("", Math.max(12, width - (isWide ? 68 : 33))),
        right("value"),
        right("loss"),
        right("funded"),
        right("new"),
        ...(isWide ? shownDimensions.map(movedColumn) : []),
      ],
      part.rows.map((row) => [
        row.letter === null ? row.title : `${row.letter} ${row.title}`,
        showPoints(row.value),
        row.letter === null ? "" : showPercent(row.loss_ratio, 2),
        String(row.funded),
        String(row.proposals),
        ...(row.letter === null || !isWide ? [] : movedCells(row)),
      ]),
    ),
  ];
}

/** With more plans than this, names of regions give way to codes, and amounts are in whole millions. */
const wideEnough = 6;

/** How wide an amount may be, with the space before it. */
const amountWidth = { tenths: 9, whole: 8 } as const;

/** Amounts in millions, as fine as the plans leave room. */
function amountWords(others: number): { readonly plain: Show; readonly signed: Show } {
  if (others <= wideEnough) return { plain: showMillions, signed: showMillionsChange };
  const plain: Show = (amount) => {
    const shown = group(String(Math.round(Math.abs(amount) / 1e8)));
    return amount < 0 && shown !== "0" ? `−${shown}` : shown;
  };
  return { plain, signed: (amount) => (amount > 0 ? `+${plain(amount)}` : plain(amount)) };
}

type Show = (amount: Cents) => string;

/** Accounts beyond this many differ by little. */
const namedKeys = 7;

function moneyLines(
  part: AlternativePart,
  width: number,
  dimension: "region" | "account",
  title: string,
): readonly string[] {
  const [recommended, ...others] = part.rows;
  if (recommended === undefined) return [];
  const keys = keysOf(part, dimension).slice(0, namedKeys);
  if (keys.length === 0) return [];
  const isWide = others.length > wideEnough;
  const most = isWide ? 9 : Math.max(12, width - 16 - amountWidth.tenths * others.length);
  const { plain, signed } = amountWords(others.length);
  const rows = keys.map(({ key, label }) => [
    isWide ? key : label,
    plain(amountIn(recommended, dimension, key).amount),
    ...others.map((row) => signed(amountIn(row, dimension, key).difference)),
  ]);
  return [
    ...wrap(
      `${title}, $ million over all years: the recommended plan, and what each other plan changes`,
      width,
    ),
    ...textTable(
      [left("", most), right("plan"), ...others.map((row) => right(row.letter ?? ""))],
      rows,
    ),
  ];
}

/** The keys about which the plans differ, those with the largest difference in any of them first. */
function keysOf(part: AlternativePart, dimension: "region" | "account") {
  const most = new Map<string, { readonly label: string; readonly size: number }>();
  for (const { key, label, difference } of part.rows.flatMap((row) => row.money[dimension])) {
    const size = Math.max(Math.abs(difference), most.get(key)?.size ?? 0);
    most.set(key, { label, size });
  }
  return [...most]
    .filter(([, { size }]) => size > 0)
    .sort(([, a], [, b]) => b.size - a.size)
    .map(([key, { label }]) => ({ key, label }));
}

function amountIn(row: AlternativeRow, dimension: "region" | "account", key: string) {
  const found = row.money[dimension].find((one) => one.key === key);
  return found ?? { amount: 0 as never, difference: 0 as never };
}

function rowLines(row: AlternativeRow, width: number): readonly string[] {
  const only = onlyWords(row.only);
  return [
    cut(`${row.letter}. ${row.title}`, width),
    ...wrap(`   ${row.sentence}`.trim(), width - 3).map((line) => `   ${line}`),
    ...(only === "" ? [] : wrap(only, width - 3).map((line) => `   ${line}`)),
  ];
}

function sharedLines(part: AlternativePart, width: number): readonly string[] {
  const only = onlyWords(part.rows[0]?.only ?? []).replace("this plan", "the recommended plan");
  return [
    "WHAT THEY SHARE",
    ...wrap(part.shared, width),
    ...(only === "" ? [] : wrap(only, width)),
  ];
}

function contestedLines(part: AlternativePart, width: number): readonly string[] {
  const shown = part.contested.slice(0, namedContested);
  if (shown.length === 0) return [];
  const more = part.contested_count - shown.length;
  const columns = part.rows.map((row) => right(row.letter ?? "plan"));
  const { plain } = amountWords(part.rows.length - 1);
  const each = part.rows.length - 1 > wideEnough ? amountWidth.whole : amountWidth.tenths;
  return [
    `WHERE THEY DIFFER MOST, $ million${more > 0 ? ` (${more} more not shown)` : ""}`,
    ...textTable(
      [left("", Math.max(10, width - 2 - each * columns.length)), ...columns],
      shown.map((row) => [
        row.name,
        ...row.amounts.map((amount) => (amount === 0 ? "–" : plain(amount))),
      ]),
    ),
  ];
}
