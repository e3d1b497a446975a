import { type ReactNode, useId } from "react";

/** The figures of a picture as a table: the first column names the row, the others are figures. */
export interface ChartTable {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** What every chart has around its picture. */
export interface ChartFrameProps {
  readonly title: string;
  /** How to read the picture; may be absent. */
  readonly caption?: string;
  /** What is to be seen in it, in a sentence or two, for everybody. */
  readonly summary: string;
  readonly table: ChartTable;
  readonly children: ReactNode;
}

/** A picture with its title, what is to be seen in it, and its figures as a table to open. */
export function ChartFrame({ title, caption, summary, table, children }: ChartFrameProps) {
  const id = useId();
  return (
    <figure className="chart" aria-labelledby={`${id}-title`}>
      <p className="chart-title" id={`${id}-title`}>
        {title}
      </p>
      <p className="chart-words">{[summary, caption].filter(Boolean).join(" ")}</p>
      {children}
      <details className="chart-data">
        <summary>
          Figures as a table<span className="usa-sr-only">: {title}</span>
        </summary>
        <ChartFigures title={title} table={table} />
      </details>
    </figure>
  );
}

function ChartFigures({ title, table }: { readonly title: string; readonly table: ChartTable }) {
  const [first = "", ...others] = table.columns;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard
    <section className="chart-scroll" tabIndex={0} aria-label={`${title}: figures`}>
      <table>
        <thead>
          <tr>
            <th scope="col">{first}</th>
            {others.map((column) => (
              <th scope="col" className="chart-number" key={column}>
                {column}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map(([name, ...cells], row) => (
            // Rows of a figure have no ids, and two may be alike.
            // biome-ignore lint/suspicious/noArrayIndexKey: the order of rows is what tells them apart
            <tr key={row}>
              <th scope="row">{name}</th>
              {cells.map((cell, place) => (
                <td className="chart-number" key={others[place]}>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
