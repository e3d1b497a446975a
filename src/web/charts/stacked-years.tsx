import { axisX, axisY, barY, ruleX, ruleY, tickY } from "@observablehq/plot";
import { useCallback, useMemo } from "react";
import { type Cents, sumCents } from "../../base/money.ts";
import { showMillions } from "../../report/words.ts";
import { ChartFrame } from "./chart-frame.tsx";
import { PlotPicture, valuesClass } from "./plot-picture.tsx";
import { seriesColor, seriesColors } from "./series-color.ts";

/** Money of one part in one year. */
export interface YearPart {
  readonly fiscal_year: number;
  /** Of which part, such as an account. */
  readonly key: string;
  readonly label: string;
  /** Unit: US cents. */
  readonly amount: number;
}

/** What a chart of years shows. */
export interface StackedYearsProps {
  readonly title: string;
  readonly caption?: string;
  /** What the parts are, for the head of the table, such as `Account`. */
  readonly of: string;
  readonly rows: readonly YearPart[];
  /** A line across each year, such as what was asked.   Unit: US cents. */
  readonly line?: {
    readonly label: string;
    readonly years: readonly { readonly fiscal_year: number; readonly amount: number }[];
  };
  /** The first year that is not of the record: a rule stands before it. */
  readonly plan_from?: number;
  /** The color of a part; one of eight by its place when absent. */
  readonly color?: (key: string) => string;
}

/** Money by year, each year a column in parts. */
export function StackedYears(props: StackedYearsProps) {
  const { title, caption, of, rows, line, plan_from: from, color } = props;
  const whole = useMemo(() => layParts(rows, line?.years ?? []), [rows, line]);
  const { years } = whole;
  const { parts, shown } = useMemo(() => gatherSmall(whole.parts, rows), [whole, rows]);
  const fills = useMemo(
    () => new Map(parts.map(({ key }, place) => [key, color?.(key) ?? seriesColor(place)])),
    [parts, color],
  );
  const bars = useMemo(() => {
    const order = new Map(parts.map(({ key }, place) => [key, place]));
    return shown
      .filter((row) => row.amount !== 0)
      .map((row) => ({ ...row, millions: row.amount / 1e8, year: `FY${row.fiscal_year}` }))
      .sort((a, b) => (order.get(a.key) ?? 0) - (order.get(b.key) ?? 0));
  }, [shown, parts]);
  const values = useMemo(
    () =>
      bars.map((bar) => `${bar.label}, ${bar.year}: $${showMillions(bar.amount as Cents)} million`),
    [bars],
  );
  const options = useCallback(
    (width: number) => draw({ bars, years, fills, line, from }, width),
    [bars, fills, line, years, from],
  );
  const summary = summarize(bars);
  return (
    <ChartFrame
      title={title}
      summary={`Millions of dollars. ${summary}`}
      table={tableOf(of, whole.parts, years, rows, line)}
      {...(caption ? { caption } : {})}
    >
      <Legend parts={parts} fills={fills} line={line?.label} />
      <PlotPicture label={`${title}. ${summary}`} options={options} values={values} />
    </ChartFrame>
  );
}

function Legend(props: {
  readonly parts: Parts;
  readonly fills: ReadonlyMap<string, string>;
  readonly line: string | undefined;
}) {
  const { parts, fills, line } = props;
  return (
    <ul className="chart-legend">
      {parts.map(({ key, label }) => (
        <li key={key}>
          <svg width="12" height="12" aria-hidden="true">
            <rect width="12" height="12" fill={fills.get(key)} />
          </svg>
          {label}
        </li>
      ))}
      {line !== undefined && (
        <li>
          <svg width="16" height="12" aria-hidden="true">
            <path d="M0 6H16" stroke="currentColor" strokeWidth="2.5" />
          </svg>
          {line}
        </li>
      )}
    </ul>
  );
}

interface Drawing {
  readonly bars: readonly (YearPart & { readonly year: string; readonly millions: number })[];
  readonly years: readonly number[];
  readonly fills: ReadonlyMap<string, string>;
  readonly line: StackedYearsProps["line"];
  readonly from: number | undefined;
}

function draw({ bars, years, fills, line, from }: Drawing, width: number) {
  return {
    width,
    height: 280,
    marginLeft: 56,
    marginBottom: 32,
    marginTop: 16,
    x: { type: "band" as const, domain: years.map((year) => `FY${year}`), label: null },
    y: { label: null, nice: true },
    marks: [
      axisY({ ticks: 5 }),
      axisX({ tickSize: 0, tickFormat: yearFormat(width, years.length) }),
      ruleY([0], { stroke: "currentColor" }),
      barY(bars, {
        className: valuesClass,
        x: "year",
        y: "millions",
        fill: (bar: YearPart) => fills.get(bar.key) ?? "",
        insetTop: 0.5,
        insetBottom: 0.5,
      }),
      tickY(
        (line?.years ?? []).map((row) => ({
          year: `FY${row.fiscal_year}`,
          millions: row.amount / 1e8,
        })),
        { x: "year", y: "millions", stroke: "currentColor", strokeWidth: 2.5 },
      ),
      ...(from !== undefined && years.includes(from) && years[0] !== from
        ? [ruleX([`FY${from}`], { dx: -bandOf(width, years.length) / 2, strokeDasharray: "3 3" })]
        : []),
    ],
  };
}

/** The parts, the largest first, and the years in order. */
function layParts(rows: readonly YearPart[], line: readonly { readonly fiscal_year: number }[]) {
  const sums = new Map<string, { key: string; label: string; amount: number }>();
  for (const { key, label, amount } of rows) {
    const sum = sums.get(key) ?? { key, label, amount: 0 };
    sum.amount += Math.abs(amount);
    sums.set(key, sum);
  }
  const parts = [...sums.values()].filter(({ amount }) => amount > 0);
  const named = [...rows.filter((row) => row.amount !== 0), ...line].map((row) => row.fiscal_year);
  const first = Math.min(...named);
  const length = named.length === 0 ? 0 : Math.max(...named) - first + 1;
  return {
    parts: parts.sort((a, b) => b.amount - a.amount),
    years: Array.from({ length }, (_, place) => first + place),
  };
}

type Parts = readonly { readonly key: string; readonly label: string; readonly amount: number }[];

const otherParts = "other parts";

/** The parts that have a color each, and the smallest ones as one, where there are more of them than colors. */
function gatherSmall(parts: Parts, rows: readonly YearPart[]) {
  if (parts.length <= seriesColors) return { parts, shown: rows };
  const named = parts.slice(0, seriesColors - 1);
  const label = `${parts.length - named.length} others`;
  const keys = new Set(named.map(({ key }) => key));
  const others = rows.filter((row) => !keys.has(row.key));
  const gathered = [...Map.groupBy(others, (row) => row.fiscal_year)].map(
    ([fiscal_year, some]): YearPart => ({
      fiscal_year,
      key: otherParts,
      label,
      amount: some.reduce((total, row) => total + row.amount, 0),
    }),
  );
  return {
    parts: [...named, { key: otherParts, label, amount: 0 }],
    shown: [...rows.filter((row) => keys.has(row.key)), ...gathered],
  };
}

function bandOf(width: number, years: number): number {
  return (width - 76) / Math.max(1, years);
}

function yearFormat(width: number, years: number) {
  const short = bandOf(width, years) < 46;
  return (year: string) => (short ? `’${year.slice(-2)}` : year);
}

function summarize(rows: readonly YearPart[]): string {
  const years = rows.map((row) => row.fiscal_year).sort((a, b) => a - b);
  const [first] = years;
  const last = years.at(-1);
  if (first === undefined || last === undefined) return "No money.";
  const sum = (year: number) =>
    showMillions(
      sumCents(rows.filter((row) => row.fiscal_year === year).map((row) => row.amount as Cents)),
    );
  return first === last
    ? `FY${first}: $${sum(first)} million.`
    : `FY${first}: $${sum(first)} million; FY${last}: $${sum(last)} million.`;
}

function tableOf(
  of: string,
  parts: readonly { readonly key: string; readonly label: string }[],
  years: readonly number[],
  rows: readonly YearPart[],
  line: StackedYearsProps["line"],
) {
  const sumOf = (some: readonly { readonly amount: number }[]) =>
    some.length === 0 ? "" : showMillions(sumCents(some.map((row) => row.amount as Cents)));
  return {
    columns: [`${of}, $ million`, ...years.map((year) => `FY${year}`)],
    rows: [
      ...parts.map(({ key, label }) => [
        label,
        ...years.map((year) =>
          sumOf(rows.filter((row) => row.key === key && row.fiscal_year === year)),
        ),
      ]),
      ["All", ...years.map((year) => sumOf(rows.filter((row) => row.fiscal_year === year)))],
      ...(line
        ? [
            [
              line.label,
              ...years.map((year) => sumOf(line.years.filter((row) => row.fiscal_year === year))),
            ],
          ]
        : []),
    ],
  };
}
