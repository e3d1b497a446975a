import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import { useLocation } from "wouter";
import { pageAddress } from "../../addresses.ts";
import type { Difference } from "../../changes/change-values.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { BeforeAfter } from "../../parts/history-button.tsx";
import { Notice } from "../../parts/notice.tsx";
import { Loaded, Withheld } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client, useApi } from "../../queries/api.ts";
import { SettleDialog, type Settled } from "./settle-dialog.tsx";
import { StandingDialog } from "./standing-dialog.tsx";

type Verb = "rebaseBranch" | "mergeBranch";

const verbs: Readonly<
  Record<Verb, { readonly button: string; readonly done: string; readonly reason: string }>
> = {
  rebaseBranch: {
    button: "Bring it up to the plan",
    done: "The scenario now rests on the plan as it stands.",
    reason: "Brought up to the plan",
  },
  mergeBranch: {
    button: "Take it into the plan",
    done: "The plan now holds what the scenario held.",
    reason: "Taken into the plan",
  },
};

/** A scenario beside the plan, cell by cell, and the ways to bring them together. */
export function ScenarioPanel() {
  const { plan, branch, branchHead, may } = usePlan();
  const comparison = useApi(
    "compareBranches",
    { params: { plan, branch }, query: {} },
    { keep: true },
  );
  const [asking, setAsking] = useState<{ verb: Verb; conflicts: readonly Difference[] } | null>(
    null,
  );
  const [done, setDone] = useState("");
  const [, navigate] = useLocation();
  const join = async (verb: Verb, settled: Settled): Promise<void> => {
    const answer = await client.call(verb, { params: { plan, branch }, body: settled });
    if (!answer.done) {
      setAsking({ verb, conflicts: answer.conflicts });
      return;
    }
    setAsking(null);
    setDone(verbs[verb].done);
    await askAnew(plan);
    if (verb === "mergeBranch") navigate(pageAddress(plan, "history"));
  };
  return (
    <section aria-labelledby="scenario" className="scenario-panel">
      <h2 id="scenario">This scenario beside the plan</h2>
      {branchHead?.description && <p>{branchHead.description}</p>}
      {branchHead?.behind && (
        <p>
          The plan has gone on since this scenario began. Bring it up to the plan to see both
          together.
        </p>
      )}
      <div role="status">{done !== "" && <Notice kind="success">{done}</Notice>}</div>
      <Loaded query={comparison} words="Comparing">
        {(page) => (
          <>
            {page.withheld && <Withheld />}
            <DifferenceTable differences={page.differences} />
            {may.everywhere && branchHead?.state === "open" && (
              <JoinButtons
                differences={page.differences}
                onAsk={(verb, conflicts) => setAsking({ verb, conflicts })}
              />
            )}
          </>
        )}
      </Loaded>
      <StandingButton onDone={setDone} />
      {asking !== null && (
        <SettleDialog
          key={asking.conflicts.length}
          title={verbs[asking.verb].button}
          reason={verbs[asking.verb].reason}
          conflicts={asking.conflicts}
          onJoin={(settled) => join(asking.verb, settled)}
          onClose={() => setAsking(null)}
        />
      )}
    </section>
  );
}

/** Drops the scenario, or takes it up again, for those who may. */
function StandingButton(props: { readonly onDone: (words: string) => void }) {
  const { branchHead, may } = usePlan();
  const [standing, setStanding] = useState<"open" | "dropped" | null>(null);
  if (!may.everywhere || branchHead === undefined || branchHead.state === "merged") return null;
  const isOpen = branchHead.state === "open";
  return (
    <div className="page-actions">
      <Button type="button" outline onClick={() => setStanding(isOpen ? "dropped" : "open")}>
        {isOpen ? "Drop the scenario" : "Take the scenario up again"}
      </Button>
      {standing !== null && (
        <StandingDialog
          to={standing}
          onClose={() => setStanding(null)}
          onDone={() => {
            const dropped = standing === "dropped";
            props.onDone(dropped ? "The scenario is dropped." : "The scenario is open.");
            setStanding(null);
          }}
        />
      )}
    </div>
  );
}

function JoinButtons(props: {
  readonly differences: readonly Difference[];
  readonly onAsk: (verb: Verb, conflicts: readonly Difference[]) => void;
}) {
  const { differences, onAsk } = props;
  return (
    <div className="page-actions">
      {(["rebaseBranch", "mergeBranch"] as const).map((verb) => (
        <Button
          key={verb}
          type="button"
          outline={verb === "rebaseBranch"}
          disabled={differences.length === 0 && verb === "mergeBranch"}
          onClick={() =>
            onAsk(
              verb,
              differences.filter((one) => one.conflict),
            )
          }
        >
          {verbs[verb].button}
        </Button>
      ))}
    </div>
  );
}

function DifferenceTable(props: { readonly differences: readonly Difference[] }) {
  return (
    <details open={props.differences.length <= 20}>
      <summary>
        {props.differences.length}{" "}
        {props.differences.length === 1 ? "cell differs" : "cells differ"}
      </summary>
      <DataTable
        caption="Cells that the plan and the scenario hold differently"
        quiet
        rows={props.differences}
        keyOf={(one) => `${one.table} ${one.row} ${one.field}`}
        empty="They hold the same."
        columns={[
          { key: "row", title: "Row", value: (one) => one.row },
          { key: "table", title: "Table", value: (one) => one.table },
          { key: "field", title: "Field", value: (one) => one.field },
          {
            key: "cells",
            title: "Plan → scenario",
            cell: (one) => <BeforeAfter before={one.right} after={one.left} />,
          },
          {
            key: "conflict",
            title: "Both changed",
            value: (one) => (one.conflict ? "both changed" : ""),
          },
        ]}
      />
    </details>
  );
}
