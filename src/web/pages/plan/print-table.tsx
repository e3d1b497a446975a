import { useEffect, useState } from "react";
import { flushSync } from "react-dom";
import { group } from "../../../base/money.ts";
import type { Canvas } from "../../grid/paste.ts";

/** Rows that go on paper: about sixty pages. */
const mostPrinted = 2000;

/** The view as a plain table, made when the page is printed: the grid itself holds only the rows on the screen. */
export function PrintTable(props: { readonly table: string; readonly canvas: Canvas }) {
  const { table, canvas } = props;
  if (!usePrinting()) return null;
  const printed = Math.min(canvas.lines, mostPrinted);
  const lines = Array.from({ length: printed }, (_, line) => line);
  return (
    <table className="print-table">
      <caption>
        {printed === canvas.lines
          ? `${table}: all ${group(String(printed))} lines of the view`
          : `${table}: the first ${group(String(printed))} of ${group(String(canvas.lines))} lines of the view; Export CSV gives all of them`}
      </caption>
      <thead>
        <tr>
          {canvas.columns.map(({ column }) => (
            <th key={column.name} scope="col">
              {column.name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <PrintLine key={line} line={line} canvas={canvas} />
        ))}
      </tbody>
    </table>
  );
}

function PrintLine({ line, canvas }: { readonly line: number; readonly canvas: Canvas }) {
  const row = canvas.rowAt(line);
  if (row === undefined) return null;
  return (
    <tr>
      {canvas.columns.map(({ column, place }) => (
        <td key={column.name}>{row.cells[place] ?? ""}</td>
      ))}
    </tr>
  );
}

/** Whether the page is being printed; the page is as it is then before paper is asked for. */
function usePrinting(): boolean {
  const [printing, setPrinting] = useState(false);
  useEffect(() => {
    const paper = matchMedia("print");
    const set = (now: boolean) => flushSync(() => setPrinting(now));
    const [begin, end, change] = [() => set(true), () => set(false), () => set(paper.matches)];
    addEventListener("beforeprint", begin);
    addEventListener("afterprint", end);
    paper.addEventListener("change", change);
    return () => {
      removeEventListener("beforeprint", begin);
      removeEventListener("afterprint", end);
      paper.removeEventListener("change", change);
    };
  }, []);
  return printing;
}
