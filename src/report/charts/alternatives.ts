import { axisX, axisY, barX, ruleX, text } from "@observablehq/plot";
import type { AlternativePart } from "../explore/alternatives.ts";
import type { AlternativeRow } from "../explore/alternatives-rows.ts";
import { html } from "../markup.ts";
import { showMillions, showMillionsChange, showPercent } from "../words.ts";
import type { Figure } from "./figure.ts";
import { drawPlot } from "./plot.ts";

/** A region in one of the plans. */
interface RegionBar {
  readonly key: string;
  readonly millions: number;
  readonly words: string;
}

const rowHeight = 22;

/** What each of the other plans gives and takes by region: one small picture per plan, all on one scale. */
export function drawAlternatives(part: AlternativePart): Figure | null {
  const [recommended, ...others] = part.rows;
  if (recommended === undefined || others.length === 0) return null;
  const regions = [...recommended.money.region].sort((a, b) => b.amount - a.amount);
  const keys = [
    ...new Set([...regions, ...others.flatMap((row) => row.money.region)].map((one) => one.key)),
  ];
  const labels = new Map(
    part.rows.flatMap((row) => row.money.region).map(({ key, label }) => [key, label]),
  );
  const bars = others.map((row) => keys.map((key) => barOf(row, key)));
  const most = Math.max(...bars.flat().map(({ millions }) => Math.abs(millions)));
  if (most === 0) return null;
  return {
    id: "alternatives",
    title: "What each plan gives and takes, by region",
    caption:
      "Millions of dollars over all years against the recommended plan, by State bureau, all pictures on one scale. The region with the most money in the recommended plan stands first.",
    svg: html`<div class="curves">${others.map(
      (row, index) =>
        html`<div><p class="curve-name">${row.letter}. ${row.title} (${lossWords(row)})</p>${drawPlan(row, bars[index] ?? [], most)}</div>`,
    )}</div>`,
    data: {
      columns: [
        "Region, $ million",
        "Recommended plan",
        ...others.map((row) => `Plan ${row.letter}`),
      ],
      rows: keys.map((key, position) => [
        labels.get(key) ?? key,
        showMillions(
          recommended.money.region.find((one) => one.key === key)?.amount ?? (0 as never),
        ),
        ...bars.map((row) => row[position]?.words ?? ""),
      ]),
    },
  };
}

function lossWords({ loss_ratio: ratio }: AlternativeRow): string {
  if (ratio === 0) return "the same value";
  return `${showPercent(Math.abs(ratio), 2)} ${ratio > 0 ? "less" : "more"} value`;
}

function barOf(row: AlternativeRow, key: string): RegionBar {
  const difference = row.money.region.find((one) => one.key === key)?.difference;
  if (difference === undefined) return { key, millions: 0, words: "0.0" };
  return { key, millions: difference / 1e8, words: showMillionsChange(difference) };
}

function drawPlan(row: AlternativeRow, bars: readonly RegionBar[], most: number) {
  return drawPlot(
    `Plan ${row.letter} against the recommended plan. ${bars.map((bar) => `${bar.key} ${bar.words} million`).join("; ")}.`,
    {
      width: 340,
      height: bars.length * rowHeight + 34,
      marginLeft: 66,
      marginRight: 8,
      marginTop: 4,
      // Room beside the longest bars for their figures.
      x: { domain: [-most * 1.7, most * 1.7], label: null },
      y: { domain: bars.map((bar) => bar.key), label: null },
      marks: [
        axisX({ ticks: 3 }),
        axisY({ tickSize: 0 }),
        barX(bars, {
          x: "millions",
          y: "key",
          fill: (bar: RegionBar) => (bar.millions > 0 ? "var(--gain)" : "var(--loss)"),
          insetTop: 4,
          insetBottom: 4,
        }),
        ruleX([0], { stroke: "currentColor" }),
        ...[1, -1].map((sign) =>
          text(
            bars.filter((bar) => Math.sign(bar.millions) === sign),
            {
              x: "millions",
              y: "key",
              text: "words",
              fontSize: 11,
              textAnchor: sign > 0 ? "start" : "end",
              dx: sign * 4,
            },
          ),
        ),
      ],
    },
  );
}
