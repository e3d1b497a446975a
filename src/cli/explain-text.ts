import type { Price, Reason, RuleName } from "../allocate/answers.ts";
import { levelWords } from "../allocate/explain/price-words.ts";
import { showDollars } from "../base/money.ts";
import { capital } from "../report/words.ts";
import { wrapText } from "./wrap-text.ts";

/** Why an initiative is funded or not, and what would change that, for a terminal. */
export function showReason(
  reason: Reason,
  columns: number,
  nameOf: (initiative: string) => string,
): string {
  const item = (words: string) => wrapText(`- ${words}`, columns, 2);
  const section = (title: string, entries: readonly string[]) =>
    entries.length === 0 ? [] : ["", title, ...entries.flatMap(item)];
  const lines = [
    ...wrapText(reason.sentence, columns, 0),
    ...section(
      reason.funded ? "Rules that bear on it" : "Rules in the way, nearest first",
      reason.because.map(showRule),
    ),
    ...section(
      "The law",
      reason.provisions.map(
        ({ rule, says, citation, mark }) => `${rule}: ${says} [${citation}; ${mark}]`,
      ),
    ),
    ...section(
      "What would fund it",
      reason.would_fund.map(({ sentence, solved }) =>
        solved ? sentence : `${sentence} (not solved again)`,
      ),
    ),
    ...section("What would end it", reason.would_drop ? [reason.would_drop.sentence] : []),
    ...section(
      reason.funded ? "What its money would fund instead" : "What it would take money from",
      reason.displaced.map(
        ({ initiative, amount }) => `${nameOf(initiative)} (${initiative}): ${showDollars(amount)}`,
      ),
    ),
  ];
  return `${lines.join("\n")}\n`;
}

/** What a rule costs, at its level and at the others that were solved again, for a terminal. */
export function showPrice(price: Price, columns: number, asked = price.rule.id): string {
  const { rule, unit, level, points, sentence } = price;
  const rows = turningPoints(price).map(
    (point) =>
      `  ${levelWords(point.level, unit).padStart(18)}  ${point.value.toFixed(2).padStart(8)}` +
      `  ${point.bound.toFixed(2).padStart(8)}${point.level === level ? "  now" : ""}`,
  );
  const table = [
    "",
    "Solved again at other levels, in value points",
    `  ${"level".padStart(18)}  ${"worth".padStart(8)}  ${"at most".padStart(8)}`,
    ...rows,
  ];
  const lines = [
    capital(showRule({ ...rule, id: asked })) +
      (price.each_year && rule.kind === "directive" ? ", all years together" : ""),
    ...wrapText(sentence, columns, 0),
    ...(points.length > 1 ? table : []),
  ];
  return `${lines.join("\n")}\n`;
}

/** The levels between which the worth changes, and the present one; levels inside a stretch of equal worth are left out. */
function turningPoints({ points, level }: Price): Price["points"] {
  return points.filter((point, index) => {
    const before = points[index - 1];
    const after = points[index + 1];
    const same = (other: typeof point | undefined) =>
      other !== undefined && Math.abs(other.value - point.value) < 1e-9;
    return point.level === level || !same(before) || !same(after);
  });
}

/** A rule's name for a reader: `Norland's yearly grant, FY2022 (norland-floor-2022)`. */
export function showRule({ kind, id, name, fiscal_year }: RuleName): string {
  // The name of money ends with the code of its account, which is its id.
  if (kind === "account") return name;
  const year = fiscal_year === null ? "" : `, FY${fiscal_year}`;
  return `${name}${year} (${id})`;
}
