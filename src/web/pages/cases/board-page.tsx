import { useState } from "react";
import { useSearchParams } from "wouter";
import { Empty, Loaded, Withheld } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { BoardColumn } from "./board-column.tsx";
import { moveInBoard } from "./board-keys.ts";
import { CaseFrame, useDay } from "./case-frame.tsx";
import type { CaseList } from "./case-values.ts";
import { MoveDialog } from "./move-dialog.tsx";
import { OpenCase } from "./open-case.tsx";

/** Cases by stage: a column for each state of a process. */
export function BoardPage() {
  const { plan, branch } = usePlan();
  const day = useDay();
  const cases = useApi("listCases", { params: { plan }, query: { branch, ...day } });
  return (
    <CaseFrame
      title="Boards"
      lead="Cases by stage, a column for each state"
      on={cases.data?.on}
      actions={<OpenCase processes={cases.data?.processes ?? []} />}
    >
      <Loaded query={cases} words="Reading the cases" lines={8}>
        {(list) => (
          <>
            {list.withheld && <Withheld />}
            <Boards list={list} />
          </>
        )}
      </Loaded>
    </CaseFrame>
  );
}

function Boards({ list }: { readonly list: CaseList }) {
  const [params, setParams] = useSearchParams();
  const counts = Map.groupBy(list.cases, (one) => one.process);
  const busiest = list.processes.toSorted(
    (a, b) => (counts.get(b.code)?.length ?? 0) - (counts.get(a.code)?.length ?? 0),
  )[0];
  const code = params.get("process") ?? busiest?.code ?? "";
  const process = list.processes.find((one) => one.code === code) ?? busiest;
  if (process === undefined) {
    return <Empty title="No processes">The law of this server states no process.</Empty>;
  }
  const choose = (next: string) =>
    setParams((old) => {
      const query = new URLSearchParams(old);
      query.set("process", next);
      return query;
    });
  return (
    <>
      <div className="case-choice">
        <label className="usa-label" htmlFor="board-process">
          Process
        </label>
        <select
          id="board-process"
          className="usa-select"
          value={process.code}
          onChange={(event) => choose(event.target.value)}
        >
          {list.processes.map((one) => (
            <option key={one.code} value={one.code}>
              {one.name} ({counts.get(one.code)?.length ?? 0})
            </option>
          ))}
        </select>
      </div>
      <p>{process.summary}</p>
      <Board key={process.code} list={list} process={process} />
    </>
  );
}

function Board(props: {
  readonly list: CaseList;
  readonly process: CaseList["processes"][number];
}) {
  const { list, process } = props;
  const [moved, setMoved] = useState<string | null>(null);
  const [said, setSaid] = useState("");
  const own = list.cases.filter((one) => one.process === process.code);
  const byState = Map.groupBy(own, (one) => one.state.code);
  // Open states are shown though nothing is in them: they are the way. Ends are shown where a case has come.
  const columns = process.states.filter((one) => !one.closed || byState.has(one.code));
  return (
    <>
      <p id="board-keys" className="soft">
        Arrow keys move between cases and columns, Enter opens a case, M moves it by an act.
      </p>
      <p role="status" className="case-said">
        {said}
      </p>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys act on the links and buttons inside */}
      <div className="board" aria-describedby="board-keys" onKeyDown={moveInBoard}>
        {columns.map((state) => (
          <BoardColumn
            key={state.code}
            state={state}
            cases={byState.get(state.code) ?? []}
            onMove={setMoved}
          />
        ))}
      </div>
      {moved !== null && (
        <MoveDialog
          id={moved}
          onClose={() => setMoved(null)}
          onDone={(words) => {
            setMoved(null);
            setSaid(words);
          }}
        />
      )}
    </>
  );
}
