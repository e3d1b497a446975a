import type { ReactNode } from "react";
import { Loaded } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { comparisonOf } from "./allocation-values.ts";
import { BudgetFields } from "./budget-fields.tsx";
import { ComparisonTables } from "./comparison-tables.tsx";
import { DirectiveFields } from "./directive-fields.tsx";
import { LimitFields } from "./limit-fields.tsx";
import type { TabProps } from "./move-panel.ts";
import type { MoveTable } from "./table-rows.ts";
import { WeightFields } from "./weight-fields.tsx";

/** The levels that can be moved, beside what the moves change. */
export function MoveTab(props: TabProps) {
  const count = (table: MoveTable) => {
    const moved = props.moves.filter((move) => move.table === table).length;
    return moved === 0 ? "" : ` (${moved} moved)`;
  };
  return (
    <div className="move-tab">
      <div className="move-levels">
        <Group
          title={`Weights of objectives${count("objectives")}`}
          open={count("objectives") !== ""}
        >
          <WeightFields {...props} />
        </Group>
        <Group title={`Budgets${count("resources")}`} open>
          <BudgetFields {...props} />
        </Group>
        <Group title={`Directives${count("directives")}`} open>
          <DirectiveFields {...props} />
        </Group>
        <Group title={`Shares and limits${count("limits")}`} open={count("limits") !== ""}>
          <LimitFields {...props} />
        </Group>
      </div>
      <div className="move-changes">
        <WhatChanges {...props} />
      </div>
    </div>
  );
}

function Group(props: {
  readonly title: string;
  readonly open: boolean;
  readonly children: ReactNode;
}) {
  return (
    <details className="move-group" open={props.open}>
      <summary>
        <h3>{props.title}</h3>
      </summary>
      {props.children}
    </details>
  );
}

function WhatChanges({ kept, tried, shown }: TabProps) {
  const { plan } = usePlan();
  const both = kept !== undefined && tried !== undefined;
  const answer = useApi(
    "compareAllocations",
    both ? { params: { plan }, query: { left: kept.id, right: tried.id } } : null,
    { keep: true },
  );
  if (both) {
    return (
      <>
        <h3>What changed against what is kept</h3>
        <Loaded query={answer} words="Comparing">
          {(found) => <ComparisonTables comparison={comparisonOf(found)} allocation={tried.id} />}
        </Loaded>
      </>
    );
  }
  if (shown === undefined) return null;
  return (
    <>
      <h3>What it does</h3>
      {shown.briefing.answer.map((sentence) => (
        <p key={sentence}>{sentence}</p>
      ))}
      <p className="soft no-print">
        Move a level: the plan is solved again with it, and what changes shows here. Nothing is kept
        until you say so.
      </p>
    </>
  );
}
