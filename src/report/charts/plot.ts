import { type PlotOptions, plot } from "@observablehq/plot";
import { JSDOM } from "jsdom";
import { type Markup, trustMarkup } from "../markup.ts";

/** The part of an element that is used here; the types of browsers are not loaded in this project. */
interface DrawnElement {
  readonly outerHTML: string;
  setAttribute(name: string, value: string): void;
}

/**
 * A chart of Observable Plot as SVG text, with `label` as its text alternative.
 *
 * The class is fixed, since Plot would make up a new one for every chart.
 */
export function drawPlot(label: string, options: PlotOptions): Markup {
  const document = new JSDOM("").window.document as NonNullable<PlotOptions["document"]>;
  const drawn = plot({
    ...options,
    document,
    className: "plot",
    style: { background: "transparent", fontSize: "13px" },
  }) as unknown as DrawnElement;
  drawn.setAttribute("role", "img");
  drawn.setAttribute("aria-label", label);
  return trustMarkup(drawn.outerHTML);
}
