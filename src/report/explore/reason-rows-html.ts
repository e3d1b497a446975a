import { figures, millions, table, words } from "../html-tables.ts";
import { html, type Markup } from "../markup.ts";
import { capital, count, showPoints } from "../words.ts";
import type { NamedReason, ReasonReport } from "./reason-rows.ts";

/** Rows that a page holds; longer tables stand in the CSV file. */
const mostRows = 2_000;

/** Why every initiative is funded or not, for the page. */
export function reasonsSection(report: ReasonReport): Markup {
  const { rows, close, counts, note } = report;
  const shown = rows.slice(0, mostRows);
  const left = rows.length - shown.length;
  return html`<p>${note}</p><ul>${counts.map((one) => html`<li>${capital(one.words)}: ${one.count}</li>`)}</ul>
${close.length === 0 ? null : html`<h3>The closest calls</h3>${reasonTable("Closest calls that were solved again", close)}`}
<details class="plain"><summary>All ${count(rows.length, "initiative")}${left > 0 ? `, the first ${mostRows}` : ""}</summary>${reasonTable("Every initiative, funded or not, and why", shown)}</details>`;
}

function reasonTable(caption: string, rows: readonly NamedReason[]): Markup {
  return table(
    caption,
    [
      words("Initiative"),
      words("Partner"),
      figures("Cheapest package, $ million"),
      words("Funded"),
      figures("Loss by doing otherwise, points, at the plan's prices"),
      figures("at least"),
      figures("at most"),
      words("Why, and what would change it"),
    ],
    rows.map((row) => [
      row.name,
      row.partner_name,
      millions(row.cost),
      row.funded ? "yes" : "no",
      end(row.loss.priced),
      end(row.loss.least),
      end(row.loss.most),
      html`<div class="roomy">${row.sentence}</div>`,
    ]),
  );
}

function end(loss: number): string {
  return Number.isFinite(loss) ? showPoints(loss) : "no end";
}
