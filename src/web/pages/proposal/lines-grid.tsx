import { Button } from "@trussworks/react-uswds";
import type { ClipboardEvent, KeyboardEvent } from "react";
import { capital, plainWords, showExact } from "../../../report/words.ts";
import { parseBlock, sumTyped, type TypedSum } from "./amounts.ts";
import { type KindRow, type LevelDraft, mostYears } from "./draft.ts";
import { amountPlace } from "./draft-rows.ts";
import { useForm } from "./form-context.tsx";
import { FieldFindings } from "./form-field.tsx";

/** The lines of a level: kinds down, years across, with sums both ways. Takes blocks from a spreadsheet. */
export function LinesGrid(props: { readonly level: LevelDraft; readonly name: string }) {
  const { level, name } = props;
  const { draft, act } = useForm();
  const offsets = Array.from({ length: draft.years }, (_, offset) => offset);
  const start = Number(draft.initiative.earliest_start);
  const yearSum = (offset: number) =>
    sumTyped(level.rows.map((row) => row.cells[offset]?.amount ?? ""));
  return (
    <>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reached by keyboard */}
      <section className="scroll" tabIndex={0} aria-label={`Lines of ${name}`}>
        <table className="table proposal-lines-grid">
          <caption>Dollars by kind and year. Enter and the arrow keys up and down move.</caption>
          <thead>
            <tr>
              <th scope="col">Kind</th>
              {offsets.map((offset) => (
                <th scope="col" className="n" key={offset}>
                  {start > 0 ? `FY${start + offset}` : `Year ${offset + 1}`}
                </th>
              ))}
              <th scope="col" className="n">
                Sum
              </th>
              <td />
            </tr>
          </thead>
          <tbody>
            {level.rows.map((row, place) => (
              <Kind key={row.key} level={level} row={row} number={place + 1} start={start} />
            ))}
          </tbody>
          <tfoot>
            <tr>
              <th scope="row">All kinds</th>
              {offsets.map((offset) => (
                <td className="n" key={offset}>
                  <Sum sum={yearSum(offset)} />
                </td>
              ))}
              <td className="n">
                <Sum sum={sumTyped(offsets.flatMap((offset) => amountsOf(level, offset)))} />
              </td>
              <td />
            </tr>
          </tfoot>
        </table>
      </section>
      <FindingsOfLines level={level} />
      <div className="proposal-buttons">
        <Button type="button" unstyled onClick={() => act({ kind: "add_row", level: level.key })}>
          Add a kind
        </Button>
        {draft.years < mostYears && (
          <Button type="button" unstyled onClick={() => act({ kind: "add_year" })}>
            Add a year
          </Button>
        )}
      </div>
    </>
  );
}

function amountsOf(level: LevelDraft, offset: number): readonly string[] {
  return level.rows.map((row) => row.cells[offset]?.amount ?? "");
}

function Sum({ sum }: { readonly sum: TypedSum }) {
  return (
    <>
      {showExact(sum.amount)}
      {sum.unread && <abbr title="without amounts that cannot be read">*</abbr>}
    </>
  );
}

function Kind(props: {
  readonly level: LevelDraft;
  readonly row: KindRow;
  readonly number: number;
  readonly start: number;
}) {
  const { level, row, number, start } = props;
  const { act, fieldOf, foundAt, touch } = useForm();
  const place = amountPlace(level.key, row.key, "kind");
  const name = row.kind === "" ? `kind ${number}` : plainWords(row.kind);
  const wrong = foundAt(place).length > 0;
  return (
    <tr>
      <th scope="row">
        <select
          className="usa-select"
          id={place}
          aria-label={`Kind ${number}`}
          aria-invalid={wrong}
          aria-describedby={wrong ? `${place}-found` : undefined}
          value={row.kind}
          onBlur={() => touch(place)}
          onChange={(event) =>
            act({
              ...{ kind: "row_kind", level: level.key, row: row.key },
              ...{ value: event.target.value },
            })
          }
        >
          <option value="">– Kind –</option>
          {fieldOf("lines", "kind")?.values?.map((kind) => (
            <option key={kind} value={kind}>
              {capital(plainWords(kind))}
            </option>
          ))}
        </select>
      </th>
      {row.cells.map((cell, offset) => (
        <Amount
          // A cell is its year.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place of a cell is its year
          key={offset}
          level={level}
          row={row}
          offset={offset}
          amount={cell.amount}
          label={`${capital(name)}, ${start > 0 ? `FY${start + offset}` : `year ${offset + 1}`}, dollars`}
        />
      ))}
      <td className="n">
        <Sum sum={sumTyped(row.cells.map(({ amount }) => amount))} />
      </td>
      <td>
        {level.rows.length > 1 && (
          <button
            type="button"
            className="icon-button"
            aria-label={`Remove ${name}`}
            onClick={() => act({ kind: "remove_row", level: level.key, row: row.key })}
          >
            <span aria-hidden="true">×</span>
          </button>
        )}
      </td>
    </tr>
  );
}

function Amount(props: {
  readonly level: LevelDraft;
  readonly row: KindRow;
  readonly offset: number;
  readonly amount: string;
  readonly label: string;
}) {
  const { level, row, offset, amount, label } = props;
  const { act, foundAt, touch } = useForm();
  const place = amountPlace(level.key, row.key, offset);
  const wrong = foundAt(place).length > 0;
  const write = (values: readonly (readonly string[])[]) =>
    act({ kind: "amounts", level: level.key, row: row.key, offset, values });
  const onPaste = (event: ClipboardEvent<HTMLInputElement>) => {
    const block = parseBlock(event.clipboardData.getData("text/plain"));
    if (block === undefined) return;
    event.preventDefault();
    write(block);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    const step = { ArrowDown: 1, Enter: 1, ArrowUp: -1 }[event.key];
    if (step === undefined) return;
    // Enter would send the form.
    event.preventDefault();
    const next = level.rows[level.rows.indexOf(row) + step];
    if (next) document.getElementById(amountPlace(level.key, next.key, offset))?.focus();
  };
  return (
    <td className="n">
      <input
        className={
          wrong ? "usa-input usa-input--error proposal-amount" : "usa-input proposal-amount"
        }
        id={place}
        inputMode="decimal"
        autoComplete="off"
        aria-label={label}
        aria-invalid={wrong}
        aria-describedby={wrong ? `${place}-found` : undefined}
        value={amount}
        onChange={(event) => write([[event.target.value]])}
        onPaste={onPaste}
        onKeyDown={onKeyDown}
        onBlur={() => touch(place)}
      />
    </td>
  );
}

/** What is found in the grid, under it, since a cell has no room for words. */
function FindingsOfLines({ level }: { readonly level: LevelDraft }) {
  const { foundAt } = useForm();
  const places = level.rows.flatMap((row) => [
    amountPlace(level.key, row.key, "kind"),
    ...row.cells.map((_, offset) => amountPlace(level.key, row.key, offset)),
  ]);
  return places.map((place) => <FieldFindings key={place} place={place} found={foundAt(place)} />);
}
