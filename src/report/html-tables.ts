import type { Cents } from "../base/money.ts";
import type { Figure } from "./charts/figure.ts";
import { type Content, html, type Markup } from "./markup.ts";
import { showMillions, showMillionsChange } from "./words.ts";

/** A column of a table: its heading, and whether it holds figures. */
export interface Column {
  readonly name: string;
  readonly figures: boolean;
}

/** A column of words. */
export function words(name: string): Column {
  return { name, figures: false };
}

/** A column of figures, set to the right. */
export function figures(name: string): Column {
  return { name, figures: true };
}

/** A table whose first cell names the row; it scrolls sideways by itself on a narrow screen. */
export function table(
  caption: string,
  columns: readonly Column[],
  rows: readonly (readonly Content[])[],
  sum?: readonly Content[],
): Markup {
  const head = columns.map((column) =>
    column.figures
      ? html`<th scope="col" class="n">${column.name}</th>`
      : html`<th scope="col">${column.name}</th>`,
  );
  const foot = sum === undefined ? null : html`<tfoot>${tableRow(columns, sum)}</tfoot>`;
  return html`<div class="scroll" tabindex="0" role="group" aria-label="${caption}"><table><caption>${caption}</caption>
<thead><tr>${head}</tr></thead><tbody>${rows.map((row) => tableRow(columns, row))}</tbody>${foot}</table></div>
`;
}

function tableRow(columns: readonly Column[], cells: readonly Content[]): Markup {
  return html`<tr>${cells.map((cell, index) => {
    if (index === 0) return html`<th scope="row">${cell}</th>`;
    return columns[index]?.figures ? html`<td class="n">${cell}</td>` : html`<td>${cell}</td>`;
  })}</tr>
`;
}

/** A signed difference in millions, colored by direction as well. */
export function change(amount: Cents): Markup {
  const shown = showMillionsChange(amount);
  return amount === 0
    ? html`${shown}`
    : html`<span class="${amount > 0 ? "up" : "down"}">${shown}</span>`;
}

/** An amount in millions, for a cell. */
export function millions(amount: Cents): string {
  return showMillions(amount);
}

/** The sign that something is made up to show the system. */
export const illustrativeMark: Markup = html` <span class="mark">illustrative</span>`;

/** A picture with its title, caption and the table of its figures. */
export function figure(picture: Figure | null): Markup | null {
  if (!picture) return null;
  const { columns, rows } = picture.data;
  const shape = columns.map((name, index) => (index === 0 ? words(name) : figures(name)));
  return html`<figure id="figure-${picture.id}"><p class="title">${picture.title}</p>
<div class="scroll" tabindex="0" role="group" aria-label="Picture: ${picture.title}">${picture.svg}</div>
<figcaption>${picture.caption}</figcaption>
<details class="data"><summary>Figures of this picture</summary>${table(
    `Figures of the picture: ${picture.title}`,
    shape,
    rows,
  )}</details></figure>
`;
}
