import { cut, textTable, wrap } from "../text-layout.ts";
import { count, showPoints } from "../words.ts";
import type { RulePriceReport, RulePriceRow } from "./rule-prices.ts";

/** How many of each list a terminal shows. */
const shown = { sentences: 10, years: 12, free: 12 } as const;

/** The prices of all rules for a terminal of so many columns. */
export function rulePricesText(report: RulePriceReport, width: number): string {
  const { rules, money, years, free, note } = report;
  const lists = [
    ...listed("DIRECTIVES AND LIMITS that cost value, dearest first", rules, width),
    ...listed("MONEY of which more would add value, most first", money, width),
    ...yearLines(years, width),
    ...freeLines(free, width),
  ];
  const none = rules.length + money.length === 0 ? ["No rule costs anything.", ""] : [];
  return `${["PRICES WITH RANGES, in value points", ...wrap(note, width), "", ...none, ...lists].join("\n").trimEnd()}\n`;
}

function listed(title: string, rows: readonly RulePriceRow[], width: number): string[] {
  if (rows.length === 0) return [];
  const some = rows.slice(0, shown.sentences);
  const more = rows.length - some.length;
  return [
    `${title}${more > 0 ? ` (the first ${some.length} of ${rows.length})` : ""}`,
    ...some.flatMap((row) => [
      cut(`  ${row.label}${idWords(row)}: ${showPoints(row.total)} in all`, width),
      ...wrap(row.sentence, width - 4).map((line) => `    ${line}`),
    ]),
    "",
  ];
}

/** The name of money ends with the code of its account, which is its id. */
function idWords({ kind, id }: RulePriceRow): string {
  return kind === "account" ? "" : ` (${id})`;
}

function yearLines(rows: readonly RulePriceRow[], width: number): string[] {
  if (rows.length === 0) return [];
  const some = rows.slice(0, shown.years);
  const more = rows.length - some.length;
  return [
    `ONE YEAR ALONE, dearest first${more > 0 ? ` (the first ${some.length} of ${rows.length})` : ""}`,
    ...textTable(
      [
        { name: "", side: "left" },
        { name: "", side: "left", most: Math.max(20, width - 68) },
        { name: "level", side: "right" },
        { name: "relaxing brings", side: "right" },
        { name: "up to", side: "right" },
        { name: "in all", side: "right" },
      ],
      some.map((row) => [
        row.span,
        row.kind === "account" ? `money of ${row.id}` : row.name,
        row.level_words,
        row.relaxed_words,
        row.relaxed_until,
        showPoints(row.total),
      ]),
    ),
    "",
  ];
}

function freeLines(rows: readonly RulePriceRow[], width: number): string[] {
  if (rows.length === 0) return [];
  const names = rows.slice(0, shown.free).map(({ label }) => label);
  const more = rows.length - names.length;
  const words = `${count(rows.length, "rule costs", "rules cost")} nothing: ${names.join("; ")}`;
  return wrap(`${words}${more > 0 ? `; and ${more} more` : ""}.`, width, "  ").slice();
}
