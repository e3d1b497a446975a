import { axisX, axisY, barX, dot, ruleX, ruleY, text } from "@observablehq/plot";
import type { ScenarioRow, ScenarioTable } from "../scenario-table.ts";
import { showPercent, showPoints } from "../words.ts";
import { type Figure, regionColor } from "./figure.ts";
import { drawPlot } from "./plot.ts";

type Solved = ScenarioRow & { readonly result: NonNullable<ScenarioRow["result"]> };

/** Value of the scenarios side by side. */
export function drawScenarioValues(table: ScenarioTable): Figure {
  const rows = solvedRows(table).map((row) => ({
    id: row.id,
    title: row.title,
    value: row.result.value,
    words: showPoints(row.result.value),
    current: row.current,
  }));
  const most = Math.max(...rows.map((row) => row.value), 1);
  return {
    id: "scenario-values",
    title: "Value of the scenarios",
    caption: "Value points of each scenario; 100 = every objective meets its target.",
    svg: drawPlot(
      `Value of each scenario. ${rows.map((row) => `${row.title}: ${row.words}`).join("; ")}.`,
      {
        width: 760,
        height: rows.length * 36 + 46,
        marginLeft: 250,
        marginRight: 60,
        x: { domain: [0, most * 1.05], label: null },
        y: { type: "point", domain: rows.map((row) => row.id), label: null, padding: 0.6 },
        marks: [
          axisX({ ticks: 6 }),
          axisY({ tickFormat: titlesOf(table), tickSize: 0, lineWidth: 15 }),
          ruleX([0], { stroke: "currentColor" }),
          ruleY(rows, { y: "id", x1: 0, x2: "value", stroke: "var(--line)" }),
          dot(rows, {
            x: "value",
            y: "id",
            r: 6,
            fill: (row: { current: boolean }) => (row.current ? "var(--bar)" : "var(--page)"),
            stroke: "var(--bar)",
            strokeWidth: 2,
          }),
          text(rows, { x: "value", y: "id", text: "words", textAnchor: "start", dx: 12 }),
        ],
      },
    ),
    data: { columns: ["Scenario", "Points"], rows: rows.map((row) => [row.title, row.words]) },
  };
}

/** Length of a bar, and room for a letter on it, in pixels. */
const barLength = 490;
const letterWidth = 8;

/** Shares of the regions in each scenario. */
export function drawScenarioShares(table: ScenarioTable): Figure {
  const solved = solvedRows(table);
  const rows = solved.flatMap((row) =>
    table.regions.map((region, index) => ({
      id: row.id,
      title: row.title,
      bureau: region.bureau,
      share: row.result.shares[index] ?? 0,
    })),
  );
  const words = (row: { share: number; bureau: string }) =>
    [`${row.bureau} ${showPercent(row.share, 0)}`, row.bureau].find(
      (label) => label.length * letterWidth < row.share * barLength,
    ) ?? "";
  return {
    id: "scenario-shares",
    title: "Shares of the regions in each scenario",
    caption:
      "Share of all money over all years, by State bureau: AF Africa, EAP East Asia and the Pacific, EUR Europe and Eurasia, NEA Near East, SCA South and Central Asia, WHA Western Hemisphere, GLOBAL worldwide programs.",
    svg: drawPlot(
      `Shares of the regions in each scenario. ${solved
        .map(
          (row) =>
            `${row.title}: ${table.regions.map((r, i) => `${r.name} ${showPercent(row.result.shares[i] ?? 0, 0)}`).join(", ")}`,
        )
        .join("; ")}.`,
      {
        width: 760,
        height: solved.length * 40 + 46,
        marginLeft: 250,
        marginRight: 20,
        x: { domain: [0, 1], label: null },
        y: { domain: solved.map((row) => row.id), label: null },
        marks: [
          axisX({ ticks: 5, tickFormat: (ratio: number) => showPercent(ratio, 0) }),
          axisY({ tickFormat: titlesOf(table), tickSize: 0, lineWidth: 15 }),
          barX(rows, {
            x: "share",
            y: "id",
            fill: (row: { bureau: string }) => regionColor(row.bureau),
            insetTop: 5,
            insetBottom: 5,
            insetRight: 1,
            order: null,
          }),
          text(rows, stackedMiddles(rows, words)),
        ],
      },
    ),
    data: {
      columns: ["Scenario", ...table.regions.map((region) => region.name)],
      rows: solved.map((row) => [row.title, ...row.result.shares.map((s) => showPercent(s))]),
    },
  };
}

/** Labels in the middle of each piece of a stacked bar. */
function stackedMiddles<
  Row extends { readonly id: string; readonly share: number; readonly bureau: string },
>(rows: readonly Row[], words: (row: Row) => string) {
  const reached = new Map<string, number>();
  const middles = rows.map((row) => {
    const start = reached.get(row.id) ?? 0;
    reached.set(row.id, start + row.share);
    return start + row.share / 2;
  });
  return { x: middles, y: "id", text: rows.map(words), fill: "var(--on-region)", fontSize: 11 };
}

function solvedRows(table: ScenarioTable): readonly Solved[] {
  return table.rows.flatMap((row) => (row.result ? [{ ...row, result: row.result }] : []));
}

function titlesOf(table: ScenarioTable) {
  const titles = new Map(table.rows.map((row) => [row.id, row.title]));
  return (id: string) => titles.get(id) ?? id;
}
