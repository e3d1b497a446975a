import { Button } from "@trussworks/react-uswds";
import { useId, useState } from "react";
import { type Column, columnWidths, isNumeric } from "../../grid/columns.ts";
import type { Filter } from "../../grid/filters.ts";
import type { TableRows } from "../../grid/table-rows.ts";
import type { ShownColumn, View } from "../../grid/view.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { FilterForm } from "./filter-form.tsx";

/** What can be done with a column: sort, filter, group, hide, and set its width. */
export function ColumnMenu(props: {
  readonly one: ShownColumn;
  readonly view: View;
  readonly rows: TableRows;
  readonly names: ReadonlyMap<string, string> | undefined;
  readonly onView: (view: Partial<View>) => void;
  readonly onClose: () => void;
}) {
  const { one, view, onView, onClose } = props;
  const { column } = one;
  const { name } = column;
  const done = (changes: Partial<View>) => {
    onView(changes);
    onClose();
  };
  const setFilter = (filter: Filter | null) => {
    const { [name]: _, ...others } = view.filters;
    done({ filters: filter === null ? others : { ...others, [name]: filter } });
  };
  return (
    <Dialog title={`Column ${name}`} onClose={onClose}>
      <p>
        {column.meaning}
        {column.unit !== null && ` Unit: ${column.unit}.`}
      </p>
      <div className="plan-buttons">
        <SortButtons column={column} view={view} onView={done} />
        <Button
          type="button"
          outline
          onClick={() => done({ group: view.group === name ? null : name })}
        >
          {view.group === name ? "Do not group" : "Group by this column"}
        </Button>
        {one.place > 0 && (
          <Button type="button" outline onClick={() => done({ hidden: [...view.hidden, name] })}>
            Hide
          </Button>
        )}
      </div>
      <FilterForm
        column={column}
        place={one.place}
        rows={props.rows}
        names={props.names}
        filter={view.filters[name]}
        onFilter={setFilter}
      />
      <WidthField
        one={one}
        onWidth={(width) => onView({ widths: { ...view.widths, [name]: width } })}
      />
    </Dialog>
  );
}

function SortButtons(props: {
  readonly column: Column;
  readonly view: View;
  readonly onView: (view: Partial<View>) => void;
}) {
  const { name } = props.column;
  const now = props.view.sort.find((key) => key.field === name);
  const sorted = (descending: boolean) => {
    const isNow = now?.descending === descending;
    props.onView({ sort: isNow ? [] : [{ field: name, descending }] });
  };
  const [up, down] = isNumeric(props.column)
    ? ["smallest first", "largest first"]
    : ["first to last", "last to first"];
  return (
    <>
      <Button
        type="button"
        outline
        aria-pressed={now?.descending === false}
        onClick={() => sorted(false)}
      >
        Sort {up}
      </Button>
      <Button
        type="button"
        outline
        aria-pressed={now?.descending === true}
        onClick={() => sorted(true)}
      >
        Sort {down}
      </Button>
    </>
  );
}

function WidthField(props: {
  readonly one: ShownColumn;
  readonly onWidth: (width: number) => void;
}) {
  const [text, setText] = useState(String(props.one.width));
  const id = useId();
  return (
    <div className="plan-width">
      <label htmlFor={id}>Width in pixels</label>
      <input
        id={id}
        className="usa-input"
        type="number"
        min={columnWidths.least}
        max={columnWidths.most}
        step={10}
        value={text}
        onChange={(event) => {
          setText(event.target.value);
          const width = Number(event.target.value);
          if (width >= columnWidths.least && width <= columnWidths.most) props.onWidth(width);
        }}
      />
    </div>
  );
}
