import { Button } from "@trussworks/react-uswds";
import { showExact } from "../../../report/words.ts";
import { sumTyped } from "./amounts.ts";
import type { LevelDraft } from "./draft.ts";
import { levelPlace, levelsPlace } from "./draft-rows.ts";
import { useForm } from "./form-context.tsx";
import { FieldFindings, FormField } from "./form-field.tsx";
import { LinesGrid } from "./lines-grid.tsx";
import { usePlanRows } from "./use-plan-rows.ts";

/** The API takes no more levels of one proposal. */
const mostLevels = 20;

/** The funding levels, of which at most one is chosen, each with its lines by year and kind. */
export function LevelsSection() {
  const { draft, act, foundAt } = useForm();
  return (
    <fieldset className="usa-fieldset proposal-section" id={levelsPlace} tabIndex={-1}>
      <legend className="usa-legend usa-legend--large">What it costs</legend>
      <p className="usa-hint">
        At least one funding level. At most one is chosen, so each holds the whole cost at that
        level, in dollars such as 12500000, by year after the start.
      </p>
      <FieldFindings place={levelsPlace} found={foundAt(levelsPlace)} />
      {draft.levels.map((level, place) => (
        <Level key={level.key} level={level} number={place + 1} />
      ))}
      {draft.levels.length < mostLevels && (
        <Button type="button" outline onClick={() => act({ kind: "add_level" })}>
          Add a funding level
        </Button>
      )}
    </fieldset>
  );
}

function Level({ level, number }: { readonly level: LevelDraft; readonly number: number }) {
  const { draft, act, foundAt } = useForm();
  const place = levelPlace(level.key);
  const name = level.cells.name || `Level ${number}`;
  const sum = sumTyped(level.rows.flatMap((row) => row.cells.map(({ amount }) => amount)));
  return (
    <fieldset className="usa-fieldset proposal-level" id={place} tabIndex={-1}>
      <legend className="usa-legend">
        {name}: ${showExact(sum.amount)}
        {sum.unread && " and amounts that cannot be read"}
      </legend>
      <FieldFindings place={place} found={foundAt(place)} />
      <div className="proposal-pair">
        <LevelName level={level} />
        <LevelScale level={level} />
      </div>
      <LinesGrid level={level} name={name} />
      <div className="proposal-buttons">
        {draft.levels.length < mostLevels && (
          <Button
            type="button"
            unstyled
            onClick={() => act({ kind: "copy_level", level: level.key })}
          >
            Copy this level
          </Button>
        )}
        {draft.levels.length > 1 && (
          <Button
            type="button"
            unstyled
            onClick={() => act({ kind: "remove_level", level: level.key })}
          >
            Remove {name}
          </Button>
        )}
      </div>
    </fieldset>
  );
}

function LevelName({ level }: { readonly level: LevelDraft }) {
  const { act } = useForm();
  return (
    <FormField
      place={levelPlace(level.key, "name")}
      label="Name of the level"
      hint="Such as “Standard”, or “Half of the boats”."
      required
    >
      {(parts) => (
        <input
          {...parts}
          className="usa-input"
          value={level.cells.name ?? ""}
          onChange={(event) =>
            act({
              ...{ kind: "level_field", level: level.key },
              ...{ field: "name", value: event.target.value },
            })
          }
        />
      )}
    </FormField>
  );
}

function LevelScale({ level }: { readonly level: LevelDraft }) {
  const { act } = useForm();
  const scales = usePlanRows("scales");
  return (
    <FormField
      place={levelPlace(level.key, "level")}
      label="Effect per dollar"
      hint="How well a dollar works at this level."
      required
    >
      {(parts) => (
        <select
          {...parts}
          className="usa-select"
          value={level.cells.level ?? ""}
          onChange={(event) =>
            act({
              ...{ kind: "level_field", level: level.key },
              ...{ field: "level", value: event.target.value },
            })
          }
        >
          <option value="">– Choose –</option>
          {scales
            ?.filter((row) => row.scale === "level")
            .map((row) => (
              <option key={row.id} value={row.id ?? ""}>
                {row.name} (× {row.factor}){row.meaning ? `: ${row.meaning}` : ""}
              </option>
            ))}
        </select>
      )}
    </FormField>
  );
}
