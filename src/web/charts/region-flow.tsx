import { useMemo, useRef } from "react";
import { regionColor } from "../../report/charts/figure.ts";
import type { FromTo, RegionPath } from "../../report/from-to.ts";
import { capital, showMillions, showMillionsChange, showPercent } from "../../report/words.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { ChartValue } from "./chart-value.tsx";
import { ChartValues } from "./chart-values.tsx";
import { useWidth } from "./use-width.ts";

/** What a flow between regions shows. */
export interface RegionFlowProps {
  readonly fromTo: FromTo;
  /** Where a region leads, such as the plan filtered by it. */
  readonly href?: (region: RegionPath) => string | undefined;
}

/** Money by region, from the record's last year to the plan's average year, as bands between two bars. */
export function RegionFlow({ fromTo, href }: RegionFlowProps) {
  const place = useRef<HTMLDivElement>(null);
  const width = useWidth(place);
  const regions = useMemo(
    () => [...fromTo.regions].sort((a, b) => b.before - a.before || b.after - a.after),
    [fromTo.regions],
  );
  const { bands, height } = useMemo(() => layBands(regions), [regions]);
  const sides = sidesOf(width);
  const title = `Regions: ${fromTo.before} to ${fromTo.after}`;
  const summary = summarize(regions);
  return (
    <ChartFrame
      title={title}
      summary={summary}
      caption="The height of a band is money; a band that widens to the right gains."
      table={{
        columns: ["Region, $ million", fromTo.before, fromTo.after, "Difference"],
        rows: regions.map((region) => [
          region.label,
          showMillions(region.before),
          showMillions(region.after),
          showMillionsChange(region.difference),
        ]),
      }}
    >
      <ChartValues>
        <div ref={place}>
          {/* biome-ignore lint/a11y/useSemanticElements: a drawing has no other element that groups */}
          <svg
            className="chart-flow"
            role="group"
            aria-label={`${title}. ${summary}`}
            viewBox={`0 0 ${width} ${height + 44}`}
            width={width}
            height={height + 44}
          >
            <text x={sides.left} y="14" textAnchor="end" className="chart-strong">
              {sides.narrow ? "Record" : fromTo.before}
            </text>
            <text x={sides.right} y="14" className="chart-strong">
              {sides.narrow ? "Plan" : capital(fromTo.after)}
            </text>
            <g transform="translate(0 30)">
              {bands.map((band, place) => (
                <RegionBand
                  key={band.region.key}
                  band={band}
                  sides={sides}
                  first={place === 0}
                  href={href?.(band.region)}
                />
              ))}
            </g>
          </svg>
        </div>
      </ChartValues>
      {fromTo.note !== "" && <p className="chart-words">{fromTo.note}</p>}
    </ChartFrame>
  );
}

interface RegionBandProps {
  readonly band: Band;
  readonly sides: Sides;
  readonly first: boolean;
  readonly href: string | undefined;
}

function RegionBand({ band, sides, first, href }: RegionBandProps) {
  const { region, middle, from, to } = band;
  const change = changeWords(region);
  const start = sides.left + 8;
  const end = sides.right - 8 - barWidth;
  return (
    <ChartValue
      words={`${region.label}: $${showMillions(region.before)} million to $${showMillions(region.after)} million, ${change}`}
      first={first}
      href={href}
    >
      <g fill={regionColor(region.key)}>
        <path d={pathOf(band, start + barWidth, end)} className="chart-band" />
        <rect x={start} y={from.top} width={barWidth} height={heightOf(from)} />
        <rect x={end} y={to.top} width={barWidth} height={heightOf(to)} />
      </g>
      <text x={sides.left} y={middle - 3} textAnchor="end">
        <tspan className="chart-strong">{sides.narrow ? region.key : region.label}</tspan>
        <tspan x={sides.left} dy="15">
          {amountWords(region.before, sides.narrow)}
        </tspan>
      </text>
      <text x={sides.right} y={middle - 3}>
        <tspan className="chart-strong">{amountWords(region.after, sides.narrow)}</tspan>
        <tspan x={sides.right} dy="15">
          {sides.narrow ? showMillionsChange(region.difference) : change}
        </tspan>
      </text>
    </ChartValue>
  );
}

/** Height of all money of the richer side. */
const moneyHeight = 260;
const barWidth = 14;
const gap = 8;
/** Room for the two lines of a label. */
const labelHeight = 34;

interface Sides {
  readonly narrow: boolean;
  /** Where the labels of the left end, and those of the right begin. */
  readonly left: number;
  readonly right: number;
}

interface Span {
  readonly top: number;
  readonly bottom: number;
}

interface Band {
  readonly region: RegionPath;
  readonly middle: number;
  readonly from: Span;
  readonly to: Span;
}

function sidesOf(width: number): Sides {
  const narrow = width < 620;
  return narrow
    ? { narrow, left: 74, right: width - 74 }
    : { narrow, left: Math.max(190, width * 0.28), right: width - Math.max(190, width * 0.28) };
}

/** Regions one under the other on both sides, each with room for its label. */
function layBands(regions: readonly RegionPath[]) {
  const sum = (side: "before" | "after") =>
    regions.reduce((total, region) => total + Math.max(0, region[side]), 0);
  const scale = moneyHeight / Math.max(1, sum("before"), sum("after"));
  const size = (region: RegionPath, side: "before" | "after") => Math.max(0, region[side]) * scale;
  let top = 0;
  const bands = regions.map((region): Band => {
    const slot = Math.max(labelHeight, size(region, "before"), size(region, "after"));
    const middle = top + slot / 2;
    top += slot + gap;
    const span = (side: "before" | "after"): Span => ({
      top: middle - size(region, side) / 2,
      bottom: middle + size(region, side) / 2,
    });
    return { region, middle, from: span("before"), to: span("after") };
  });
  return { bands, height: top };
}

function pathOf({ from, to }: Band, start: number, end: number): string {
  const middle = (start + end) / 2;
  return (
    `M${start} ${from.top}C${middle} ${from.top} ${middle} ${to.top} ${end} ${to.top}` +
    `V${to.bottom}C${middle} ${to.bottom} ${middle} ${from.bottom} ${start} ${from.bottom}Z`
  );
}

function heightOf(span: Span): number {
  return Math.max(1, span.bottom - span.top);
}

function amountWords(amount: RegionPath["before"], narrow: boolean): string {
  return `$${showMillions(amount)}${narrow ? "m" : " million"}`;
}

function changeWords(region: RegionPath): string {
  const ratio = region.before > 0 ? region.difference / region.before : null;
  const share =
    ratio === null
      ? ""
      : ` (${ratio > 0 ? "+" : ""}${showPercent(ratio, Math.abs(ratio) < 0.1 ? 1 : 0)})`;
  return `${showMillionsChange(region.difference)} million${share}`;
}

function summarize(regions: readonly RegionPath[]): string {
  const gains = regions.filter((region) => region.difference > 0);
  const losses = regions.filter((region) => region.difference < 0);
  const name = (some: readonly RegionPath[]) =>
    some
      .toSorted((a, b) => Math.abs(b.difference) - Math.abs(a.difference))
      .map((region) => `${region.label} ${showMillionsChange(region.difference)}`)
      .join(", ");
  const parts = [
    ...(gains.length > 0 ? [`Gain: ${name(gains)}.`] : []),
    ...(losses.length > 0 ? [`Lose: ${name(losses)}.`] : []),
  ];
  return parts.length === 0
    ? "No region changes."
    : `${parts.join(" ")} Millions of dollars a year.`;
}
