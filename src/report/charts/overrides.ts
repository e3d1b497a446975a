import { axisX, axisY, barX, ruleX, ruleY, text } from "@observablehq/plot";
import type { OverrideCost } from "../explore/overrides.ts";
import { decisionTitle } from "../explore/overrides-text.ts";
import { showPoints } from "../words.ts";
import type { Figure } from "./figure.ts";
import { drawPlot } from "./plot.ts";

interface CostBar {
  readonly key: string;
  readonly title: string;
  readonly cost: number;
  readonly least: number;
  readonly most: number;
  readonly words: string;
  readonly sum: boolean;
}

const rowHeight = 30;

/** What each decision costs by itself, what they cost added up, and together; nothing where there is one decision. */
export function drawOverrides(cost: OverrideCost): Figure | null {
  const bars = listBars(cost);
  if (cost.each.length < 2 || bars.length < 2) return null;
  const ends = bars.flatMap((bar) => [bar.cost, bar.least, bar.most, 0]);
  const low = Math.min(...ends);
  const high = Math.max(...ends);
  const room = Math.max(high - low, 0.01) * 0.12;
  const titles = new Map(bars.map((bar) => [bar.key, bar.title]));
  return {
    id: "overrides",
    title: "What the decisions of people cost",
    caption:
      "Value points that each decision costs by itself, and all together; the thin line shows between which ends the cost is proven to lie. The costs do not add up.",
    svg: drawPlot(
      `Bars of what each decision costs. ${bars.map((bar) => `${bar.title}: ${bar.words}`).join("; ")}.`,
      {
        width: 820,
        height: bars.length * rowHeight + 50,
        marginLeft: 300,
        marginRight: 60,
        x: { domain: [low < 0 ? low - room : 0, high + room], label: null },
        y: { domain: bars.map((bar) => bar.key), label: null },
        marks: [
          axisX({ ticks: 5 }),
          axisY({
            tickFormat: (key: string) => titles.get(key) ?? key,
            tickSize: 0,
            lineWidth: 18,
          }),
          barX(bars, {
            x: "cost",
            y: "key",
            fill: (bar: CostBar) => (bar.sum ? "var(--line)" : "var(--bar)"),
            insetTop: 6,
            insetBottom: 6,
          }),
          ruleY(bars, { y: "key", x1: "least", x2: "most", stroke: "currentColor" }),
          ruleX([0], { stroke: "currentColor" }),
          text(bars, {
            x: (bar: CostBar) => Math.max(bar.cost, bar.most),
            y: "key",
            text: "words",
            textAnchor: "start",
            dx: 6,
          }),
        ],
      },
    ),
    data: {
      columns: ["Decision", "Cost, points", "At least", "At most"],
      rows: bars.map((bar) => [bar.title, bar.words, showPoints(bar.least), showPoints(bar.most)]),
    },
  };
}

function listBars(cost: OverrideCost): CostBar[] {
  const each = cost.each.flatMap((one) => barOf(one.initiative, decisionTitle(one), one));
  const sum =
    cost.sum === null
      ? []
      : barOf(" sum", "One by one, added up", { cost: cost.sum, least: cost.sum, most: cost.sum });
  return [
    ...each,
    ...sum.map((bar) => ({ ...bar, sum: true })),
    ...barOf(" together", "All together", cost),
  ];
}

function barOf(
  key: string,
  title: string,
  { cost, least, most }: Pick<OverrideCost, "cost" | "least" | "most">,
): CostBar[] {
  if (cost === null || most === null) return [];
  const low = least === null || !Number.isFinite(least) ? cost : least;
  return [{ key, title, cost, least: low, most, words: showPoints(cost), sum: false }];
}
