import type { WayOut, WaysOut } from "../../allocate/explain/way-out.ts";
import { showDollars } from "../../base/money.ts";
import { textWidth, wrap } from "../text-layout.ts";
import { showYear } from "../words.ts";

/** How many rules of a way out a terminal names. */
const shown = 20;

/** Rules that cannot all hold, and two ways to let go, for a terminal. */
export function waysOutText({ first, second }: WaysOut): string {
  const other =
    second === null
      ? wrap("No other way was found that leaves one of these rules alone.")
      : [
          "Another way, which leaves a rule of the first alone",
          ...wayLines(second, " of any other way"),
        ];
  return `${[
    "NO LAWFUL ALLOCATION",
    ...wrap("Not all rules can hold together."),
    "",
    "What would give way",
    ...wayLines(first),
    "",
    ...other,
  ].join("\n")}\n`;
}

function wayLines(way: WayOut, among = ""): string[] {
  const rules = way.relax.slice(0, shown).flatMap(({ rule, from, to, citation }) => {
    const year = rule.fiscal_year === null ? "" : `, ${showYear(rule.fiscal_year)}`;
    const cited = rule.kind === "account" ? `By: ${citation}` : `Set by: ${citation}`;
    const words = `- ${rule.name}${year}: ${showDollars(from)} → ${showDollars(to)}. ${cited}`;
    return wrap(words, textWidth - 2, "    ").map((line, index) =>
      index === 0 ? `  ${line}` : line,
    );
  });
  const more = way.relax.length - shown;
  const proof = way.cheapest
    ? `proven to be the fewest dollars${among}`
    : `fewer may do, but not fewer than ${showDollars(way.at_least)}`;
  return [
    ...rules,
    ...(more > 0 ? [`  and ${more} more (--json lists them)`] : []),
    ...wrap(`In all ${showDollars(way.total)}: ${proof}.`, textWidth - 2).map(
      (line) => `  ${line}`,
    ),
  ];
}
