import type { Contradiction } from "../allocate/answers.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import { showDollars } from "../base/money.ts";
import type { ChangeTable, ComparedSide, Comparison } from "./compare.ts";
import { textTable, textWidth, wrap } from "./text-layout.ts";
import {
  count,
  listWords,
  showMillions,
  showMillionsChange,
  showPercent,
  showPoints,
  showYear,
  showYears,
} from "./words.ts";

/** How many lines each list gets at each end. */
const namedChanges = 5;

/** A gap below this is none to a reader. */
const leastGapNamed = 1e-6;

/** A comparison for a terminal: who gains, who loses, and why. */
export function comparisonText(comparison: Comparison): string {
  const { before, after, measure, tables } = comparison;
  const title = `${before.label} → ${after.label}`;
  const sections = [
    [
      title,
      "=".repeat(Math.min(textWidth, title.length)),
      measure,
      sideLine(before),
      sideLine(after),
      ...gapLines(before, after),
    ],
    ...tables.map(changeLines),
    whyLines(comparison),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

/** Rules that cannot all hold, and the cheapest way to let go, for a terminal. */
export function contradictionText(contradiction: Contradiction): string {
  const rules = contradiction.relax.flatMap(({ rule, from, to, citation }) => {
    const year = rule.fiscal_year === null ? "" : `, ${showYear(rule.fiscal_year)}`;
    const words = `- ${rule.name}${year}: ${showDollars(from)} → ${showDollars(to)}. Set by: ${citation}`;
    return wrap(words, textWidth - 2, "    ").map((line, index) =>
      index === 0 ? `  ${line}` : line,
    );
  });
  return `${[
    "NO LAWFUL ALLOCATION",
    ...wrap(contradiction.sentence),
    "",
    "What would give way",
    ...rules,
  ].join("\n")}\n`;
}

function sideLine(side: ComparedSide): string {
  const value = side.value === null ? "" : `, ${showPoints(side.value)} points`;
  return `  ${side.label}: ${showDollars(side.amount)}${value}`;
}

/** What the gaps of the searches mean for a reader who looks at single programs. */
function gapLines(before: ComparedSide, after: ComparedSide): readonly string[] {
  if (before.gap_ratio === null || after.gap_ratio === null) return [];
  const gap = Math.max(before.gap_ratio, after.gap_ratio);
  if (gap < leastGapNamed) return [];
  return wrap(
    `Each is within ${showPercent(gap, 2)} of its best. Programs worth as much for each dollar may trade places ` +
      "within that gap: read a swap of two small ones as chance, and the totals as the difference.",
    textWidth,
  );
}

function changeLines(table: ChangeTable): readonly string[] {
  const moved = table.changes.filter((change) => change.difference !== 0);
  if (moved.length === 0) return [`${table.title.toUpperCase()}: no change`];
  const shown =
    moved.length <= 2 * namedChanges
      ? moved
      : [...moved.slice(0, namedChanges), ...moved.slice(-namedChanges)];
  const left = moved.length - shown.length;
  return [
    `${table.title.toUpperCase()}, $ million${left > 0 ? ` (${left} smaller changes not shown)` : ""}`,
    ...textTable(
      [
        { name: "", side: "left", most: 44 },
        { name: "before", side: "right" },
        { name: "after", side: "right" },
        { name: "change", side: "right" },
      ],
      [
        ...shown.map((row) => [
          row.label,
          showMillions(row.before),
          showMillions(row.after),
          showMillionsChange(row.difference),
        ]),
        [
          "All",
          showMillions(table.before),
          showMillions(table.after),
          showMillionsChange((table.after - table.before) as typeof table.after),
        ],
      ],
    ),
  ];
}

/** Years in words, as a span where they follow one another. */
function yearWords(years: readonly FiscalYear[]): string {
  const sorted = [...years].sort((a, b) => a - b);
  const [first] = sorted;
  const last = sorted.at(-1);
  if (first === undefined || last === undefined) return "";
  const whole = sorted.length > 2 && last - first === sorted.length - 1;
  return whole ? showYears(first, last) : listWords(sorted.map(showYear));
}

const illustrativeWords = { no: "", part: " (part illustrative)", all: " (illustrative)" } as const;

function whyLines(comparison: Comparison): readonly string[] {
  const { why, before, after } = comparison;
  const name = (side: "before" | "after") => `“${side === "before" ? before.label : after.label}”`;
  const edits = why.edits.map(
    (edit) =>
      `${name(edit.side)} edits ${count(edit.count, `row`)} of ${edit.table}: ${edit.reason}`,
  );
  const verb =
    why.rules_from === "prices" ? "costs value" : "leaves no room: it is met to the cent";
  // The record kept no rules of the plan, so that nothing can be said of what differs from it.
  const only = before.value === null ? "in" : "only in";
  const ruleGroups = [
    ...Map.groupBy(why.rules, ({ rule, side }) => `${rule.name}\u0000${name(side)}`),
  ];
  const rules = ruleGroups.slice(0, namedChanges).map(([key, group]) => {
    const [rule = "", side = ""] = key.split("\u0000");
    const years = yearWords(group.flatMap((row) => row.rule.fiscal_year ?? []));
    return `${rule}${years === "" ? "" : ` (${years})`} ${verb} ${only} ${side}`;
  });
  const moved = why.initiatives.slice(0, namedChanges).map((row) => {
    const mark = illustrativeWords[row.illustrative];
    const amounts = `$${showMillions(row.before)} million → $${showMillions(row.after)} million`;
    return `${row.name}${mark}: ${amounts}`;
  });
  const lines = [...edits, ...rules, ...moved];
  const rest = ruleGroups.length - rules.length + (why.initiatives.length - moved.length);
  return [
    `WHY${rest > 0 ? ` (${rest} more in --json)` : ""}`,
    ...(lines.length === 0 ? ["  Nothing differs."] : []),
    ...lines.flatMap((line) =>
      wrap(line, textWidth - 2, "    ").map((part, index) => (index === 0 ? `  ${part}` : part)),
    ),
  ];
}
