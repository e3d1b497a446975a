import { axisX, axisY, dot, ruleX, ruleY } from "@observablehq/plot";
import { useCallback, useMemo } from "react";
import type { SweepReport } from "../../../report/explore/sweep.ts";
import { showPercent } from "../../../report/words.ts";
import { ChartFrame } from "../../charts/chart-frame.tsx";
import { nameAxis } from "../../charts/name-axis.ts";
import { PlotPicture, valuesClass } from "../../charts/plot-picture.tsx";

const rowHeight = 24;

/** From this share of the worlds on, an initiative belongs to the core. */
const coreShare = 0.9;

/** How often each initiative is funded whose place hangs on the world. */
export function FundedShares({ report }: { readonly report: SweepReport }) {
  const rows = useMemo(
    () => report.shown.map((one) => ({ ...one, key: one.initiative, label: one.name })),
    [report.shown],
  );
  const values = useMemo(
    () =>
      rows.map(
        ({ name, share, in_plan }) =>
          `${name}: funded in ${showPercent(share, 0)} of the worlds; ${in_plan ? "in the plan" : "not in the plan"}`,
      ),
    [rows],
  );
  const options = useCallback((width: number) => draw(rows, width), [rows]);
  const title = "How often initiatives are funded in other worlds";
  const summary = `${rows.length} of ${report.changing} whose place hangs on the world.`;
  return (
    <ChartFrame
      title={title}
      summary={summary}
      caption="Filled dots are in the plan as it stands; open ones are not. Right of the dashed line is the core."
      table={{
        columns: ["Initiative", "In the plan", "Worlds", "Share"],
        rows: rows.map(({ name, in_plan, funded, share }) => [
          name,
          in_plan ? "yes" : "no",
          String(funded),
          showPercent(share, 0),
        ]),
      }}
    >
      <PlotPicture label={`${title}. ${summary}`} options={options} values={values} />
    </ChartFrame>
  );
}

type Row = SweepReport["shown"][number] & { readonly key: string; readonly label: string };

function draw(rows: readonly Row[], width: number) {
  const names = nameAxis(rows, width);
  return {
    width,
    height: rows.length * rowHeight + 46,
    marginLeft: names.margin,
    marginRight: 24,
    x: { domain: [0, 1], label: null },
    y: { type: "point" as const, domain: rows.map(({ key }) => key), label: null, padding: 0.6 },
    marks: [
      axisX({ ticks: width < 480 ? 3 : 5, tickFormat: (ratio: number) => showPercent(ratio, 0) }),
      axisY({ tickFormat: names.format, tickSize: 0, lineWidth: names.lineWidth }),
      ruleX([coreShare], { stroke: "currentColor", strokeDasharray: "3 3" }),
      ruleX([0], { stroke: "currentColor" }),
      ruleY(rows, { y: "key", x1: 0, x2: "share", stroke: "var(--line)" }),
      dot(rows, {
        className: valuesClass,
        x: "share",
        y: "key",
        r: 6,
        fill: ({ in_plan }: Row) => (in_plan ? "var(--bar)" : "var(--page)"),
        stroke: "var(--bar)",
        strokeWidth: 2,
        sort: null,
      }),
    ],
  };
}
