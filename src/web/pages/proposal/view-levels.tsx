import { capital, plainWords, showExact } from "../../../report/words.ts";
import { sumTyped } from "./amounts.ts";
import type { ProposalRows, RowCells } from "./proposal-rows.ts";
import { usePlanRows } from "./use-plan-rows.ts";

/** What each funding level costs, by kind and year after the start. */
export function ProposalLevels({ rows }: { readonly rows: ProposalRows }) {
  const scales = usePlanRows("scales");
  return (
    <section aria-labelledby="view-levels">
      <h2 id="view-levels">What it costs</h2>
      {rows.packages.length === 0 && <p>No funding level yet.</p>}
      {rows.packages.map((level) => (
        <LevelTable
          key={level.id}
          level={level}
          lines={rows.lines.filter((line) => line.package === level.id)}
          start={Number(rows.initiative.earliest_start)}
          grade={scales?.find((row) => row.id === level.level)?.name ?? level.level ?? ""}
        />
      ))}
    </section>
  );
}

function LevelTable(props: {
  readonly level: RowCells;
  readonly lines: readonly RowCells[];
  readonly start: number;
  /** How well a dollar works at this level, in words. */
  readonly grade: string;
}) {
  const { level, lines, start, grade } = props;
  const offsets = [...new Set(lines.map((line) => Number(line.year_offset)))].sort((a, b) => a - b);
  const kinds = [...new Set(lines.map((line) => line.kind ?? ""))].sort();
  const sum = (kind: string | null, offset: number | null) =>
    showExact(
      sumTyped(
        lines
          .filter((line) => kind === null || line.kind === kind)
          .filter((line) => offset === null || Number(line.year_offset) === offset)
          .map((line) => line.amount ?? ""),
      ).amount,
    );
  const caption = `${level.name}: $${sum(null, null)}`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard
    <section className="scroll" tabIndex={0} aria-label={caption}>
      <table className="table">
        <caption>
          {caption} <span className="soft">(effect per dollar: {grade})</span>
        </caption>
        <thead>
          <tr>
            <th scope="col">Dollars</th>
            {offsets.map((offset) => (
              <th scope="col" className="n" key={offset}>
                FY{start + offset}
              </th>
            ))}
            <th scope="col" className="n">
              Sum
            </th>
          </tr>
        </thead>
        <tbody>
          {kinds.map((kind) => (
            <tr key={kind}>
              <th scope="row">{capital(plainWords(kind))}</th>
              {offsets.map((offset) => (
                <td className="n" key={offset}>
                  {sum(kind, offset)}
                </td>
              ))}
              <td className="n">{sum(kind, null)}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">All kinds</th>
            {offsets.map((offset) => (
              <td className="n" key={offset}>
                {sum(null, offset)}
              </td>
            ))}
            <td className="n">{sum(null, null)}</td>
          </tr>
        </tfoot>
      </table>
    </section>
  );
}
