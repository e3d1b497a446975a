import { axisX, axisY, dot, line, rectY, ruleX, ruleY, text } from "@observablehq/plot";
import type { SweepReport } from "../explore/sweep.ts";
import { showPercent, showPoints } from "../words.ts";
import type { Figure } from "./figure.ts";
import { drawPlot } from "./plot.ts";

/** How often each proposal is funded whose place hangs on the world: a dot for each, the most frequent first. */
export function drawFundedShares(report: SweepReport): Figure | null {
  const rows = report.shown.map((one) => ({ ...one, words: showPercent(one.share, 0) }));
  if (rows.length === 0) return null;
  const names = new Map(rows.map(({ initiative, name }) => [initiative, name]));
  const which =
    rows.length < report.changing
      ? `the ${rows.length} of ${report.changing} that differ most from the plan`
      : "all that are funded in some worlds and do not belong to the core";
  return {
    id: "sweep-funded",
    title: "How often proposals are funded in other worlds",
    caption: `Share of the worlds whose best plan funds each: ${which}. Filled dots are in the plan as it stands; open ones are not. Right of the dashed line is the core.`,
    svg: drawPlot(
      `Dots of the share of worlds that fund each proposal. ${rows.map(({ name, words }) => `${name} ${words}`).join("; ")}.`,
      {
        width: 760,
        height: rows.length * 22 + 46,
        marginLeft: 330,
        marginRight: 46,
        x: { domain: [0, 1], label: null },
        y: { type: "point", domain: rows.map((row) => row.initiative), label: null, padding: 0.6 },
        marks: [
          axisX({ ticks: 5, tickFormat: (ratio: number) => showPercent(ratio, 0) }),
          axisY({
            tickFormat: (id: string) => names.get(id) ?? id,
            tickSize: 0,
            lineWidth: 22,
            textOverflow: "ellipsis",
          }),
          ruleX([0.9], { stroke: "currentColor", strokeDasharray: "3 3" }),
          ruleX([0], { stroke: "currentColor" }),
          ruleY(rows, { y: "initiative", x1: 0, x2: "share", stroke: "var(--line)" }),
          dot(rows, {
            x: "share",
            y: "initiative",
            r: 5,
            fill: (row: { in_plan: boolean }) => (row.in_plan ? "var(--bar)" : "var(--page)"),
            stroke: "var(--bar)",
            strokeWidth: 2,
          }),
          text(rows, { x: "share", y: "initiative", text: "words", textAnchor: "start", dx: 10 }),
        ],
      },
    ),
    data: {
      columns: ["Proposal", "In the plan", "Worlds", "Share"],
      rows: rows.map((row) => [
        row.name,
        row.in_plan ? "yes" : "no",
        String(row.funded),
        row.words,
      ]),
    },
  };
}

/** How the values of the worlds are spread: planned anew, and with the plan's choices kept. */
export function drawWorldValues({ summary }: SweepReport): Figure | null {
  const { bins, planned_value: planned } = summary;
  const [first] = bins;
  if (first === undefined) return null;
  const words = (value: number) => showPoints(value);
  const edges = bins.flatMap(({ from, to, kept }) => [
    { value: from, kept },
    { value: to, kept },
  ]);
  const ends = [first.from, bins.at(-1)?.to ?? first.to, planned];
  return {
    id: "sweep-values",
    title: "What the plan is worth in other worlds",
    caption:
      "Number of worlds by value. Bars: planned anew in each world. Line: with the plan's own choices kept as far as money and rules allow. The dashed line is the value as planned. The points of a world are those of its own weights.",
    svg: drawPlot(
      `Bars and a line of worlds by value. ${bins.map((bin) => `${words(bin.from)} to ${words(bin.to)}: ${bin.best} anew, ${bin.kept} kept`).join("; ")}.`,
      {
        width: 760,
        height: 280,
        marginLeft: 50,
        marginBottom: 40,
        x: {
          domain: [Math.min(...ends), Math.max(...ends)],
          label: "points",
          labelAnchor: "center",
          labelArrow: "none",
        },
        y: { label: "worlds", labelArrow: "none", grid: false },
        marks: [
          axisX({ ticks: 8 }),
          axisY({ ticks: 5 }),
          rectY(bins, {
            x1: "from",
            x2: "to",
            y: "best",
            fill: "var(--bar)",
            fillOpacity: 0.45,
            insetLeft: 0.5,
            insetRight: 0.5,
          }),
          line(edges, { x: "value", y: "kept", stroke: "currentColor", strokeWidth: 2 }),
          ruleX([planned], { stroke: "currentColor", strokeDasharray: "3 3" }),
          ruleY([0], { stroke: "currentColor" }),
        ],
      },
    ),
    data: {
      columns: ["Points", "Planned anew", "Choices kept"],
      rows: bins.map((bin) => [
        `${words(bin.from)} to ${words(bin.to)}`,
        String(bin.best),
        String(bin.kept),
      ]),
    },
  };
}
