import { useEffect, useState } from "react";
import { useLocation } from "wouter";
import type { PageName } from "../addresses.ts";
import { takesTyping } from "../changes/undo-keys.ts";
import { Dialog } from "../parts/dialog.tsx";
import { usePlan } from "../plan-context.tsx";

/** Letters after `g`, and the pages that they open. */
const letters: Readonly<Record<string, readonly [PageName, string]>> = {
  o: ["overview", "Overview"],
  p: ["plan", "Plan"],
  a: ["allocation", "Allocation"],
  r: ["partners", "Partners"],
  n: ["proposals", "Propose (a new proposal)"],
  c: ["inbox", "Cases: what waits for you"],
  b: ["board", "Cases: boards"],
  k: ["calendar", "Cases: calendar of clocks"],
  s: ["strategy", "Strategy"],
  h: ["history", "History"],
  e: ["people", "People"],
};

const everywhere: readonly (readonly [string, string])[] = [
  ["?", "This help"],
  ["Ctrl Z", "Undo your last change"],
  ["Ctrl Y", "Redo it"],
  ["Esc", "Close a window or give up an edit"],
];
const inGrid: readonly (readonly [string, string])[] = [
  ["Arrows, Tab, Home, End", "Move between cells"],
  ["Enter, F2, or any letter", "Edit the cell"],
  ["Ctrl C, Ctrl V", "Copy and paste, also from and to Excel"],
  ["Ctrl D, Ctrl R", "Fill down, fill right"],
  ["Ctrl F", "Find"],
];
const patience = 1500;

/** Keys that work on every page: `g` and a letter goes to a page, `?` shows all keys. */
export function GoTo() {
  const { to } = usePlan();
  const [, navigate] = useLocation();
  const [help, setHelp] = useState(false);
  useEffect(() => {
    let since = Number.NEGATIVE_INFINITY;
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
      // In a grid every letter begins an edit.
      const target = event.target instanceof Element ? event.target : null;
      if (takesTyping(target) || target?.closest("[role=grid], dialog") != null) return;
      const page = letters[event.key];
      if (event.key === "?") setHelp(true);
      else if (event.key === "g") since = event.timeStamp;
      else if (page !== undefined && event.timeStamp - since < patience) {
        event.preventDefault();
        navigate(to(page[0], page[0] === "proposals" ? ["new"] : []));
      }
      if (event.key !== "g") since = Number.NEGATIVE_INFINITY;
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [navigate, to]);
  return (
    <>
      <button type="button" className="head-button" onClick={() => setHelp(true)}>
        Keys
      </button>
      {help && (
        <Dialog title="Keys" onClose={() => setHelp(false)}>
          <KeyList title="Everywhere" keys={everywhere} />
          <KeyList
            title="Go to a page"
            keys={Object.entries(letters).map(([letter, [, title]]) => [
              `G then ${letter.toUpperCase()}`,
              title,
            ])}
          />
          <KeyList title="In the grid of the page Plan" keys={inGrid} />
        </Dialog>
      )}
    </>
  );
}

function KeyList(props: {
  readonly title: string;
  readonly keys: readonly (readonly [string, string])[];
}) {
  return (
    <>
      <h3>{props.title}</h3>
      <dl className="keys">
        {props.keys.map(([keys, words]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </>
  );
}
