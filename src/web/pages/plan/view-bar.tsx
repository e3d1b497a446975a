import { group } from "../../../base/money.ts";
import { sayFilter } from "../../grid/filters.ts";
import type { GridState } from "../../grid/grid-state.ts";
import type { View } from "../../grid/view.ts";

/** How the rows are filtered, sorted and grouped, each with a way to end it. */
export function ViewBar(props: {
  readonly state: GridState;
  readonly onView: (view: Partial<View>) => void;
}) {
  const { state, onView } = props;
  const { view } = state;
  const filters = Object.entries(view.filters);
  const without = (field: string) =>
    onView({ filters: Object.fromEntries(filters.filter(([name]) => name !== field)) });
  if (filters.length === 0 && view.sort.length === 0 && view.group === null && !view.found)
    return null;
  return (
    <ul className="plan-view" aria-label="What is shown">
      {filters.map(([field, filter]) => (
        <Chip
          key={field}
          words={`${field} ${sayFilter(filter)}`}
          end={`Stop filtering ${field}`}
          onEnd={() => without(field)}
        />
      ))}
      {view.found !== false && (
        <Chip
          words={
            view.found === true
              ? "only rows with findings"
              : `only rows with the finding ${view.found}`
          }
          end="Show all rows"
          onEnd={() => onView({ found: false })}
        />
      )}
      {view.sort.map(({ field, descending }) => (
        <Chip
          key={field}
          words={`sorted by ${field}${descending ? ", from the end" : ""}`}
          end={`Stop sorting by ${field}`}
          onEnd={() => onView({ sort: [] })}
        />
      ))}
      {view.group !== null && (
        <Chip
          words={`grouped by ${view.group}`}
          end="Stop grouping"
          onEnd={() => onView({ group: null })}
        />
      )}
      <li className="soft">
        {group(String(countShown(state)))} of {group(String(state.rows.list.length))} rows
      </li>
    </ul>
  );
}

/** Rows that pass the filters, those in folded groups too. */
function countShown({ lines }: GridState): number {
  return lines.reduce(
    (sum, line) => sum + (line.kind === "row" ? 1 : line.folded ? line.keys.length : 0),
    0,
  );
}

function Chip(props: { readonly words: string; readonly end: string; readonly onEnd: () => void }) {
  return (
    <li className="plan-chip">
      {props.words}
      <button type="button" aria-label={props.end} onClick={props.onEnd}>
        <span aria-hidden="true">×</span>
      </button>
    </li>
  );
}
