import { Dialog } from "../../parts/dialog.tsx";

const keys: readonly (readonly [string, string])[] = [
  ["Arrows, Tab, Enter", "Move; with Shift, Tab and Enter go back, and arrows select"],
  ["Ctrl and an arrow", "To the edge of what is filled"],
  ["Home, End, Ctrl+Home, Ctrl+End", "To the ends of the line, and of the table"],
  ["Page Up, Page Down", "One screen up or down"],
  ["Type, or F2", "Edit the cell; Enter keeps, Escape gives up, Alt+Enter breaks the line"],
  ["Delete", "Empty the selected cells"],
  ["Ctrl+C, Ctrl+X, Ctrl+V", "Copy, cut and paste, to and from spreadsheets too"],
  ["Ctrl+D, Ctrl+R", "Fill down, fill to the right"],
  ["Ctrl+Z, Ctrl+Y", "Undo, redo"],
  ["Ctrl+F, F3", "Find, find the next"],
  ["Ctrl+A, Shift+Space, Ctrl+Space", "Select everything, the line, the column"],
  ["Shift+F2", "Who changed the cell, when and why; by mouse, the clock in the cell"],
  ["Ctrl+M", "What is said of the cell, and saying more"],
  ["Shift+F10", "Sort, filter, group or hide the column"],
  ["Ctrl+Shift+Plus, Ctrl+Delete", "Add a row, delete the selected rows"],
  ["Escape, then Tab", "Leave the grid"],
];

/** The keys of the grid. */
export function KeysDialog(props: { readonly onClose: () => void }) {
  return (
    <Dialog title="Keys of the grid" onClose={props.onClose}>
      <dl className="keys">
        {keys.map(([key, words]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
