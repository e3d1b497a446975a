import { lazy, Suspense } from "react";
import type { ReturnsReport } from "../../../report/explore/returns.ts";
import { type AroundProps, ExploreTab } from "./explore-tab.tsx";

const ReturnCurves = lazy(async () => ({
  default: (await import("./return-curves.tsx")).ReturnCurves,
}));

/** What the plan would be worth with less or more money, and where it would go. */
export function ReturnsTab({ allocation }: AroundProps) {
  return (
    <ExploreTab
      kind="returns"
      intro="What the plan would be worth with less or more money in every account, and where the next dollars would go. Each level is solved again."
      words="Tracing the returns"
      button="Trace the returns"
      asked={allocation === undefined ? undefined : { kind: "returns", allocation }}
      show={(report) => <Returns report={report} />}
    />
  );
}

function Returns({ report }: { readonly report: ReturnsReport }) {
  const shifts = report.curves.flatMap((curve) => curve.shifts);
  return (
    <>
      {report.sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <Suspense fallback={<p role="status">Drawing the chart…</p>}>
        <ReturnCurves report={report} />
      </Suspense>
      {shifts.map((shift) => (
        <section key={shift.title} aria-label={shift.title}>
          <h3>{shift.title}</h3>
          <p>{shift.sentence}</p>
        </section>
      ))}
      <p className="soft">{report.note}</p>
    </>
  );
}
