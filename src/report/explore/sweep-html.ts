import { drawFundedShares, drawWorldValues } from "../charts/sweep.ts";
import { figure, figures, table, words } from "../html-tables.ts";
import { html, type Markup } from "../markup.ts";
import { showPercent } from "../words.ts";
import type { SweepReport } from "./sweep.ts";
import { listRules } from "./sweep-text.ts";

/** What stays funded in other worlds, and when the plan fails. */
export function sweepSection(report: SweepReport): Markup {
  const { sentences, weak, missed } = report;
  const rules = listRules(report);
  return html`${sentences.map(
    (sentence) => html`<p>${sentence}</p>
`,
  )}${figure(drawWorldValues(report))}${goalTable(report)}
<h3>When the plan fails</h3>
<p>Its choices are kept as far as money and rules allow. Each rule was searched in one half of the worlds and stands because the other half bears it out beyond chance.</p>
${rules.length === 0 ? html`<p>It fails in none of these worlds.</p>` : html`<ul>${rules.map((rule) => html`<li>${rule}</li>`)}</ul>`}
<h3>What stays funded</h3>
${figure(drawFundedShares(report))}${shareTable("In the plan, but funded in fewer than half of the worlds", weak)}${shareTable("Not in the plan, but funded in more than half of the worlds", missed)}${rangeTable(report)}`;
}

function goalTable({ summary }: SweepReport): Markup | null {
  const { goals, failures, what_ifs, fails_below } = summary;
  if (goals.length === 0) return null;
  const worlds = failures[0]?.worlds ?? what_ifs;
  const percent = (ratio: number) => showPercent(ratio, 0);
  return table(
    `Goals: share of their targets with the plan's choices kept; a goal fails below ${percent(fails_below)} of what is planned`,
    [
      words("Goal"),
      figures("Planned"),
      figures("Worst tenth"),
      figures("Middle"),
      figures("Best tenth"),
      figures("Middle, planned anew"),
      figures("Fails in"),
    ],
    goals.map(({ name, planned, kept, best, fails }) => [
      name,
      percent(planned),
      percent(kept.tenth),
      percent(kept.median),
      percent(kept.ninetieth),
      percent(best.median),
      percent(worlds === 0 ? 0 : fails / worlds),
    ]),
  );
}

/** How many rows a table of surprises shows. */
const shownRows = 25;

function shareTable(caption: string, rows: SweepReport["weak"]): Markup | null {
  if (rows.length === 0) return null;
  const more = rows.length - shownRows;
  return table(
    `${caption}${more > 0 ? ` (the first ${shownRows} of ${rows.length})` : ""}`,
    [words("Initiative"), words("Kind"), figures("Worlds"), figures("Share")],
    rows
      .slice(0, shownRows)
      .map((row) => [row.name, row.kind, row.funded, showPercent(row.share, 0)]),
  );
}

function rangeTable({ ranges }: SweepReport): Markup {
  return html`<details class="plain"><summary>What was varied, and between what</summary>${table(
    "Ranges as a share of the plan's figure, drawn evenly between their ends",
    [words("Of what"), figures("Factors"), words("Between")],
    ranges.map(({ family, number, words: between }) => [family, number, between]),
  )}</details>
`;
}
