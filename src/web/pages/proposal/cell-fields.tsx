import { capital, plainWords } from "../../../report/words.ts";
import { fieldPlace } from "./draft-rows.ts";
import { type FieldOfTable, useForm } from "./form-context.tsx";
import { FormField } from "./form-field.tsx";

interface CellFieldProps {
  /** A field of the initiative. */
  readonly field: string;
  readonly label: string;
  /** What the table of fields says of it when absent. */
  readonly hint?: string;
}

/** The longest text that the API takes in a cell. */
const longestCell = 20_000;

/** A text of the proposal: one line, or several. */
export function TextField(props: CellFieldProps & { readonly lines?: number }) {
  const { draft, act, fieldOf } = useForm();
  const { field, lines = 1, ...own } = props;
  const said = { ...saidOf(fieldOf("initiatives", field)), ...own };
  const value = draft.initiative[field] ?? "";
  const write = (text: string) => act({ kind: "field", field, value: text });
  return (
    <FormField place={fieldPlace(field)} {...said}>
      {(parts) =>
        lines === 1 ? (
          <input
            {...parts}
            className="usa-input proposal-wide"
            maxLength={longestCell}
            value={value}
            onChange={(event) => write(event.target.value)}
          />
        ) : (
          <textarea
            {...parts}
            className="usa-textarea proposal-wide proposal-lines"
            rows={lines}
            maxLength={longestCell}
            value={value}
            onChange={(event) => write(event.target.value)}
          />
        )
      }
    </FormField>
  );
}

/** One of the values that a choice has; nothing chosen at first. */
export interface ChoiceOption {
  readonly value: string;
  readonly label: string;
  readonly group?: string;
}

/** A choice among values, in a list that opens. */
export function ChoiceField(
  props: CellFieldProps & {
    /** The values that the field may hold when absent. */
    readonly options?: readonly ChoiceOption[];
    /** What an empty choice is called. */
    readonly none?: string;
  },
) {
  const { draft, act, fieldOf } = useForm();
  const spec = fieldOf("initiatives", props.field);
  const { field, options = plainOptions(spec?.values ?? []), none = "Choose", ...own } = props;
  const said = { ...saidOf(spec), ...own };
  return (
    <FormField place={fieldPlace(field)} {...said}>
      {(parts) => (
        <select
          {...parts}
          className="usa-select"
          value={draft.initiative[field] || (spec?.default ?? "")}
          onChange={(event) => act({ kind: "field", field, value: event.target.value })}
        >
          {!spec?.default && <option value="">– {none} –</option>}
          <ChoiceOptions options={options} />
        </select>
      )}
    </FormField>
  );
}

/** The hint of a field, and whether it is required. */
function saidOf(spec: FieldOfTable | undefined): { hint?: string; required?: boolean } {
  return spec === undefined ? {} : { hint: spec.meaning, required: spec.required };
}

/** The options of a list, those of one group together. */
export function ChoiceOptions({ options }: { readonly options: readonly ChoiceOption[] }) {
  const groups = [...Map.groupBy(options, (one) => one.group ?? "")];
  const show = (one: ChoiceOption) => (
    <option key={one.value} value={one.value}>
      {one.label}
    </option>
  );
  return groups.map(([group, members]) =>
    group === "" ? (
      members.map(show)
    ) : (
      <optgroup key={group} label={group}>
        {members.map(show)}
      </optgroup>
    ),
  );
}

/** Values of the table of fields as options, in plain words. */
export function plainOptions(values: readonly string[]): ChoiceOption[] {
  return values.map((value) => ({ value, label: capital(plainWords(value)) }));
}
