import { figures, illustrativeMark, millions, table, words } from "../html-tables.ts";
import { html, type Markup } from "../markup.ts";
import type { AssumptionFailure } from "./failure.ts";

/** How many of those who lose or gain stand on the page. */
const named = 15;

/** What comes of an assumption that fails, for the page. */
export function failureSection(failure: AssumptionFailure): Markup {
  const { fall } = failure;
  return html`<h3>If ${failure.assumption.id} fails</h3>
${failure.sentences.map((sentence) => html`<p>${sentence}</p>`)}
${
  fall.initiatives.length === 0
    ? null
    : html`<details class="more"><summary>What falls: ${fall.initiatives.length} initiatives</summary>${table(
        "Initiatives that fall, with what is asked at most for each",
        [words("Initiative"), words("How"), figures("$ million")],
        fall.initiatives.map((one) => [
          one.id,
          one.how === "requires"
            ? `requires ${one.through ?? ""}`
            : one.how === "effects"
              ? "all its effects rest on it"
              : "rests on it",
          millions(one.cost),
        ]),
      )}</details>`
}
${othersMarkup("Who loses money", failure.loses)}${othersMarkup("Who gains money", failure.gains)}`;
}

function othersMarkup(caption: string, rows: AssumptionFailure["loses"]): Markup | null {
  if (rows.length === 0) return null;
  const shown = rows.slice(0, named);
  const of = shown.length < rows.length ? ` (the largest ${shown.length} of ${rows.length})` : "";
  return table(
    `${caption}, $ million over all years${of}`,
    [words("Initiative"), figures("$ million")],
    shown.map((one) => [
      html`${one.name}${one.illustrative ? illustrativeMark : null}`,
      millions(one.amount),
    ]),
  );
}
