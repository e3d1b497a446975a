import { drawAlternatives } from "../charts/alternatives.ts";
import { figure, figures, illustrativeMark, millions, table, words } from "../html-tables.ts";
import { html, type Markup } from "../markup.ts";
import { showPercent, showPoints } from "../words.ts";
import type { AlternativePart } from "./alternatives.ts";
import { type AlternativeRow, shownDimensions } from "./alternatives-rows.ts";
import { onlyWords } from "./alternatives-words.ts";

/** The plans that are nearly as good, for the page. */
export function alternativesSection(part: AlternativePart): Markup {
  const [recommended, ...others] = part.rows;
  if (recommended === undefined || others.length === 0) return html`<p>${part.intro}</p>`;
  const only = onlyWords(recommended.only).replace("this plan", "the recommended plan");
  return html`<p>${part.intro}</p>
${planTable(part)}
${figure(drawAlternatives(part))}
${others.map(
  (row) => html`<h3>${row.letter}. ${row.title}</h3>
<p>${row.sentence}${row.only.length === 0 ? null : ` ${onlyWords(row.only)}`}</p>
`,
)}<h3>What they share</h3>
<p>${part.shared} ${only}</p>
${contestedTable(part)}`;
}

function planTable(part: AlternativePart): Markup {
  return table(
    "Plans side by side; moved: the share of the recommended plan's money that stands elsewhere",
    [
      words("Plan"),
      figures("Value, points"),
      figures("Loss"),
      figures("Funded"),
      figures("New"),
      figures("Total, $ million"),
      ...shownDimensions.map(({ words: name }) => figures(`Moved by ${name}`)),
    ],
    part.rows.map((row) => [
      nameOf(row),
      showPoints(row.value),
      row.letter === null ? "" : showPercent(row.loss_ratio, 2),
      row.funded,
      row.proposals,
      millions(row.amount),
      ...shownDimensions.map(({ dimension }) =>
        row.letter === null ? "" : showPercent(row.moved[dimension]),
      ),
    ]),
  );
}

function nameOf(row: AlternativeRow): string {
  return row.letter === null ? row.title : `${row.letter}. ${row.title}`;
}

function contestedTable(part: AlternativePart): Markup | null {
  if (part.contested.length === 0) return null;
  const shown =
    part.contested.length < part.contested_count
      ? `The ${part.contested.length} of ${part.contested_count} initiatives about which the plans differ most`
      : "The initiatives about which the plans differ";
  return table(
    `${shown}, $ million over all years`,
    [
      words("Initiative"),
      ...part.rows.map((row) => figures(row.letter === null ? "Recommended" : row.letter)),
    ],
    part.contested.map((row) => [
      html`${row.name}${row.illustrative ? illustrativeMark : null}`,
      ...row.amounts.map((amount) => (amount === 0 ? "–" : millions(amount))),
    ]),
  );
}
