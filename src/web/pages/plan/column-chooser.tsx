import { Button } from "@trussworks/react-uswds";
import { useId } from "react";
import type { Column } from "../../grid/columns.ts";
import type { View } from "../../grid/view.ts";
import { Dialog } from "../../parts/dialog.tsx";

/** Chooses which columns are shown. */
export function ColumnChooser(props: {
  readonly columns: readonly Column[];
  readonly view: View;
  readonly onView: (view: Partial<View>) => void;
  readonly onClose: () => void;
}) {
  const { columns, view, onView } = props;
  const id = useId();
  const toggle = (name: string) =>
    onView({
      hidden: view.hidden.includes(name)
        ? view.hidden.filter((one) => one !== name)
        : [...view.hidden, name],
    });
  return (
    <Dialog
      title="Columns"
      onClose={props.onClose}
      actions={
        <>
          <Button type="button" onClick={props.onClose}>
            Done
          </Button>
          <Button type="button" outline onClick={() => onView({ hidden: [], widths: {} })}>
            All, as wide as at first
          </Button>
        </>
      }
    >
      <fieldset className="usa-fieldset">
        <legend>Columns to show; this browser keeps them</legend>
        {columns.slice(1).map(({ name, meaning }) => (
          <div className="usa-checkbox" key={name}>
            <input
              className="usa-checkbox__input"
              type="checkbox"
              id={`${id}-${name}`}
              checked={!view.hidden.includes(name)}
              onChange={() => toggle(name)}
            />
            <label className="usa-checkbox__label" htmlFor={`${id}-${name}`}>
              {name}
              <span className="usa-checkbox__label-description">{meaning}</span>
            </label>
          </div>
        ))}
      </fieldset>
    </Dialog>
  );
}
