import { drawOverrides } from "../charts/overrides.ts";
import { figure, figures, illustrativeMark, millions, table, words } from "../html-tables.ts";
import { html, type Markup } from "../markup.ts";
import { showPoints } from "../words.ts";
import type { NamedAmount } from "./alternatives-rows.ts";
import type { DecisionCost, OverrideCost } from "./overrides.ts";
import { decisionTitle } from "./overrides-text.ts";

/** How many of those who lose or gain a decision lists. */
const namedOthers = 10;

/** What the decisions of people cost, for the page. */
export function overridesSection(cost: OverrideCost): Markup {
  return html`<p>${cost.sentence}</p>
${table(
  "Decisions of people, with what each costs by itself in value points",
  [words("Decision"), words("Reason"), figures("Costs"), figures("At least"), figures("At most")],
  cost.each.map((one) => [
    decisionTitle(one),
    one.reason,
    one.cost === null ? "cannot be" : showPoints(one.cost),
    showEnd(one.least),
    showEnd(one.most),
  ]),
  ["All together", "", showEnd(cost.cost), showEnd(cost.least), showEnd(cost.most)],
)}
${figure(drawOverrides(cost))}
${cost.each.map(decisionMarkup)}`;
}

function showEnd(points: number | null): string {
  return points === null || !Number.isFinite(points) ? "" : showPoints(points);
}

function decisionMarkup(one: DecisionCost): Markup {
  return html`<h3>${decisionTitle(one)}</h3>
<p>${one.sentence}</p>
${othersMarkup("Who loses money", one.loses)}${othersMarkup("Who gains money", one.gains)}`;
}

function othersMarkup(caption: string, others: readonly NamedAmount[]): Markup | null {
  if (others.length === 0) return null;
  const shown = others.slice(0, namedOthers);
  const of =
    shown.length < others.length ? ` (the largest ${shown.length} of ${others.length})` : "";
  return table(
    `${caption}, $ million over all years${of}`,
    [words("Initiative"), figures("$ million")],
    shown.map(({ name, illustrative, amount }) => [
      html`${name}${illustrative ? illustrativeMark : null}`,
      millions(amount),
    ]),
  );
}
