import { Link } from "wouter";
import { sayFinding } from "../../grid/check-cell.ts";
import type { PlacedFinding } from "../../grid/findings-index.ts";
import { type GridState, rowAt } from "../../grid/grid-state.ts";
import type { HeldRow } from "../../grid/held-row.tsx";
import type { SaidRow } from "../../grid/said-row.tsx";
import { sayCell, showCell } from "../../grid/show-cell.ts";
import { HistoryButton } from "../../parts/history-button.tsx";
import { WhyLink } from "../../parts/why-link.tsx";

/** What the active cell holds, what is found in it, and who changed it; also told to screen readers. */
export function CellBar(props: {
  readonly state: GridState;
  readonly names: ReadonlyMap<string, string> | undefined;
  /** The case that keeps the money of the row. */
  readonly held: HeldRow | undefined;
  /** What people say of the row. */
  readonly said: SaidRow | undefined;
  readonly onComments: () => void;
  readonly lock: string | undefined;
  readonly lack: string | undefined;
}) {
  const { state, names, held, said, lock, lack } = props;
  const { line, column } = state.selection.active;
  const row = rowAt(state, line);
  const one = state.shown[column];
  const group = state.lines[line];
  if (row === undefined || one === undefined) {
    const words = group?.kind === "group" ? `Group ${group.value}, ${group.keys.length} rows` : "";
    return (
      <div className="plan-cell">
        <p role="status">{words}</p>
      </div>
    );
  }
  const text = row.cells[one.place] ?? null;
  const findings: readonly PlacedFinding[] =
    state.findings.get(row.key)?.get(one.column.name) ?? [];
  const name = row.cells[0] ?? "new row";
  const named = (text ?? "")
    .split(";")
    .flatMap((id) => names?.get(id) || [])
    .join(", ");
  const marks = [
    ...findings.map(sayFinding),
    ...(lock === undefined ? [] : [`Read only. ${lock}`]),
    ...(lack === undefined ? [] : [`Not saved yet: needs ${lack}.`]),
  ];
  const beside = [held?.words, said && `Comments: ${said.words}`].flatMap((words) => words ?? []);
  const told = [...marks, ...beside.map((words) => `${words}.`)];
  return (
    <div className="plan-cell">
      <p role="status" className="usa-sr-only">
        {sayCell(name, one.column, text, told)}
      </p>
      <p className="plan-cell-value">
        <code>
          {name} › {one.column.name}
        </code>{" "}
        <span className="plan-cell-text">{showCell(text, one.column)}</span>
        {named !== "" && <span className="soft"> {named}</span>}
      </p>
      {marks.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what is longer than its place is scrolled by keys, too.
        <p className="plan-cell-marks" tabIndex={0}>
          {marks.join(" ")}
        </p>
      )}
      {!row.draft && (
        <CellLinks
          {...{ held, said }}
          place={{ table: state.table, row: row.key, field: one.column.name }}
          name={name}
          onComments={props.onComments}
        />
      )}
    </div>
  );
}

/** Where to go from a cell: who changed it, what is said of it, the case that keeps its money, and why. */
function CellLinks(props: {
  readonly place: { readonly table: string; readonly row: string; readonly field: string };
  readonly name: string;
  readonly held: HeldRow | undefined;
  readonly said: SaidRow | undefined;
  readonly onComments: () => void;
}) {
  const { place, name, held, said } = props;
  return (
    <span className="plan-cell-links">
      <HistoryButton {...place} />
      {place.table !== "comments" && (
        <button type="button" className="history-button" onClick={props.onComments}>
          Comments{said !== undefined && ` (${said.words})`}
          <span className="usa-sr-only"> on {name}</span>
        </button>
      )}
      {held !== undefined && (
        <Link href={held.href} title={held.words}>
          Case that keeps its money
        </Link>
      )}
      {place.table === "initiatives" && <WhyLink kind="initiative" id={place.row} />}
    </span>
  );
}
