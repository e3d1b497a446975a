/** A value of a year. */
export interface SparkPoint {
  readonly year: number;
  readonly amount: number;
}

/** What a small line shows. */
export interface SparklineProps {
  readonly points: readonly SparkPoint[];
  /** What is to be seen, for those who do not see it. */
  readonly label: string;
  readonly width?: number;
  readonly height?: number;
}

/** A line of amounts by year, as small as a word. */
export function Sparkline({ points, label, width = 96, height = 24 }: SparklineProps) {
  const years = points.map(({ year }) => year);
  const first = Math.min(...years);
  const span = Math.max(1, Math.max(...years) - first);
  const most = Math.max(1, ...points.map(({ amount }) => amount));
  const path = [...points]
    .sort((a, b) => a.year - b.year)
    .map(({ year, amount }, place) => {
      const x = 2 + ((year - first) / span) * (width - 4);
      const y = height - 2 - (Math.max(0, amount) / most) * (height - 4);
      return `${place === 0 ? "M" : "L"}${x.toFixed(1)} ${y.toFixed(1)}`;
    })
    .join("");
  return (
    <svg className="chart-spark" width={width} height={height} role="img" aria-label={label}>
      {points.length > 0 && <path d={path} />}
    </svg>
  );
}
