import { Link } from "wouter";
import { usePlan } from "../../plan-context.tsx";
import { useDay } from "./case-frame.tsx";
import { CaseDue, CaseMarks, CaseMoney } from "./case-marks.tsx";
import { type CaseList, type CaseSummary, moneyWords, showOffices } from "./case-values.ts";

type State = CaseList["processes"][number]["states"][number];

/** A column of a board: a state, and the cases in it. */
export function BoardColumn(props: {
  readonly state: State;
  readonly cases: readonly CaseSummary[];
  readonly onMove: (id: string) => void;
}) {
  const { state, cases, onMove } = props;
  return (
    <section
      className="board-column"
      aria-label={`${state.name}, ${cases.length}`}
      data-column={state.code}
    >
      <h2>
        {state.name} <span className="soft">{cases.length}</span>
      </h2>
      <p className="soft board-money">Money: {moneyWords[state.money].toLowerCase()}</p>
      <ul>
        {cases.map((one) => (
          <BoardCard key={one.id} row={one} onMove={onMove} />
        ))}
      </ul>
    </section>
  );
}

function BoardCard(props: { readonly row: CaseSummary; readonly onMove: (id: string) => void }) {
  const { row, onMove } = props;
  const { to } = usePlan();
  const day = useDay();
  return (
    <li className={row.overdue ? "board-card board-late" : "board-card"}>
      <Link href={to("cases", [row.id], day)} data-case={row.id}>
        {row.name}
      </Link>
      <p className="soft">
        {row.partner.name} · {row.age} days <CaseMarks row={row} />
      </p>
      {!row.closed && (
        <>
          <p>{showOffices(row.waits_for)}</p>
          <p>
            <CaseDue row={row} />
          </p>
        </>
      )}
      <p>
        <CaseMoney row={row} />
      </p>
      <button
        type="button"
        className="usa-button usa-button--unstyled"
        tabIndex={-1}
        onClick={() => onMove(row.id)}
      >
        Move…<span className="usa-sr-only"> {row.name}</span>
      </button>
    </li>
  );
}
