import { useCallback, useEffect, useMemo } from "react";
import { useLocation } from "wouter";
import { ErrorState, Loading, Withheld } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { client, useApi } from "../../queries/api.ts";
import { type WholeAllocation, wholeAllocation } from "./allocation-values.ts";
import { ImpossiblePanel } from "./impossible-panel.tsx";
import { addMoves, type CellEdit, editsOf, type Move, readMoves, withMoves } from "./moves.ts";
import { ResultHead } from "./result-head.tsx";
import type { Rows } from "./table-rows.ts";
import { AllocationTabs } from "./tabs.tsx";
import { TriedList } from "./tried-list.tsx";
import { usePageQuery } from "./use-address.ts";
import { type Kept, useKept } from "./use-kept.ts";
import { useTried } from "./use-tried.ts";

/** A quick search that leaves a wider gap says too little: it goes on by itself. */
const roughest = 0.01;

/** What is tried, as it was found; nothing before, and where nothing is tried. */
function useFound(edits: readonly CellEdit[], known: string | null) {
  const { plan } = usePlan();
  const { change } = usePageQuery();
  const remember = useCallback(
    (id: string | null) =>
      change((query) => {
        if (id === null) query.delete("tried");
        else query.set("tried", id);
        return query;
      }),
    [change],
  );
  const tried = useTried(edits, known, remember);
  const { allocation, rough, busy, prove } = tried;
  const answer = useApi(
    "readAllocation",
    allocation === null ? null : { params: { plan, allocation } },
    { keep: true },
  );
  const found: WholeAllocation | undefined =
    edits.length > 0 && allocation !== null && answer.data !== undefined
      ? wholeAllocation(answer.data)
      : undefined;
  const tooRough = rough && !busy && found?.id === allocation && found.gap_ratio > roughest;
  useEffect(() => {
    if (tooRough) prove();
  }, [tooRough, prove]);
  return { tried, answer, found };
}

/** What is tried does not wait for the reasons of what is kept, which can be asked for again. */
function useWayFor(trying: boolean, { run }: Kept): void {
  const { cancel } = run;
  const explaining = trying && run.running && (run.job?.allocation ?? null) !== null;
  useEffect(() => {
    if (explaining) cancel();
  }, [explaining, cancel]);
}

/** Allocates the branch in which something was kept, and goes there. */
function useGoOn(kept: Kept, drop: () => void) {
  const { plan, branch, to } = usePlan();
  const [, navigate] = useLocation();
  return async (target: string) => {
    if (target === branch) {
      drop();
      kept.solve();
      return;
    }
    const body = { kind: "allocate", branch: target } as const;
    const job = await client.call("startJob", { params: { plan }, body });
    navigate(to("allocation", [], { branch: target, solving: job.id }));
  };
}

/** What is tried on a branch, what comes of it, and everything that can be asked about it. */
export function AllocationWork(props: {
  readonly rows: Rows;
  readonly withheld: boolean;
  readonly known: string | null;
}) {
  const { rows, withheld, known } = props;
  const { may } = usePlan();
  const { search, change } = usePageQuery();
  const moves = useMemo(() => readMoves(search), [search]);
  const edits = useMemo(() => editsOf(moves, rows), [moves, rows]);
  const kept = useKept();
  const { tried, answer, found } = useFound(edits, known);
  const trying = edits.length > 0;
  useWayFor(trying, kept);
  const setMoves = (next: readonly Move[]) => change((query) => withMoves(query, next));
  const onMove = (more: readonly Move[]) =>
    change((query) => withMoves(query, addMoves(readMoves(query), more)));
  const onKept = useGoOn(kept, () => setMoves([]));
  const shown = found ?? kept.allocation;
  const impossible = trying ? tried.impossible : kept.impossible;
  if (kept.loading) return <Loading words="Reading the allocation" lines={8} />;
  if (kept.problem !== null && shown === undefined) {
    return <ErrorState problem={kept.problem} again={kept.again} />;
  }
  return (
    <>
      {withheld && <Withheld />}
      <ResultHead kept={kept} tried={tried} trying={trying} found={found} />
      {answer.error !== null && trying && (
        <ErrorState problem={answer.error} again={answer.refetch} />
      )}
      {impossible !== null && <ImpossiblePanel result={impossible} rows={rows} onTry={onMove} />}
      <TriedList
        moves={moves}
        edits={edits}
        rows={rows}
        mayKeep={may.everywhere}
        onMoves={setMoves}
        onKept={onKept}
      />
      <AllocationTabs
        rows={rows}
        moves={moves}
        disabled={false}
        onMove={onMove}
        shown={shown}
        kept={kept.allocation}
        tried={found}
        current={trying ? tried.current : kept.allocation?.stale === false}
      />
    </>
  );
}
