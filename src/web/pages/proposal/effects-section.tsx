import { Button } from "@trussworks/react-uswds";
import { type ChoiceOption, ChoiceOptions } from "./cell-fields.tsx";
import type { EffectDraft } from "./draft.ts";
import { effectPlace } from "./draft-rows.ts";
import { useForm } from "./form-context.tsx";
import { FormField } from "./form-field.tsx";
import type { RowCells } from "./proposal-rows.ts";
import { usePlanRows } from "./use-plan-rows.ts";

/** What it contributes to which objectives, how directly and how surely. */
export function EffectsSection() {
  const { draft, act } = useForm();
  return (
    <fieldset className="usa-fieldset proposal-section">
      <legend className="usa-legend usa-legend--large">What it contributes</legend>
      <p className="usa-hint">
        A proposal that serves no objective has no value, so that nothing but a directive or a
        decision would fund it.
      </p>
      {draft.effects.map((effect, place) => (
        <Effect key={effect.key} effect={effect} number={place + 1} />
      ))}
      <Button type="button" outline onClick={() => act({ kind: "add_effect" })}>
        Add an objective
      </Button>
    </fieldset>
  );
}

function Effect({ effect, number }: { readonly effect: EffectDraft; readonly number: number }) {
  const { draft, act } = useForm();
  const objectives = usePlanRows("objectives");
  const scales = usePlanRows("scales");
  return (
    <fieldset className="usa-fieldset proposal-level">
      <legend className="usa-legend">Objective {number}</legend>
      <EffectChoice
        effect={effect}
        field="objective"
        label="Objective"
        hint="A leaf of the strategy."
        options={leavesOf(objectives ?? [])}
      />
      <div className="proposal-pair">
        <EffectChoice
          effect={effect}
          field="relevance"
          label="How directly it serves it"
          options={gradesOf(scales ?? [], "relevance")}
        />
        <EffectChoice
          effect={effect}
          field="confidence"
          label="How likely it is to work"
          options={gradesOf(scales ?? [], "confidence")}
        />
      </div>
      <div className="proposal-pair">
        <FormField
          place={effectPlace(effect.key, "source")}
          label="What says so"
          hint="The document, evaluation or experience behind it."
        >
          {(parts) => (
            <input
              {...parts}
              className="usa-input"
              value={effect.cells.source ?? ""}
              onChange={(event) =>
                act({
                  ...{ kind: "effect_field", effect: effect.key },
                  ...{ field: "source", value: event.target.value },
                })
              }
            />
          )}
        </FormField>
        {draft.levels.length > 1 && <EffectLevel effect={effect} />}
      </div>
      {draft.effects.length > 1 && (
        <Button
          type="button"
          unstyled
          onClick={() => act({ kind: "remove_effect", effect: effect.key })}
        >
          Remove objective {number}
        </Button>
      )}
    </fieldset>
  );
}

function EffectChoice(props: {
  readonly effect: EffectDraft;
  readonly field: string;
  readonly label: string;
  readonly hint?: string;
  readonly options: readonly ChoiceOption[];
}) {
  const { effect, field, label, hint, options } = props;
  const { act } = useForm();
  return (
    <FormField
      place={effectPlace(effect.key, field)}
      label={label}
      required
      {...(hint === undefined ? {} : { hint })}
    >
      {(parts) => (
        <select
          {...parts}
          className="usa-select"
          value={effect.cells[field] ?? ""}
          onChange={(event) =>
            act({
              ...{ kind: "effect_field", effect: effect.key },
              ...{ field, value: event.target.value },
            })
          }
        >
          <option value="">– Choose –</option>
          <ChoiceOptions options={options} />
        </select>
      )}
    </FormField>
  );
}

function EffectLevel({ effect }: { readonly effect: EffectDraft }) {
  const { draft, act } = useForm();
  return (
    <FormField
      place={effectPlace(effect.key, "package")}
      label="At which funding level"
      hint="Every level, or only one."
    >
      {(parts) => (
        <select
          {...parts}
          className="usa-select"
          value={effect.level ?? ""}
          onChange={(event) =>
            act({
              ...{ kind: "effect_level", effect: effect.key },
              level: event.target.value === "" ? null : Number(event.target.value),
            })
          }
        >
          <option value="">Every level</option>
          {draft.levels.map((level, place) => (
            <option key={level.key} value={level.key}>
              {level.cells.name || `Level ${place + 1}`}
            </option>
          ))}
        </select>
      )}
    </FormField>
  );
}

/** The objectives with none below them, under the one above. */
function leavesOf(rows: readonly RowCells[]): ChoiceOption[] {
  const parents = new Set(rows.map((row) => row.parent));
  const names = new Map(rows.map((row) => [row.id, row.name ?? ""]));
  return rows
    .filter((row) => !parents.has(row.id ?? ""))
    .map((row) => ({
      value: row.id ?? "",
      label: row.name ?? "",
      group: names.get(row.parent ?? "") ?? "",
    }));
}

function gradesOf(rows: readonly RowCells[], scale: string): ChoiceOption[] {
  return rows
    .filter((row) => row.scale === scale)
    .map((row) => ({
      value: row.id ?? "",
      label: row.meaning ? `${row.name}: ${row.meaning}` : (row.name ?? ""),
    }));
}
