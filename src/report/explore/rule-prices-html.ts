import { figures, table, words } from "../html-tables.ts";
import { html, type Markup } from "../markup.ts";
import { count, showPoints } from "../words.ts";
import type { RulePriceReport, RulePriceRow } from "./rule-prices.ts";

/** The prices of all rules with their ranges, for the page. */
export function rulePricesSection({ note, rules, money, years, free }: RulePriceReport): Markup {
  return html`<p>What a dollar more or less of each rule is worth, and up to where. ${note} Prices do not add up.</p>
${rules.length === 0 ? html`<p>No directive or limit costs anything.</p>` : priceTable("Directives and limits that cost value, dearest first", rules)}
${money.length === 0 ? null : priceTable("Money of which more would add value", money)}
${inWords([...rules, ...money])}
${
  years.length === 0
    ? null
    : html`<details class="plain"><summary>One year alone: ${count(years.length, "price")}</summary>${priceTable("Rules and money in one year alone, dearest first", years)}</details>`
}
${
  free.length === 0
    ? null
    : html`<details class="plain"><summary>${count(free.length, "rule costs", "rules cost")} nothing</summary><ul>${free.map((row) => html`<li>${row.label} (${row.level_words}). ${row.sentence}</li>`)}</ul></details>`
}`;
}

/** The prices in sentences, under their tables. */
function inWords(rows: readonly RulePriceRow[]): Markup | null {
  if (rows.length === 0) return null;
  return html`<details class="plain" open><summary>The same in words, with what was solved in whole packages</summary><ul>${rows.map((row) => html`<li><strong>${row.label}.</strong> ${row.sentence}</li>`)}</ul></details>`;
}

function priceTable(caption: string, rows: readonly RulePriceRow[]): Markup {
  return table(
    caption,
    [
      words("Rule"),
      figures("Level"),
      figures("Relaxing brings, points"),
      figures("up to"),
      figures("Tightening costs, points"),
      figures("up to"),
      figures("In all, points"),
    ],
    rows.map((row) => [
      row.label,
      row.level_words,
      row.relaxed_words,
      row.relaxed_until,
      row.tightened_words,
      row.tightened_until,
      showPoints(row.total),
    ]),
  );
}
