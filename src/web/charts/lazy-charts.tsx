import { type ComponentProps, lazy, Suspense } from "react";
import "./charts.css";

// The drawing libraries weigh more than the pages: they are loaded when a picture is first shown.
const LazyBarChart = lazy(() =>
  import("./bar-chart.tsx").then(({ BarChart }) => ({ default: BarChart })),
);
const LazyStackedYears = lazy(() =>
  import("./stacked-years.tsx").then(({ StackedYears }) => ({ default: StackedYears })),
);
const LazyPriceBars = lazy(() =>
  import("./price-bars.tsx").then(({ PriceBars }) => ({ default: PriceBars })),
);
const LazyFrontierChart = lazy(() =>
  import("./frontier-chart.tsx").then(({ FrontierChart }) => ({ default: FrontierChart })),
);
const LazyRegionFlow = lazy(() =>
  import("./region-flow.tsx").then(({ RegionFlow }) => ({ default: RegionFlow })),
);
const LazyWorldMap = lazy(() =>
  import("./world-map.tsx").then(({ WorldMap }) => ({ default: WorldMap })),
);

/** Amounts as bars, or differences as gains and losses. */
export function BarChart(props: ComponentProps<typeof LazyBarChart>) {
  return (
    <Suspense fallback={<ChartWait />}>
      <LazyBarChart {...props} />
    </Suspense>
  );
}

/** Money by year, each year a column in parts, with a line across such as what was asked. */
export function StackedYears(props: ComponentProps<typeof LazyStackedYears>) {
  return (
    <Suspense fallback={<ChartWait />}>
      <LazyStackedYears {...props} />
    </Suspense>
  );
}

/** What the dearest directives and limits cost. */
export function PriceBars(props: ComponentProps<typeof LazyPriceBars>) {
  return (
    <Suspense fallback={<ChartWait />}>
      <LazyPriceBars {...props} />
    </Suspense>
  );
}

/** Value of the best plan at each level of a rule. */
export function FrontierChart(props: ComponentProps<typeof LazyFrontierChart>) {
  return (
    <Suspense fallback={<ChartWait />}>
      <LazyFrontierChart {...props} />
    </Suspense>
  );
}

/** Money by region, from the record to the plan. */
export function RegionFlow(props: ComponentProps<typeof LazyRegionFlow>) {
  return (
    <Suspense fallback={<ChartWait />}>
      <LazyRegionFlow {...props} />
    </Suspense>
  );
}

/** Partners on a map of the world. */
export function WorldMap(props: ComponentProps<typeof LazyWorldMap>) {
  return (
    <Suspense fallback={<ChartWait />}>
      <LazyWorldMap {...props} />
    </Suspense>
  );
}

function ChartWait() {
  return (
    <p className="chart-wait" role="status">
      Drawing the chart…
    </p>
  );
}
