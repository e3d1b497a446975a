import { Button } from "@trussworks/react-uswds";
import { type SubmitEvent, useId, useMemo, useState } from "react";
import { compareText } from "../../../base/findings.ts";
import { group } from "../../../base/money.ts";
import { checkCell, sayFinding } from "../../grid/check-cell.ts";
import { type Column, isList } from "../../grid/columns.ts";
import { type Filter, filterKind } from "../../grid/filters.ts";
import { readPasted } from "../../grid/pasted-cell.ts";
import type { TableRows } from "../../grid/table-rows.ts";

/** What a filter form is told, and tells. */
export interface FilterFormProps {
  readonly column: Column;
  readonly place: number;
  readonly rows: TableRows;
  readonly names: ReadonlyMap<string, string> | undefined;
  readonly filter: Filter | undefined;
  /** `null` filters no longer. */
  readonly onFilter: (filter: Filter | null) => void;
}

/** Asks for a filter of the kind that suits the column: a text, values, or a range. */
export function FilterForm(props: FilterFormProps) {
  const kind = filterKind(props.column);
  return (
    <fieldset className="usa-fieldset plan-filter">
      <legend>Show only rows whose {props.column.name}</legend>
      {kind === "has" && <TextFilter {...props} />}
      {kind === "in" && <ValueFilter {...props} />}
      {kind === "range" && <RangeFilter {...props} />}
    </fieldset>
  );
}

function Buttons(props: { readonly filter: Filter | undefined; readonly onClear: () => void }) {
  return (
    <div className="plan-buttons">
      <Button type="submit">Filter</Button>
      {props.filter !== undefined && (
        <Button type="button" outline onClick={props.onClear}>
          Show all again
        </Button>
      )}
    </div>
  );
}

function TextFilter({ filter, onFilter }: FilterFormProps) {
  const [text, setText] = useState(filter?.kind === "has" ? filter.text : "");
  const id = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onFilter(text.trim() === "" ? null : { kind: "has", text: text.trim() });
  };
  return (
    <form onSubmit={submit}>
      <label htmlFor={id}>holds the text</label>
      <input
        id={id}
        className="usa-input"
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <Buttons filter={filter} onClear={() => onFilter(null)} />
    </form>
  );
}

/** More values are found by the search above them. */
const valuesShown = 100;

function ValueFilter({ column, place, rows, names, filter, onFilter }: FilterFormProps) {
  const [chosen, setChosen] = useState(new Set(filter?.kind === "in" ? filter.values : []));
  const [query, setQuery] = useState("");
  const id = useId();
  const counts = useMemo(() => countValues(rows, place, column), [rows, place, column]);
  const wanted = query.trim().toLowerCase();
  const values = [...counts.keys()].filter((value) =>
    `${value} ${names?.get(value) ?? ""}`.toLowerCase().includes(wanted),
  );
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    onFilter(chosen.size === 0 ? null : { kind: "in", values: [...chosen].sort(compareText) });
  };
  const toggle = (value: string) => {
    const next = new Set(chosen);
    if (!next.delete(value)) next.add(value);
    setChosen(next);
  };
  return (
    <form onSubmit={submit}>
      {counts.size > 12 && (
        <>
          <label htmlFor={id}>Search values</label>
          <input
            id={id}
            className="usa-input"
            type="search"
            value={query}
            onChange={(event) => setQuery(event.target.value)}
          />
        </>
      )}
      <div className="plan-values">
        {values.slice(0, valuesShown).map((value) => (
          <div className="usa-checkbox" key={value}>
            <input
              className="usa-checkbox__input"
              type="checkbox"
              id={`${id}-${value}`}
              checked={chosen.has(value)}
              onChange={() => toggle(value)}
            />
            <label className="usa-checkbox__label" htmlFor={`${id}-${value}`}>
              {value === "" ? "(blank)" : value}
              {names?.get(value) !== undefined &&
                names.get(value) !== "" &&
                ` – ${names.get(value)}`}{" "}
              <span className="soft">{group(String(counts.get(value) ?? 0))}</span>
            </label>
          </div>
        ))}
        {values.length > valuesShown && (
          <p className="soft">
            {group(String(values.length - valuesShown))} more: search for them.
          </p>
        )}
      </div>
      <Buttons filter={filter} onClear={() => onFilter(null)} />
    </form>
  );
}

function countValues(rows: TableRows, place: number, column: Column): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const row of rows.list) {
    const text = row.cells[place] ?? "";
    for (const item of isList(column) ? text.split(";") : [text]) {
      counts.set(item, (counts.get(item) ?? 0) + 1);
    }
  }
  const order = new Map((column.values ?? []).map((value, at) => [value, at]));
  const rank = (value: string) => order.get(value) ?? order.size;
  return new Map([...counts].sort(([a], [b]) => rank(a) - rank(b) || compareText(a, b)));
}

function RangeFilter({ column, filter, onFilter }: FilterFormProps) {
  const [from, setFrom] = useState(filter?.kind === "range" ? (filter.from ?? "") : "");
  const [to, setTo] = useState(filter?.kind === "range" ? (filter.to ?? "") : "");
  const [wrong, setWrong] = useState("");
  const id = useId();
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const bounds = [from, to].map((text) => readBound(text, column));
    const said = bounds.map((bound) => bound.wrong).filter(Boolean);
    setWrong(said.join(" "));
    const [least = null, most = null] = bounds.map((bound) => bound.value);
    if (said.length > 0) return;
    onFilter(least === null && most === null ? null : { kind: "range", from: least, to: most });
  };
  return (
    <form onSubmit={submit} noValidate>
      <label htmlFor={`${id}-from`}>is at least</label>
      <input
        id={`${id}-from`}
        className="usa-input"
        value={from}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => setFrom(event.target.value)}
      />
      <label htmlFor={`${id}-to`}>and at most</label>
      <input
        id={`${id}-to`}
        className="usa-input"
        value={to}
        aria-describedby={`${id}-wrong`}
        onChange={(event) => setTo(event.target.value)}
      />
      <p id={`${id}-wrong`} className="complaint" role="status">
        {wrong}
      </p>
      <Buttons filter={filter} onClear={() => onFilter(null)} />
    </form>
  );
}

/** A bound may be blank, and below or above what a cell may hold. */
function readBound(
  text: string,
  column: Column,
): { readonly value: string | null; readonly wrong: string } {
  const {
    least: _,
    most: __,
    required: ___,
    ...spec
  } = { least: 0, most: 0, required: false, ...column.spec };
  const open = {
    ...column,
    spec: (spec.type === "money" ? { ...spec, signed: true } : spec) as Column["spec"],
  };
  const checked = column.spec.type === "date" ? checkCell(text, open) : readPasted(text, open);
  return {
    value: checked.value,
    wrong: checked.refused ? checked.findings.map(sayFinding).join(" ") : "",
  };
}
