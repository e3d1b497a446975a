import { useState } from "react";
import { KeepDialog } from "./keep-dialog.tsx";
import type { CellEdit, Move } from "./moves.ts";
import type { Rows } from "./table-rows.ts";
import { listTried, type Tried } from "./tried-words.ts";

/** Few enough to show without folding. */
const shown = 6;

/** What is tried and not kept, each with a way back; all of it can be kept with a reason, or dropped. */
export function TriedList(props: {
  readonly moves: readonly Move[];
  readonly edits: readonly CellEdit[];
  readonly rows: Rows;
  readonly mayKeep: boolean;
  readonly onMoves: (moves: readonly Move[]) => void;
  readonly onKept: (branch: string) => void;
}) {
  const { moves, edits, rows, mayKeep, onMoves, onKept } = props;
  const [keeping, setKeeping] = useState(false);
  const tried = listTried(moves, rows);
  if (tried.length === 0) return null;
  const drop = (one: Tried) =>
    onMoves(moves.filter((move) => !one.moves.some((own) => own === move)));
  return (
    <section className="tried" aria-labelledby="tried-title">
      <h2 id="tried-title">
        Tried, not kept: {tried.length} {tried.length === 1 ? "change" : "changes"}
      </h2>
      <ul>
        {tried.slice(0, shown).map((one) => (
          <TriedItem key={one.key} tried={one} onDrop={() => drop(one)} />
        ))}
      </ul>
      {tried.length > shown && (
        <details>
          <summary>{tried.length - shown} more</summary>
          <ul>
            {tried.slice(shown).map((one) => (
              <TriedItem key={one.key} tried={one} onDrop={() => drop(one)} />
            ))}
          </ul>
        </details>
      )}
      <p className="tried-actions">
        {mayKeep ? (
          <button type="button" className="usa-button" onClick={() => setKeeping(true)}>
            Keep…
          </button>
        ) : (
          <span className="soft">You may try, but not keep: planners and decision makers do. </span>
        )}
        <button
          type="button"
          className="usa-button usa-button--outline"
          onClick={() => onMoves([])}
        >
          Drop all
        </button>
      </p>
      {keeping && (
        <KeepDialog
          edits={edits}
          count={tried.length}
          onClose={() => setKeeping(false)}
          onKept={(branch) => {
            setKeeping(false);
            onKept(branch);
          }}
        />
      )}
    </section>
  );
}

function TriedItem({ tried, onDrop }: { readonly tried: Tried; readonly onDrop: () => void }) {
  return (
    <li>
      <span className="tried-label">{tried.label}</span>: <s>{tried.before}</s>{" "}
      <span aria-hidden="true">→</span>
      <span className="usa-sr-only"> becomes </span> <strong>{tried.after}</strong>{" "}
      <button
        type="button"
        className="usa-button usa-button--unstyled"
        aria-label={`Drop: ${tried.label}`}
        onClick={onDrop}
      >
        Drop
      </button>
    </li>
  );
}
