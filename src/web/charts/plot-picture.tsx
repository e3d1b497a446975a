import { type PlotOptions, plot } from "@observablehq/plot";
import { useLayoutEffect, useRef } from "react";
import { ChartValues, valueAttribute } from "./chart-values.tsx";
import { useWidth } from "./use-width.ts";

/** The class of the mark whose pieces are the values of a picture. */
export const valuesClass = "chart-value";

/** A value of a picture in words, in the order of the mark's data. */
export type ValueWords = readonly string[];

/** What is drawn by Observable Plot. */
export interface PlotPictureProps {
  /** What is to be seen in it, for those who do not see it. */
  readonly label: string;
  /** The options for a width in pixels. The mark that shows the values has the class {@link valuesClass}. */
  readonly options: (width: number) => PlotOptions;
  readonly values: ValueWords;
}

/** A picture by Observable Plot, as wide as its place, drawn anew when its options change. */
export function PlotPicture({ label, options, values }: PlotPictureProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  useLayoutEffect(() => {
    const drawn = plot({
      ...options(width),
      className: "plot",
      style: { fontFamily: "inherit", fontSize: "13px" },
    });
    // Plot brings a style of its own, which the page's security policy refuses; charts.css holds it.
    for (const style of drawn.querySelectorAll("style")) style.remove();
    for (const part of drawn.querySelectorAll("[aria-label]")) part.removeAttribute("aria-label");
    nameValues(drawn, values);
    drawn.setAttribute("role", values.length === 0 ? "img" : "group");
    drawn.setAttribute("aria-label", label);
    place.current?.replaceChildren(drawn);
  }, [options, width, values, label]);
  return (
    <ChartValues>
      <div ref={place} />
    </ChartValues>
  );
}

/** Gives each piece of the value marks its words. Plot leaves the place in the data with each piece. */
function nameValues(drawn: Element, values: ValueWords): void {
  let first = true;
  for (const piece of drawn.querySelectorAll(`.${valuesClass} > *`)) {
    const shape = piece.localName === "a" ? piece.firstElementChild : piece;
    const datum = (shape as (Element & { __data__?: unknown }) | null)?.__data__;
    const words = typeof datum === "number" ? values[datum] : undefined;
    if (words === undefined) continue;
    piece.setAttribute(valueAttribute, "");
    piece.setAttribute("aria-label", words);
    piece.setAttribute("tabindex", first ? "0" : "-1");
    if (piece.localName !== "a") piece.setAttribute("role", "img");
    first = false;
  }
}
