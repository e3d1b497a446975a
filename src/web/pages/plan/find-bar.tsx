import { useDeferredValue, useEffect, useMemo, useRef } from "react";
import { group } from "../../../base/money.ts";
import { countFound } from "../../grid/find.ts";
import type { Canvas } from "../../grid/paste.ts";
import type { Spot } from "../../grid/selection.ts";

/** Looks for a text in the cells that are shown. */
export function FindBar(props: {
  readonly query: string;
  readonly at: Spot;
  readonly canvas: Canvas;
  readonly onQuery: (query: string) => void;
  readonly onNext: (way: 1 | -1) => void;
  readonly onClose: () => void;
}) {
  const { query, at, canvas } = props;
  const field = useRef<HTMLInputElement>(null);
  const slow = useDeferredValue(query);
  const { count, place } = useMemo(() => countFound(slow, at, canvas), [slow, at, canvas]);
  useEffect(() => {
    field.current?.focus();
    field.current?.select();
  }, []);
  const words =
    query === ""
      ? ""
      : count === 0
        ? "Nowhere"
        : `${place === 0 ? "–" : group(String(place))} of ${group(String(count))}`;
  return (
    <search className="plan-find">
      <label htmlFor="plan-find">Find</label>
      <input
        ref={field}
        id="plan-find"
        className="usa-input"
        type="search"
        value={query}
        onChange={(event) => props.onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" || event.key === "F3") {
            event.preventDefault();
            props.onNext(event.shiftKey ? -1 : 1);
          } else if (event.key === "Escape") {
            event.preventDefault();
            props.onClose();
          }
        }}
      />
      <output htmlFor="plan-find">{words}</output>
      <button
        type="button"
        className="icon-button"
        aria-label="Previous"
        onClick={() => props.onNext(-1)}
      >
        <span aria-hidden="true">↑</span>
      </button>
      <button
        type="button"
        className="icon-button"
        aria-label="Next"
        onClick={() => props.onNext(1)}
      >
        <span aria-hidden="true">↓</span>
      </button>
      <button type="button" className="icon-button" aria-label="Close find" onClick={props.onClose}>
        <span aria-hidden="true">×</span>
      </button>
    </search>
  );
}
