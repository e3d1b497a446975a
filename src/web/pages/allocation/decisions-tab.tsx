import { useEffect, useRef, useState } from "react";
import type { DecisionCost, OverrideCost } from "../../../report/explore/overrides.ts";
import { showPoints } from "../../../report/words.ts";
import { Empty } from "../../parts/states.tsx";
import { WhyLink } from "../../parts/why-link.tsx";
import type { WholeAllocation } from "./allocation-values.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import { type Decision, decide, decisionWords, listDecided } from "./decisions.ts";
import { JobState } from "./job-state.tsx";
import type { MovePanelProps } from "./move-panel.ts";
import { useJobRun } from "./use-job.ts";

/** What people decided, what each decision costs, and what all of them cost together. */
export function DecisionsTab(
  props: MovePanelProps & {
    readonly shown: WholeAllocation | undefined;
    /** Whether the allocation shown follows the decisions as they stand now. */
    readonly current: boolean;
  },
) {
  const { rows, moves, shown, current, disabled, onMove } = props;
  const decided = listDecided(rows.initiatives, moves);
  const run = useJobRun();
  const asked = useRef<string | null>(null);
  const [deciding, setDeciding] = useState<string | null>(null);
  const { start } = run;
  const allocation = current && decided.length > 0 ? shown?.id : undefined;
  useEffect(() => {
    if (allocation === undefined || asked.current === allocation) return;
    asked.current = allocation;
    void start({ kind: "overrides", allocation });
  }, [allocation, start]);
  if (decided.length === 0) {
    return (
      <Empty title="Nobody has decided anything: the search chooses freely.">
        <p>
          To pin an initiative, exclude it or fund it in part, go to Proposals and press Decide.
          Every decision needs a reason, and its cost is shown here.
        </p>
      </Empty>
    );
  }
  const cost = run.job?.state === "done" ? (run.job.result as OverrideCost) : null;
  const open = decided.find(({ id }) => id === deciding);
  const again = () => {
    if (shown !== undefined) void start({ kind: "overrides", allocation: shown.id });
  };
  return (
    <>
      {cost !== null && <p className="together">{cost.sentence}</p>}
      <JobState run={run} words="Working out what the decisions cost" again={again} />
      <ul className="decisions">
        {decided.map(({ id, name, decision }) => (
          <DecisionItem
            key={id}
            id={id}
            name={name}
            decision={decision}
            cost={cost?.each.find(({ initiative }) => initiative === id)}
            allocation={shown?.id}
            disabled={disabled}
            onChange={() => setDeciding(id)}
            onTakeBack={() => onMove(decide(id, { kind: "none" }))}
          />
        ))}
      </ul>
      {open !== undefined && (
        <DecideDialog
          proposal={{ ...open, package: "" }}
          onClose={() => setDeciding(null)}
          onMove={(more) => {
            onMove(more);
            setDeciding(null);
          }}
        />
      )}
    </>
  );
}

function DecisionItem(props: {
  readonly id: string;
  readonly name: string;
  readonly decision: Decision;
  readonly cost: DecisionCost | undefined;
  readonly allocation: string | undefined;
  readonly disabled: boolean;
  readonly onChange: () => void;
  readonly onTakeBack: () => void;
}) {
  const { id, name, decision, cost, allocation, disabled, onChange, onTakeBack } = props;
  const reason = "reason" in decision ? decision.reason : "";
  return (
    <li className="decision">
      <p className="decision-head">
        <strong>{name}</strong>: {decisionWords(decision)}
        {cost?.cost != null && (
          <span className="decision-cost"> costs {showPoints(cost.cost)} points</span>
        )}
      </p>
      <p className="soft">{reason === "" ? "No reason is given." : `“${reason}”`}</p>
      {cost !== undefined && (
        <>
          <p>{cost.sentence}</p>
          {cost.contradiction !== null && <p>{cost.contradiction.sentence}</p>}
        </>
      )}
      <p className="row-actions">
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          disabled={disabled}
          onClick={onChange}
        >
          <span>
            Change<span className="usa-sr-only"> the decision on {name}</span>
          </span>
        </button>
        <button
          type="button"
          className="usa-button usa-button--unstyled"
          disabled={disabled}
          onClick={onTakeBack}
        >
          <span>
            Take back<span className="usa-sr-only"> the decision on {name}</span>
          </span>
        </button>
        <WhyLink kind="initiative" id={id} {...(allocation ? { allocation } : {})} />
      </p>
    </li>
  );
}
