import { axisX, axisY, barX, ruleX, text } from "@observablehq/plot";
import { useCallback, useMemo } from "react";
import { type Cents, sumCents } from "../../base/money.ts";
import { showMillions, showMillionsChange, showPercent } from "../../report/words.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { nameAxis } from "./name-axis.ts";
import { PlotPicture, valuesClass } from "./plot-picture.tsx";

/** One bar; a `Total` of a briefing is one. */
export interface BarRow {
  readonly key: string;
  readonly label: string;
  /** The heading under which it stands; empty for none. */
  readonly group?: string;
  /** Unit: US cents. */
  readonly amount: number;
}

/** What a chart of bars shows. */
export interface BarChartProps {
  readonly title: string;
  readonly caption?: string;
  /** What the rows are, for the head of the table, such as `Region`. */
  readonly of: string;
  readonly rows: readonly BarRow[];
  /** Whether amounts are differences: signed, and colored as gains and losses. */
  readonly change?: boolean;
  /** Over what time differences are, as said after an amount; `a year` when absent. */
  readonly over?: string;
  /** Where a bar leads; no link where nothing is returned. */
  readonly href?: (row: BarRow) => string | undefined;
  /** The color of a bar; the usual one when absent. */
  readonly color?: (row: BarRow) => string;
}

/** Room for a figure beside the longest bar.   Unit: pixels. */
const figureWidth = 64;

/** Amounts of money as bars, in the order given. */
export function BarChart(props: BarChartProps) {
  const { title, caption, of, rows, change = false, over = "a year", href, color } = props;
  const bars = useMemo(
    () =>
      rows.map((row) => ({
        ...row,
        millions: row.amount / 1e8,
        words: change ? showMillionsChange(row.amount as Cents) : showMillions(row.amount as Cents),
        href: href?.(row),
        fill: color?.(row) ?? fillOf(row, change),
      })),
    [rows, change, href, color],
  );
  const total = sumCents(rows.map((row) => row.amount as Cents));
  const values = useMemo(
    () => bars.map((bar) => `${bar.label}: ${signed(bar.words)} million`),
    [bars],
  );
  const options = useCallback((width: number) => draw(bars, width), [bars]);
  const table = {
    columns: [`${of}, $ million`, "Amount", ...(change ? [] : ["Share"])],
    rows: bars.map((bar) => [
      bar.group ? `${bar.group}: ${bar.label}` : bar.label,
      bar.words,
      ...(change ? [] : [total === 0 ? "" : showPercent(bar.amount / total)]),
    ]),
  };
  const summary = change ? summarizeChange(rows, over) : summarizeSums(rows, total);
  return (
    <ChartFrame title={title} summary={summary} table={table} {...(caption ? { caption } : {})}>
      <PlotPicture label={`${title}. ${summary}`} options={options} values={values} />
    </ChartFrame>
  );
}

interface Bar extends BarRow {
  readonly millions: number;
  readonly words: string;
  readonly href: string | undefined;
  readonly fill: string;
}

function draw(bars: readonly Bar[], width: number) {
  const names = nameAxis(bars, width);
  const wide = width - names.margin - figureWidth;
  const reach = domainOf(
    bars.map((bar) => bar.millions),
    figureWidth / wide,
  );
  return {
    width,
    height: bars.length * names.rowHeight + 40,
    marginLeft: names.margin,
    marginRight: figureWidth,
    x: { domain: reach, label: null },
    y: { domain: bars.map((bar) => bar.key), label: null },
    marks: [
      axisX({ ticks: names.ticks }),
      axisY({ tickFormat: names.format, tickSize: 0, lineWidth: names.lineWidth }),
      barX(bars, {
        className: valuesClass,
        x: "millions",
        y: "key",
        fill: "fill",
        href: "href",
        insetTop: 5,
        insetBottom: 5,
      }),
      ruleX([0], { stroke: "currentColor" }),
      ...[1, -1].map((sign) =>
        text(
          bars.filter((bar) => (bar.millions < 0 ? -1 : 1) === sign),
          {
            x: "millions",
            y: "key",
            text: "words",
            textAnchor: sign > 0 ? "start" : "end",
            dx: sign * 5,
          },
        ),
      ),
    ],
  };
}

function fillOf(row: BarRow, change: boolean): string {
  if (!change) return "var(--bar)";
  return row.amount < 0 ? "var(--loss)" : "var(--gain)";
}

function signed(words: string): string {
  const sign = /^[+−]/.exec(words)?.[0] ?? "";
  return `${sign}$${words.slice(sign.length)}`;
}

/** From nothing to the largest, with room for figures on the left where something is negative. */
function domainOf(values: readonly number[], figureRatio: number): [number, number] {
  const most = Math.max(0, ...values);
  const least = Math.min(0, ...values);
  const span = most - least || 1;
  return [least < 0 ? least - (span * figureRatio) / (1 - Math.min(0.7, figureRatio)) : 0, most];
}

function summarizeSums(rows: readonly BarRow[], total: number): string {
  const [largest] = [...rows].sort((a, b) => b.amount - a.amount);
  if (largest === undefined || total === 0) return "No money.";
  const share = showPercent(largest.amount / total, 0);
  return `$${showMillions(total as Cents)} million in all; the most is ${largest.label}, $${showMillions(largest.amount as Cents)} million (${share}).`;
}

function summarizeChange(rows: readonly BarRow[], over: string): string {
  const ordered = [...rows].sort((a, b) => b.amount - a.amount);
  const gain = ordered[0];
  const loss = ordered.at(-1);
  const parts = [
    ...(gain && gain.amount > 0
      ? [
          `${gain.label} gains most, ${signed(showMillionsChange(gain.amount as Cents))} million ${over}`,
        ]
      : []),
    ...(loss && loss.amount < 0
      ? [
          `${loss.label} loses most, ${signed(showMillionsChange(loss.amount as Cents))} million ${over}`,
        ]
      : []),
  ];
  return parts.length === 0 ? "Nothing changes." : `${parts.join("; ")}.`;
}
