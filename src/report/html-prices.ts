import type { Briefing } from "./briefing.ts";
import { figures, table, words } from "./html-tables.ts";
import { html, type Markup } from "./markup.ts";
import type { PriceRow } from "./price-table.ts";
import { count, showPoints } from "./words.ts";

/** What each directive and limit costs. */
export function priceSection(briefing: Briefing): Markup {
  const { costly, free, money, priced } = briefing.prices;
  if (priced + money.length === 0) {
    return html`<p>Prices were not worked out for this allocation.</p>${unmetList(briefing.unmet)}`;
  }
  return html`<p>A price is what the plan would be worth without the rule, less what it is worth with it. Prices were found by solving again at other levels; the words under each rule say how. Prices do not add up. “Per unit” is what a little more room would bring for each $100 million (or percentage point); it holds only in the range given.</p>
${costly.length === 0 ? html`<p>No directive or limit costs anything.</p>` : priceTable(costly)}
${
  free.length === 0
    ? null
    : html`<details class="plain"><summary>${count(free.length, "more rule costs", "more rules cost")} nothing: the best plan keeps to them anyway</summary><ul>${free.map((row) => html`<li>${row.label} (${row.level_words})</li>`)}</ul></details>`
}
${unmetList(briefing.unmet)}${money.length === 0 ? null : moneyTable(money)}
`;
}

function priceTable(rows: readonly PriceRow[]): Markup {
  return table(
    "Directives and limits that cost value, dearest first",
    [
      words("Rule"),
      figures("Level"),
      figures("Costs, points"),
      figures("Per unit, points"),
      words("Holds between"),
    ],
    rows.map((row) => [
      html`<div class="roomy">${row.label}${row.sentence === "" ? null : html`<br><span class="soft">${row.sentence}</span>`}</div>`,
      row.level_words,
      Number.isFinite(row.total) ? showPoints(row.total) : "not priced",
      row.per_unit_words,
      row.holds_words,
    ]),
  );
}

/** Report language that is not followed. */
function unmetList(unmet: Briefing["unmet"]): Markup | null {
  if (unmet.length === 0) return null;
  return html`<h3>Report language that the plan does not follow</h3><p>Report language informs and does not bind, so the allocation is free to do otherwise. Whoever decides should know where it does.</p><ul>${unmet.map((row) => html`<li>${row.name}. ${row.sentence}</li>`)}</ul>`;
}

/** The account's own name, under a heading that says that this is about money. */
function accountName(row: PriceRow): string {
  return row.label.replace(/^money of /, "");
}

function moneyTable(rows: readonly PriceRow[]): Markup {
  const useful = rows.filter((row) => row.binding);
  const rest = rows.filter((row) => !row.binding).map(accountName);
  return html`<h3>What more money would bring</h3>${
    useful.length === 0
      ? null
      : table(
          "Value points that more money would bring, by account",
          [
            words("Account"),
            figures("Money now"),
            figures("More brings, points"),
            figures("Holds between"),
          ],
          useful.map((row) => [
            accountName(row),
            row.level_words,
            row.per_unit_words,
            row.holds_words,
          ]),
        )
  }${rest.length === 0 ? null : html`<p>More would bring nothing: ${rest.join("; ")}.</p>`}`;
}
