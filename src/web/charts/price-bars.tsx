import { axisX, axisY, barX, ruleX, text } from "@observablehq/plot";
import { useCallback, useMemo } from "react";
import type { PriceRow, PriceTable } from "../../report/price-table.ts";
import { showPoints } from "../../report/words.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { nameAxis } from "./name-axis.ts";
import { PlotPicture, valuesClass } from "./plot-picture.tsx";

/** What a chart of prices shows. */
export interface PriceBarsProps {
  readonly prices: PriceTable;
  readonly title?: string;
  /** Where a rule leads, such as its Why page. */
  readonly href?: (row: PriceRow) => string | undefined;
}

const namedPrices = 12;

/** What the dearest directives and limits cost, in points of value; nothing where none costs anything. */
export function PriceBars({ prices, title = "What the dearest rules cost", href }: PriceBarsProps) {
  const bars = useMemo(
    () =>
      prices.costly
        // What is infinite has become nothing on its way here.
        .filter((row) => Number.isFinite(row.total))
        .slice(0, namedPrices)
        .map((row) => ({
          ...row,
          key: `${row.kind} ${row.id}`,
          words: showPoints(row.total),
          href: href?.(row),
        })),
    [prices, href],
  );
  const values = useMemo(
    () => bars.map((bar) => `${bar.label} (${bar.level_words}): ${bar.words} points`),
    [bars],
  );
  const options = useCallback(
    (width: number) => {
      const names = nameAxis(bars, width);
      return {
        width,
        height: bars.length * names.rowHeight + 40,
        marginLeft: names.margin,
        marginRight: 52,
        x: { domain: [0, (bars[0]?.total ?? 1) * 1.05], label: null },
        y: { domain: bars.map((bar) => bar.key), label: null },
        marks: [
          axisX({ ticks: names.ticks }),
          axisY({ tickFormat: names.format, tickSize: 0, lineWidth: names.lineWidth }),
          barX(bars, {
            className: valuesClass,
            x: "total",
            y: "key",
            fill: "var(--bar)",
            href: "href",
            insetTop: 5,
            insetBottom: 5,
          }),
          ruleX([0], { stroke: "currentColor" }),
          text(bars, { x: "total", y: "key", text: "words", textAnchor: "start", dx: 5 }),
        ],
      };
    },
    [bars],
  );
  const [dearest] = bars;
  if (dearest === undefined) return null;
  const rank = prices.priced === 1 ? "The one rule" : `The dearest of ${prices.priced} rules`;
  const summary = `${rank} is ${dearest.label}: without it the plan would be worth ${dearest.words} points more.`;
  return (
    <ChartFrame
      title={title}
      summary={summary}
      caption="Each was solved again without the rule. Prices do not add up: dropping two rules can gain more or less than the sum."
      table={{
        columns: ["Rule", "Level", "Points"],
        rows: bars.map((bar) => [bar.label, bar.level_words, bar.words]),
      }}
    >
      <PlotPicture label={`${title}. ${summary}`} options={options} values={values} />
    </ChartFrame>
  );
}
