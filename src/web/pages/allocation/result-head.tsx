import { showGap } from "../../parts/figures.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Empty } from "../../parts/states.tsx";
import type { WholeAllocation } from "./allocation-values.ts";
import { JobState } from "./job-state.tsx";
import { hundredths, pointsChange, ResultFigures } from "./result-panel.tsx";
import type { Kept } from "./use-kept.ts";
import type { Tried } from "./use-tried.ts";

/** What the plan comes to, with what is tried or without: figures, how far the search is, and how to go on. */
export function ResultHead(props: {
  readonly kept: Kept;
  readonly tried: Tried;
  /** Whether anything is tried. */
  readonly trying: boolean;
  readonly found: WholeAllocation | undefined;
}) {
  const { kept, tried, trying, found } = props;
  const shown = found ?? kept.allocation;
  const run = trying ? tried.run : kept.run;
  const open = shown !== undefined && shown.ended !== "proven" && !run.running;
  const prove = () => (trying ? tried.prove() : kept.solve());
  return (
    <section className="result-head" aria-label="What the plan comes to">
      <p className="usa-sr-only" role="status">
        {saidOf(props)}
      </p>
      {shown !== undefined && (
        <ResultFigures
          now={shown}
          kept={kept.allocation}
          replaced={(trying ? tried.busy : run.running) && run.job?.allocation !== shown.id}
        />
      )}
      {shown === undefined && !run.running && !tried.busy && run.job?.state !== "failed" && (
        <Empty title="Nothing has been allocated here yet.">
          <p>
            Work out the best lawful use of the money, or move something first and see what comes of
            it.
          </p>
          <button type="button" className="usa-button" onClick={() => kept.solve()}>
            Allocate
          </button>
        </Empty>
      )}
      <JobState
        run={run}
        words={
          shown !== undefined && run.job?.allocation === shown.id
            ? "Working out prices and reasons"
            : trying
              ? "Solving what is tried"
              : "Solving"
        }
        again={trying ? tried.again : () => kept.solve()}
      />
      <Stale kept={kept} tried={tried} trying={trying} found={found} />
      {open && (
        <p className="result-open">
          The search ended before it was proven. It can go on to the full gap.{" "}
          <button type="button" className="usa-button usa-button--outline" onClick={prove}>
            Prove it
          </button>
        </p>
      )}
    </section>
  );
}

function Stale(props: Parameters<typeof ResultHead>[0]) {
  const { kept, tried, trying, found } = props;
  if (trying ? found?.stale !== true || tried.busy : kept.allocation?.stale !== true) return null;
  if (!trying && kept.run.running) return null;
  return (
    <Notice kind="warning">
      The plan has changed since this was worked out.{" "}
      <button
        type="button"
        className="usa-button usa-button--unstyled"
        onClick={() => (trying ? tried.again() : kept.solve())}
      >
        Allocate anew
      </button>
    </Notice>
  );
}

/** What a screen reader is told once there is an answer. */
function saidOf({ kept, tried, trying, found }: Parameters<typeof ResultHead>[0]): string {
  if (!trying || !tried.current || found === undefined) return "";
  const worth = `Worth ${hundredths(found.value)} points, ${showGap(found.gap_ratio)}`;
  return kept.allocation === undefined
    ? `${worth}.`
    : `${worth}; ${pointsChange(found.value, kept.allocation.value)} against what is kept.`;
}
