import { axisX, axisY, frame, line, text } from "@observablehq/plot";
import { drawPlot } from "../src/report/charts/plot.ts";
import type { InstanceResult } from "./results.ts";
import { bestBound, gapOf, improvements } from "./trace.ts";

/** Colors that people who see few colors can tell apart. */
const colors: Readonly<Record<string, string>> = {
  Entente: "#0b6e4f",
  "HiGHS (npm)": "#c8553d",
  CBC: "#4a6fa5",
};

/** Gaps below this are drawn as this.   Unit: percent. */
const least = 0.01;
const most = 100;

interface Point {
  readonly size: string;
  readonly tightness: string;
  readonly solver: string;
  readonly run: string;
  readonly seconds: number;
  readonly gap: number;
}

/** The gap of every run over time, against the best bound that any solver proved: one panel per size and tightness. */
export function drawGaps(results: readonly InstanceResult[], seconds: number): string {
  const points = results.flatMap((result) => pointsOf(result, seconds));
  const sizes = [...new Set(results.map(({ size }) => size))];
  const tight = [...new Set(results.map(({ tightness }) => tightness))];
  const solvers = Object.keys(colors).filter((name) => points.some((one) => one.solver === name));
  const first = { size: sizes[0], tightness: tight[0] };
  const legend = solvers.map((solver, place) => ({ ...first, solver, place }));
  const svg = drawPlot("Gap over time by solver, one panel per size and tightness of caps", {
    width: 120 + 260 * tight.length,
    height: 90 + 190 * sizes.length,
    marginLeft: 60,
    marginBottom: 45,
    marginRight: 50,
    fx: { domain: tight, label: null, axis: "top" },
    fy: { domain: sizes, label: null, axis: "right" },
    x: { type: "log", domain: [0.1, seconds], label: "seconds" },
    y: { type: "log", domain: [least, most], label: "gap" },
    marks: [
      frame({ stroke: "#bbbbbb" }),
      axisX({ ticks: [0.1, 1, 10, 60, 300].filter((at) => at <= seconds), tickFormat: String }),
      axisY({ ticks: [0.01, 0.1, 1, 10, 100], tickFormat: (gap: number) => `${gap} %` }),
      line(points, {
        fx: "tightness",
        fy: "size",
        x: "seconds",
        y: "gap",
        z: "run",
        stroke: ({ solver }: Point) => colors[solver] ?? "black",
        strokeWidth: 1.5,
        strokeOpacity: 0.8,
        curve: "step-after",
      }),
      ...legend.map(({ solver, place, ...panel }) =>
        text([{ ...panel, words: solver }], {
          fx: "tightness",
          fy: "size",
          text: "words",
          frameAnchor: "top-right",
          dx: -6,
          dy: 8 + 15 * place,
          fill: colors[solver] ?? "black",
          fontWeight: "bold",
        }),
      ),
    ],
  });
  // A file of its own needs its namespace, and a page to stand on.
  return svg.markup.replace(
    "<svg ",
    '<svg xmlns="http://www.w3.org/2000/svg" style="background:white" ',
  );
}

function pointsOf({ size, tightness, seed, runs }: InstanceResult, end: number): Point[] {
  const bound = bestBound(runs.map(({ trace }) => trace));
  return runs.flatMap(({ solver, trace }) => {
    const better = improvements(trace).filter(({ seconds }) => seconds <= end);
    const last = better.at(-1);
    const moments = last === undefined ? [] : [...better, { ...last, seconds: end }];
    return moments.flatMap(({ seconds, value }): Point[] => {
      const gap = gapOf(value ?? 0, bound) * 100;
      if (!Number.isFinite(gap)) return [];
      const run = `${size} ${tightness} ${solver} ${seed}`;
      const drawn = Math.min(most, Math.max(least, gap));
      return [{ size, tightness, solver, run, seconds: Math.max(0.1, seconds), gap: drawn }];
    });
  });
}
