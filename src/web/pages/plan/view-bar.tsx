import { group } from "../../../base/money.ts";
import { sayFilter } from "../../grid/filters.ts";
import type { View } from "../../grid/view.ts";

/** How the rows are filtered, sorted and grouped, each with a way to end it. */
export function ViewBar(props: {
  readonly view: View;
  readonly shown: number;
  readonly total: number;
  readonly onView: (view: Partial<View>) => void;
}) {
  const { view, onView } = props;
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
      {view.found && (
        <Chip
          words="only rows with findings"
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
        {group(String(props.shown))} of {group(String(props.total))} rows
      </li>
    </ul>
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
