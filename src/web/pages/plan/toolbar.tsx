import { Button } from "@trussworks/react-uswds";
import { useId } from "react";
import { useSearchParams } from "wouter";
import { group } from "../../../base/money.ts";
import { useChange } from "../../changes/change-context.tsx";
import { usePlan } from "../../plan-context.tsx";
import type { TableShape } from "./collect-hanging.ts";
import type { Commands } from "./use-commands.ts";

/** What the buttons above the grid do. */
export interface ToolbarProps {
  readonly table: string;
  readonly tables: readonly TableShape[];
  /** Why nothing of the table may be edited. */
  readonly lock: string | undefined;
  readonly found: number;
  readonly commands: Commands;
  readonly onFindings: () => void;
}

/** The buttons above the grid. */
export function Toolbar(props: ToolbarProps) {
  const changes = useChange();
  const quietly = (work: () => Promise<unknown>) => () => void work().catch(() => {});
  const { commands } = props;
  const locked = props.lock !== undefined;
  return (
    <section className="plan-tools" aria-label="What can be done with the grid">
      <TableChooser table={props.table} tables={props.tables} />
      <span className="plan-tool-set">
        <Tool words="Add row" onClick={commands.addRow} disabled={locked} />
        <Tool words="Duplicate" onClick={commands.duplicate} disabled={locked} />
        <Tool words="Delete" onClick={commands.endRows} disabled={locked} />
      </span>
      <span className="plan-tool-set">
        <Tool words="Undo" onClick={quietly(changes.undo)} disabled={!changes.canUndo} />
        <Tool words="Redo" onClick={quietly(changes.redo)} disabled={!changes.canRedo} />
      </span>
      <span className="plan-tool-set">
        <Tool words="Find" onClick={() => commands.setQuery(commands.query ?? "")} />
        <Tool words="Columns" onClick={() => commands.open({ kind: "columns" })} />
        <Tool words={`Findings (${group(String(props.found))})`} onClick={props.onFindings} />
      </span>
      <span className="plan-tool-set">
        <Tool words="Copy with headers" onClick={commands.copyWithHeaders} />
        <Tool words="Export CSV" onClick={commands.exportCsv} />
        <Tool words="Keys" onClick={() => commands.open({ kind: "keys" })} />
      </span>
    </section>
  );
}

function Tool(props: {
  readonly words: string;
  readonly onClick: () => void;
  readonly disabled?: boolean;
}) {
  return (
    <Button
      type="button"
      outline
      className="plan-tool"
      onClick={props.onClick}
      disabled={props.disabled === true}
    >
      {props.words}
    </Button>
  );
}

function TableChooser(props: { readonly table: string; readonly tables: readonly TableShape[] }) {
  const { head, branch } = usePlan();
  const [, setParams] = useSearchParams();
  const id = useId();
  const choose = (table: string) =>
    // Filters belong to the table.
    setParams(new URLSearchParams(branch === "main" ? { table } : { branch, table }));
  const counts = head.rows as Readonly<Record<string, number | undefined>>;
  return (
    <span className="plan-chooser">
      <label htmlFor={id}>Table</label>
      <select
        id={id}
        className="usa-select"
        value={props.table}
        onChange={(event) => choose(event.target.value)}
      >
        {props.tables.map(({ table }) => (
          <option key={table} value={table}>
            {table} ({group(String(counts[table] ?? 0))})
          </option>
        ))}
      </select>
    </span>
  );
}
