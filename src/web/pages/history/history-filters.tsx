import { Button } from "@trussworks/react-uswds";
import { useSearchParams } from "wouter";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";

const names = ["table", "row", "field", "author"] as const;

/** What of the log is shown; everything stands in the address. */
export function HistoryFilters() {
  const { plan, head } = usePlan();
  const [params, setParams] = useSearchParams();
  const people = useApi("listPeople", { params: { plan } });
  const set = (name: string, value: string) =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      if (value === "") next.delete(name);
      else next.set(name, value);
      return next;
    });
  const clear = () =>
    setParams((old) => {
      const next = new URLSearchParams(old);
      for (const name of names) next.delete(name);
      return next;
    });
  const some = names.some((name) => params.has(name));
  return (
    <search className="filters" aria-label="Filter the history">
      <Choice
        name="table"
        label="Table"
        value={params.get("table") ?? ""}
        all="All tables"
        options={Object.keys(head.rows).map((table) => [table, table])}
        onValue={set}
      />
      <TextFilter name="row" label="Row" value={params.get("row") ?? ""} onValue={set} />
      <TextFilter name="field" label="Field" value={params.get("field") ?? ""} onValue={set} />
      <Choice
        name="author"
        label="Person"
        value={params.get("author") ?? ""}
        all="Everybody"
        options={(people.data?.people ?? []).map((person) => [person.id, person.name])}
        onValue={set}
      />
      <div className="usa-checkbox">
        <input
          className="usa-checkbox__input"
          type="checkbox"
          id="filter-all"
          checked={params.get("all") === "true"}
          onChange={(event) => set("all", event.target.checked ? "true" : "")}
        />
        <label className="usa-checkbox__label" htmlFor="filter-all">
          All scenarios
        </label>
      </div>
      {some && (
        <Button type="button" unstyled onClick={clear}>
          Show everything
        </Button>
      )}
    </search>
  );
}

function Choice(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly all: string;
  readonly options: readonly (readonly [string, string])[];
  readonly onValue: (name: string, value: string) => void;
}) {
  const { name, label, value, all, options, onValue } = props;
  const id = `filter-${name}`;
  const known = value === "" || options.some(([option]) => option === value);
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        className="usa-select"
        value={value}
        onChange={(event) => onValue(name, event.target.value)}
      >
        <option value="">{all}</option>
        {!known && <option value={value}>{value}</option>}
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

function TextFilter(props: {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onValue: (name: string, value: string) => void;
}) {
  const { name, label, value, onValue } = props;
  const id = `filter-${name}`;
  return (
    <div>
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        key={value}
        className="usa-input"
        defaultValue={value}
        onBlur={(event) =>
          event.target.value.trim() !== value && onValue(name, event.target.value.trim())
        }
        onKeyDown={(event) => {
          if (event.key === "Enter") onValue(name, event.currentTarget.value.trim());
        }}
      />
    </div>
  );
}
