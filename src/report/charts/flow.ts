import type { FromTo, RegionPath } from "../from-to.ts";
import { html, type Markup } from "../markup.ts";
import { capital, showMillions, showMillionsChange, showPercent } from "../words.ts";
import { type Figure, regionColor } from "./figure.ts";

const width = 760;
/** Height of all money of the richer side. */
const moneyHeight = 260;
const barWidth = 14;
const left = 250;
const right = width - 270;
const gap = 8;
/** Room for the two lines of a label. */
const labelHeight = 34;

interface Band {
  readonly region: RegionPath;
  readonly middle: number;
  readonly from: Span;
  readonly to: Span;
}

interface Layout {
  readonly bands: readonly Band[];
  readonly height: number;
}

interface Span {
  readonly top: number;
  readonly bottom: number;
}

/** Money by region, from the record's last year to the plan's average year, as bands between two bars. */
export function drawFlow(fromTo: FromTo): Figure {
  const regions = [...fromTo.regions].sort((a, b) => b.before - a.before || b.after - a.after);
  const { bands, height } = layBands(regions);
  const label = `Money by region, ${fromTo.before} and ${fromTo.after}. ${regions
    .map((r) => `${r.label}: ${showMillions(r.before)} to ${showMillions(r.after)} million dollars`)
    .join("; ")}.`;
  return {
    id: "flow",
    title: `Regions: ${fromTo.before} to ${fromTo.after}`,
    caption: "The height of a band is money; a band that widens to the right gains.",
    svg: html`<svg role="img" aria-label="${label}" viewBox="0 0 ${width} ${height + 40}" width="${width}" height="${height + 40}">
<text x="${left}" y="16" text-anchor="end" class="strong">${fromTo.before}</text>
<text x="${right}" y="16" class="strong">${capital(fromTo.after)}</text>
<g transform="translate(0 32)">${bands.map(drawBand)}${drawLabels(bands)}</g></svg>`,
    data: {
      columns: ["Region, $ million", fromTo.before, fromTo.after, "Difference"],
      rows: regions.map((r) => [
        r.label,
        showMillions(r.before),
        showMillions(r.after),
        showMillionsChange(r.difference),
      ]),
    },
  };
}

/** Regions one under the other on both sides, each with room for its label. */
function layBands(regions: readonly RegionPath[]): Layout {
  const sides = ["before", "after"] as const;
  const sum = (side: "before" | "after") =>
    regions.reduce((total, region) => total + Math.max(0, region[side]), 0);
  const scale = moneyHeight / Math.max(1, ...sides.map(sum));
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

function drawBand({ region, from, to }: Band): Markup {
  const start = left + 8 + barWidth;
  const end = right - 8 - barWidth;
  const middle = (start + end) / 2;
  const path =
    `M${start} ${at(from.top)}C${middle} ${at(from.top)} ${middle} ${at(to.top)} ${end} ${at(to.top)}` +
    `V${at(to.bottom)}C${middle} ${at(to.bottom)} ${middle} ${at(from.bottom)} ${start} ${at(from.bottom)}Z`;
  const color = regionColor(region.key);
  return html`<g fill="${color}"><path d="${path}" opacity="0.45"/>${bar(left + 8, from)}${bar(end, to)}</g>`;
}

function bar(x: number, span: Span): Markup {
  const size = Math.max(1, span.bottom - span.top);
  return html`<rect x="${x}" y="${at(span.top)}" width="${barWidth}" height="${at(size)}"/>`;
}

function drawLabels(bands: readonly Band[]): readonly Markup[] {
  return bands.map(({ region, middle }) => {
    const y = at(middle - 3);
    const ratio = region.before > 0 ? region.difference / region.before : null;
    const share =
      ratio === null
        ? ""
        : ` (${ratio > 0 ? "+" : ""}${showPercent(ratio, Math.abs(ratio) < 0.1 ? 1 : 0)})`;
    const change = `${showMillionsChange(region.difference)} million${share}`;
    return html`<text x="${left}" y="${y}" text-anchor="end"><tspan class="strong">${region.label}</tspan><tspan x="${left}" dy="15">$${showMillions(region.before)} million</tspan></text><text x="${right}" y="${y}"><tspan class="strong">$${showMillions(region.after)} million</tspan><tspan x="${right}" dy="15">${change}</tspan></text>`;
  });
}

function at(position: number): string {
  return String(Math.round(position * 10) / 10);
}
