import { useEffect, useRef } from "react";
import { PageHead } from "../../parts/page-head.tsx";
import { ErrorState, Loading } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { wholeAllocation } from "./allocation-values.ts";
import { AllocationWork } from "./allocation-work.tsx";
import { editsOf, readMoves } from "./moves.ts";
import type { Rows } from "./table-rows.ts";
import { usePageQuery } from "./use-address.ts";
import { useMovedRows } from "./use-rows.ts";
import "./allocation.css";

/** What belongs to one branch, and goes when another is chosen. */
const ofBranch = ["id", "tried", "solving", "job", "left", "right"];

/** The page on which levels are moved, the plan is solved again, and people decide. */
export function AllocationPage() {
  const { branch, branchHead } = usePlan();
  const { change } = usePageQuery();
  const before = useRef(branch);
  useEffect(() => {
    if (before.current === branch) return;
    before.current = branch;
    change((query) => {
      for (const name of ofBranch) query.delete(name);
      return query;
    });
  }, [branch, change]);
  const name =
    branch === "main" ? "The plan as it stands" : `Scenario: ${branchHead?.title ?? branch}`;
  return (
    <div className="allocation-page">
      <PageHead title="Allocation" lead={name} />
      <WithRows key={branch} />
    </div>
  );
}

function WithRows() {
  const { rows, withheld, problem, again } = useMovedRows();
  if (rows !== undefined) return <WithKnown rows={rows} withheld={withheld} />;
  if (problem !== null) return <ErrorState problem={problem} again={again} />;
  return <Loading words="Reading the plan" lines={8} />;
}

/** Looks whether the allocation that the address names is of the very moves that it names; else it is solved anew. */
function WithKnown(props: { readonly rows: Rows; readonly withheld: boolean }) {
  const { plan, branch } = usePlan();
  const { search } = usePageQuery();
  // Only the address with which the page was opened is looked at: after that the page writes it.
  const first = useRef(search.get("tried")).current;
  const known = useApi(
    "readAllocation",
    first === null ? null : { params: { plan, allocation: first } },
  );
  if (first !== null && known.data === undefined && known.error === null) {
    return <Loading words="Reading what was tried" lines={8} />;
  }
  const found = known.data === undefined ? undefined : wholeAllocation(known.data);
  const edits = editsOf(readMoves(search), props.rows);
  const same =
    found !== undefined && found.branch === branch && !found.stale && sameEdits(found.edits, edits);
  return <AllocationWork {...props} known={same ? found.id : null} />;
}

type Edits = ReturnType<typeof editsOf>;

function sameEdits(one: Edits, other: Edits): boolean {
  const texts = (edits: Edits) =>
    edits
      .map(({ table, row, field, after }) => JSON.stringify([table, row, field, after]))
      .sort()
      .join();
  return texts(one) === texts(other);
}
