import { type PlotOptions, plot } from "@observablehq/plot";
import { JSDOM } from "jsdom";
import { escapeText, type Markup, trustMarkup } from "../markup.ts";

/** The part of an element that is used here; the types of browsers are not loaded in this project. */
interface DrawnElement {
  readonly outerHTML: string;
  querySelectorAll(selector: string): Iterable<{ removeAttribute(name: string): void }>;
}

/**
 * A chart of Observable Plot as SVG text, with `label` as its text alternative.
 *
 * The class is fixed, since Plot would make up a new one for every chart. The labels that Plot gives to the parts of
 * a chart go, since the picture has one alternative as a whole.
 */
export function drawPlot(label: string, options: PlotOptions): Markup {
  const document = new JSDOM("").window.document as NonNullable<PlotOptions["document"]>;
  const drawn = plot({
    ...options,
    document,
    className: "plot",
    style: { background: "transparent", fontSize: "13px" },
  }) as unknown as DrawnElement;
  for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
  const named = `<svg role="img" aria-label="${escapeText(label)}" `;
  return trustMarkup(named + roundTags(drawn.outerHTML).slice("<svg ".length));
}

/** Positions to a hundredth of a pixel: shorter, and the same where machines differ in the last digits. */
function roundTags(svg: string): string {
  return svg.replace(/<[^>]+>/g, (tag) => tag.replace(/(\d\.\d\d)\d+/g, "$1"));
}
