import { lazy, Suspense } from "react";
import type { SweepReport } from "../../../report/explore/sweep.ts";
import { count, showPercent } from "../../../report/words.ts";
import { type Column, DataTable } from "../../parts/data-table.tsx";
import { type AroundProps, AskedNumber, askedNumber, ExploreTab } from "./explore-tab.tsx";
import { usePageQuery } from "./use-address.ts";

const FundedShares = lazy(async () => ({
  default: (await import("./funded-shares.tsx")).FundedShares,
}));

/** What stays funded in many other worlds, and when the plan fails. */
export function WhatIfsTab({ allocation }: AroundProps) {
  const { search } = usePageQuery();
  const whatIfs = Math.round(askedNumber(search.get("worlds"), 200, 10, 10_000));
  const seed = Math.round(askedNumber(search.get("seed"), 1, 1, 1_000_000));
  return (
    <ExploreTab
      kind="sweep"
      intro="Many other worlds: other budgets, costs, effects and rules, drawn within their ranges. Says what stays funded, and when the plan fails."
      words="Solving other worlds"
      button="Solve other worlds"
      asked={
        allocation === undefined
          ? undefined
          : { kind: "sweep", allocation, what_ifs: whatIfs, seed }
      }
      show={(report) => <WhatIfs report={report} />}
    >
      <AskedNumber name="worlds" label="Worlds" value={whatIfs} least={10} most={10_000} />
      <AskedNumber name="seed" label="Seed" value={seed} least={1} most={1_000_000} />
    </ExploreTab>
  );
}

type Goal = SweepReport["summary"]["goals"][number];
type Share = SweepReport["shown"][number];

const percent = (ratio: number) => showPercent(ratio, 0);

const goalColumns: readonly Column<Goal>[] = [
  { key: "name", title: "Goal", value: ({ name }) => name },
  { key: "planned", title: "Planned", number: true, cell: ({ planned }) => percent(planned) },
  { key: "worst", title: "Worst tenth", number: true, cell: ({ kept }) => percent(kept.tenth) },
  { key: "middle", title: "Middle", number: true, cell: ({ kept }) => percent(kept.median) },
  { key: "best", title: "Best tenth", number: true, cell: ({ kept }) => percent(kept.ninetieth) },
  { key: "anew", title: "Middle, anew", number: true, cell: ({ best }) => percent(best.median) },
  { key: "fails", title: "Fails in worlds", number: true, value: ({ fails }) => fails },
];

const shareColumns: readonly Column<Share>[] = [
  { key: "name", title: "Initiative", value: ({ name }) => name },
  { key: "plan", title: "In the plan", cell: ({ in_plan }) => (in_plan ? "yes" : "no") },
  { key: "worlds", title: "Worlds", number: true, value: ({ funded }) => funded },
  {
    key: "share",
    title: "Share",
    number: true,
    value: ({ share }) => share,
    cell: ({ share }) => percent(share),
  },
];

function WhatIfs({ report }: { readonly report: SweepReport }) {
  const { summary, sentences, weak, missed, shown } = report;
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      {shown.length > 0 && (
        <Suspense fallback={<p role="status">Drawing the chart…</p>}>
          <FundedShares report={report} />
        </Suspense>
      )}
      <h3>When the plan fails</h3>
      {summary.failures.length === 0 ? (
        <p>It fails in none of these worlds.</p>
      ) : (
        <ul>
          {summary.failures.map((failure) => (
            <li key={failure.about.join()}>
              {failure.words}, in {failure.fails} of {count(failure.worlds, "world")}.
              {failure.rules.length > 0 && (
                <ul>
                  {failure.rules.map(({ sentence }) => (
                    <li key={sentence}>{sentence}</li>
                  ))}
                </ul>
              )}
            </li>
          ))}
        </ul>
      )}
      {summary.goals.length > 0 && (
        <DataTable
          caption="Goals: share of their targets with the plan's choices kept"
          columns={goalColumns}
          rows={summary.goals}
          keyOf={({ id }) => id}
        />
      )}
      {weak.length > 0 && (
        <DataTable
          caption="In the plan, but funded in fewer than half of the worlds"
          columns={shareColumns}
          rows={weak}
          keyOf={({ initiative }) => initiative}
        />
      )}
      {missed.length > 0 && (
        <DataTable
          caption="Not in the plan, but funded in more than half of the worlds"
          columns={shareColumns}
          rows={missed}
          keyOf={({ initiative }) => initiative}
        />
      )}
    </>
  );
}
