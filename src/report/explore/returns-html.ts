import { drawReturns } from "../charts/returns.ts";
import { change, figure, figures, millions, table, words } from "../html-tables.ts";
import { html, type Markup } from "../markup.ts";
import { count, showMillionsChange } from "../words.ts";
import type { ReturnsReport } from "./returns.ts";
import { kindNames, type ShiftWords } from "./returns-shift-words.ts";

/** The return curves of a plan for the page: in words, as pictures, and where money goes. */
export function returnsSection(returns: readonly ReturnsReport[]): Markup {
  return html`<p>A return curve says what the plan would be worth with less or more money. Every point was solved again.</p>
${returns.map(
  (
    report,
  ) => html`<h3>${report.title}</h3><p>${report.note}</p><ul>${report.sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
${figure(drawReturns(report))}${report.curves.map(({ shifts }) => shifts.map(shiftMarkup))}`,
)}`;
}

function shiftMarkup({ title, sentence, lists }: ShiftWords): Markup {
  const rows = lists.flatMap(({ kind, named, others, rest }) => [
    ...named.map((move) => [
      move.label,
      kindNames[kind],
      millions(move.before),
      millions(move.after),
      change(move.change),
    ]),
    ...(others > 0
      ? [[count(others, "smaller change"), kindNames[kind], "", "", showMillionsChange(rest)]]
      : []),
  ]);
  if (rows.length === 0) return html`<h4>${title}</h4><p>${sentence}</p>`;
  return html`<h4>${title}</h4><p>${sentence}</p>
${table(
  `${title}, $ million over all years; every dollar stands once in each kind`,
  [words("Whose"), words("Kind"), figures("Less money"), figures("More money"), figures("Change")],
  rows,
)}`;
}
