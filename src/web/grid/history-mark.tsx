import { type RefObject, useEffect, useRef, useState } from "react";
import { ClockSign } from "./grid-signs.tsx";
import { type GridState, rowAt } from "./grid-state.ts";
import { gutterWidth, headHeight, lineHeight } from "./measures.ts";
import type { Spot } from "./selection.ts";

/** A pointer that only passes by leaves the cell as it is.   Unit: milliseconds. */
const restsFor = 200;
const size = 24;
/** The handle to fill from lies beside it.   Unit: CSS pixels. */
const edge = 12;

/**
 * A small clock in the cell under the pointer, or in the active cell where there is no pointer but a finger: one click
 * tells who changed the cell, when and why.
 */
export function HistoryMark(props: {
  readonly state: GridState;
  readonly scroller: RefObject<HTMLDivElement | null>;
  readonly onOpen: (spot: Spot, row: string, field: string) => void;
}) {
  const { state } = props;
  const under = useSpotUnder(props.scroller);
  const spot = under ?? state.selection.active;
  const row = rowAt(state, spot.line);
  const one = state.shown[spot.column];
  if (row === undefined || row.draft || one === undefined || state.editing !== null) return null;
  const field = one.column.name;
  const name = row.cells[0] ?? row.key;
  return (
    <div className="grid-window grid-over" style={{ top: headHeight }}>
      <div className="grid-body">
        <div
          className={spot.column === 0 ? "grid-who-place grid-pinned" : "grid-who-place"}
          style={{
            top: spot.line * lineHeight + (lineHeight - size) / 2,
            left: gutterWidth + one.left + one.width - size - edge,
          }}
        >
          <button
            type="button"
            tabIndex={-1}
            className={under === null ? "grid-who grid-who-touch" : "grid-who"}
            title="Who changed it, when and why (Shift+F2)"
            aria-label={`Who changed ${name} ${field}`}
            onClick={() => props.onOpen(spot, row.key, field)}
          >
            <ClockSign />
          </button>
        </div>
      </div>
    </div>
  );
}

/** The cell on which the pointer rests; nothing while it is pressed, elsewhere, or the grid scrolls. */
function useSpotUnder(scroller: RefObject<HTMLDivElement | null>): Spot | null {
  const [spot, setSpot] = useState<Spot | null>(null);
  const next = useRef("");
  useEffect(() => {
    const place = scroller.current;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const forget = () => {
      clearTimeout(timer);
      next.current = "";
      setSpot(null);
    };
    const follow = (event: PointerEvent) => {
      if (event.pointerType === "touch" || !(event.target instanceof Element)) return;
      if (event.target.closest(".grid-who") !== null) return;
      const at = event.target.closest<HTMLElement>("[data-spot]")?.dataset.spot ?? "";
      if (event.buttons !== 0 || at === "") return forget();
      if (at === next.current) return;
      forget();
      next.current = at;
      timer = setTimeout(() => {
        const [line = 0, column = 0] = at.split(" ").map(Number);
        setSpot({ line, column });
      }, restsFor);
    };
    place?.addEventListener("pointermove", follow);
    place?.addEventListener("pointerleave", forget);
    place?.addEventListener("scroll", forget, { passive: true });
    return () => {
      clearTimeout(timer);
      place?.removeEventListener("pointermove", follow);
      place?.removeEventListener("pointerleave", forget);
      place?.removeEventListener("scroll", forget);
    };
  }, [scroller]);
  return spot;
}
