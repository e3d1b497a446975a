import { type KeyboardEvent, useMemo, useRef, useState } from "react";
import { Link } from "wouter";
import { showPercent } from "../../../report/words.ts";
import { Money, Points } from "../../parts/figures.tsx";
import { HistoryButton } from "../../parts/history-button.tsx";
import { usePlan } from "../../plan-context.tsx";
import {
  leavesOf,
  type StrategyRow,
  type TreeRow,
  treeMove,
  visibleRows,
} from "./strategy-tree.ts";
import { WeightField } from "./weight-field.tsx";

interface TableProps {
  /** Whether there is an allocation that attains something. */
  readonly allocated: boolean;
  readonly rows: readonly StrategyRow[];
  readonly reason: string;
  readonly editable: boolean;
}

/** The cascade as a tree in a table. Arrow keys walk and open it, as in a file tree; Tab goes to fields and links. */
export function StrategyTable(props: TableProps) {
  const { rows } = props;
  const [closed, setClosed] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => visibleRows(rows, closed), [rows, closed]);
  const [current, setCurrent] = useState<string | undefined>(rows[0]?.id);
  const body = useRef<HTMLTableSectionElement>(null);
  const toggle = (id: string) =>
    setClosed((old) => {
      const next = new Set(old);
      if (!next.delete(id)) next.add(id);
      return next;
    });
  const press = (event: KeyboardEvent<HTMLTableRowElement>, id: string) => {
    // Keys in a field or on a button inside the row are its own.
    if (event.target !== event.currentTarget) return;
    const move = treeMove(event.key, id, shown, closed);
    if (move === undefined) return;
    event.preventDefault();
    if (move.toggle !== undefined) toggle(move.toggle);
    if (move.to !== undefined) {
      setCurrent(move.to);
      body.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(move.to)}"]`)?.focus();
    }
  };
  const most = Math.max(1, ...rows.map((row) => row.points));
  const focusable = shown.some((one) => one.row.id === current) ? current : shown[0]?.row.id;
  return (
    <div className="scroll">
      {/* biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a tree in a table has no element of its own */}
      <table className="table strategy" role="treegrid" aria-label="The cascade of objectives">
        <TableHead allocated={props.allocated} />
        <tbody ref={body}>
          {shown.map((one) => (
            <tr
              key={one.row.id}
              data-row={one.row.id}
              aria-level={one.level}
              aria-posinset={one.place}
              aria-setsize={one.places}
              aria-expanded={one.hasChildren ? !closed.has(one.row.id) : undefined}
              tabIndex={one.row.id === focusable ? 0 : -1}
              className={one.row.marks.length > 0 && !one.hasChildren ? "stands-out" : undefined}
              onFocus={() => setCurrent(one.row.id)}
              onKeyDown={(event) => press(event, one.row.id)}
            >
              <NameCell one={one} open={!closed.has(one.row.id)} onToggle={toggle} />
              <FigureCells {...props} one={one} most={most} />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TableHead(props: { readonly allocated: boolean }) {
  return (
    <thead>
      <tr>
        <th scope="col">Objective</th>
        <th scope="col" className="n">
          Weight
        </th>
        <th scope="col" className="n">
          Points
        </th>
        {props.allocated && (
          <>
            <th scope="col" className="n">
              Attained
            </th>
            <th scope="col" className="n">
              Money
            </th>
          </>
        )}
        <th scope="col" className="n">
          Proposals
        </th>
        <th scope="col">Owner and source</th>
      </tr>
    </thead>
  );
}

function NameCell(props: {
  readonly one: TreeRow;
  readonly open: boolean;
  readonly onToggle: (id: string) => void;
}) {
  const { one, open, onToggle } = props;
  const { row, level, hasChildren } = one;
  return (
    <td>
      <div className={`tree-name tree-level-${Math.min(level, 6)}`}>
        {hasChildren ? (
          <button
            type="button"
            className="tree-toggle"
            tabIndex={-1}
            aria-label={`${open ? "Close" : "Open"} ${row.name}`}
            onClick={() => onToggle(row.id)}
          >
            <span aria-hidden="true">{open ? "▾" : "▸"}</span>
          </button>
        ) : (
          <span className="tree-leaf" />
        )}
        <span>
          <strong className={hasChildren ? undefined : "tree-plain"}>{row.name}</strong>{" "}
          <span className="soft">{row.level}</span>
          {!hasChildren && row.marks.includes("no_proposal") && <Mark words="nothing proposed" />}
          {!hasChildren && row.marks.includes("no_money") && <Mark words="no money" />}
        </span>
      </div>
    </td>
  );
}

function Mark(props: { readonly words: string }) {
  return <span className="usa-tag stands-out-mark">{props.words}</span>;
}

function FigureCells(props: TableProps & { readonly one: TreeRow; readonly most: number }) {
  const { one, most, editable, reason } = props;
  const { row } = one;
  const { to } = usePlan();
  return (
    <>
      <td className="n">
        {editable && row.parent !== null ? (
          <WeightField row={row} reason={reason} />
        ) : (
          <span className="figure-text">{row.weight ?? ""}</span>
        )}
      </td>
      <td className="n points-cell">
        <Points value={row.points} />
        <meter aria-hidden="true" min={0} max={most} value={row.points} />
      </td>
      {props.allocated && (
        <>
          <td className="n">{row.attained === null ? "" : showPercent(row.attained, 0)}</td>
          <td className="n">{row.money === null ? "" : <Money amount={row.money} />}</td>
        </>
      )}
      <td className="n">
        {row.proposals === 0 ? (
          "0"
        ) : (
          <Link
            href={to("plan", [], {
              table: "effects",
              "f.objective": `in:${leavesOf(props.rows, row.id).join(";")}`,
            })}
          >
            {row.proposals}
            <span className="usa-sr-only"> for {row.name}</span>
          </Link>
        )}
      </td>
      <td className="tree-source">
        {row.owner}
        {row.source !== null && <span className="soft"> {row.source}</span>}{" "}
        <HistoryButton table="objectives" row={row.id} />
      </td>
    </>
  );
}
