import { useId, useMemo, useState } from "react";
import { count } from "../../../report/words.ts";
import { DataTable } from "../../parts/data-table.tsx";
import { formatSorting, parseSorting, sortRows } from "../../parts/sort-rows.ts";
import type { WholeAllocation } from "./allocation-values.ts";
import { DecideDialog } from "./decide-dialog.tsx";
import type { MovePanelProps } from "./move-panel.ts";
import { proposalColumns } from "./proposal-columns.tsx";
import {
  findProposals,
  listProposals,
  type ProposalFilter,
  type ProposalRow,
  proposalFilters,
} from "./proposal-rows.ts";
import { usePageQuery } from "./use-address.ts";

/** How many rows are shown at first, and more at a time. */
const step = 50;

const filterWords: Readonly<Record<ProposalFilter, string>> = {
  all: "All",
  funded: "Funded",
  unfunded: "Not funded",
  decided: "Decided by people",
};

/** Every initiative with what the allocation does about it; people can decide otherwise here. */
export function ProposalsTab(
  props: MovePanelProps & { readonly shown: WholeAllocation | undefined },
) {
  const { rows, moves, shown, disabled, onMove } = props;
  const { search, change } = usePageQuery();
  const [most, setMost] = useState(step);
  const [deciding, setDeciding] = useState<ProposalRow | null>(null);
  const text = search.get("q") ?? "";
  const asked = search.get("show");
  const filter = proposalFilters.find((one) => one === asked) ?? "all";
  const sorting = parseSorting(search.get("sort")) ?? { key: "amount", descending: true };
  const all = useMemo(
    () => listProposals(rows.initiatives, moves, shown),
    [rows.initiatives, moves, shown],
  );
  const found = useMemo(() => findProposals(all, text, filter), [all, text, filter]);
  const columns = proposalColumns(shown?.id, disabled, setDeciding);
  const sortBy = columns.find(({ key }) => key === sorting.key)?.value;
  const sorted = sortBy === undefined ? found : sortRows(found, sortBy, sorting.descending);
  const set = (name: string, value: string) => {
    setMost(step);
    change((query) => {
      if (value === "") query.delete(name);
      else query.set(name, value);
      return query;
    });
  };
  return (
    <>
      <ProposalSearch text={text} filter={filter} onSet={set} />
      <p role="status" className="soft">
        {count(found.length, "initiative")} of {all.length}
        {shown === undefined ? "; nothing has been allocated yet" : ""}
      </p>
      <DataTable
        caption="Initiatives, with what the allocation does about each"
        columns={columns}
        rows={sorted.slice(0, most)}
        keyOf={({ id }) => id}
        sorting={sorting}
        onSort={(next) => set("sort", formatSorting(next))}
        empty="No initiative is like this. Search for less, or show all."
        rowClass={({ decision }) => (decision.kind === "none" ? undefined : "decided")}
      />
      {sorted.length > most && (
        <button
          type="button"
          className="usa-button usa-button--outline"
          onClick={() => setMost(most + step)}
        >
          Show {Math.min(step, sorted.length - most)} more
        </button>
      )}
      {deciding !== null && (
        <DecideDialog
          proposal={deciding}
          onClose={() => setDeciding(null)}
          onMove={(more) => {
            onMove(more);
            setDeciding(null);
          }}
        />
      )}
    </>
  );
}

function ProposalSearch(props: {
  readonly text: string;
  readonly filter: ProposalFilter;
  readonly onSet: (name: string, value: string) => void;
}) {
  const id = useId();
  return (
    <search className="proposal-search">
      <span>
        <label className="usa-label" htmlFor={`${id}-text`}>
          Search
        </label>
        <input
          type="search"
          className="usa-input"
          id={`${id}-text`}
          value={props.text}
          placeholder="name, partner, agency, account"
          onChange={(event) => props.onSet("q", event.target.value)}
        />
      </span>
      <span>
        <label className="usa-label" htmlFor={`${id}-show`}>
          Show
        </label>
        <select
          className="usa-select"
          id={`${id}-show`}
          value={props.filter}
          onChange={(event) =>
            props.onSet("show", event.target.value === "all" ? "" : event.target.value)
          }
        >
          {proposalFilters.map((one) => (
            <option key={one} value={one}>
              {filterWords[one]}
            </option>
          ))}
        </select>
      </span>
    </search>
  );
}
