import { DataTable } from "../../parts/data-table.tsx";
import { type CaseAnswer, showClock, showDay } from "./case-values.ts";

/** The clocks of a case: since when, by when, how they stand, and what happens then. */
export function CaseClocks({ page }: { readonly page: CaseAnswer }) {
  return (
    <section aria-labelledby="clocks">
      <h2 id="clocks">Clocks</h2>
      <DataTable
        caption="Clocks of the case"
        quiet
        rows={page.clocks}
        keyOf={(clock) => `${clock.code} ${clock.name}`}
        empty="No clock runs in this state."
        columns={[
          {
            key: "name",
            title: "Clock",
            value: (clock) => clock.name,
            cell: (clock) => (
              <>
                {clock.name}
                <br />
                <span className="soft">
                  {clock.days} {clock.unit} days, {clock.kind === "wait" ? "a wait" : "a limit"}
                </span>
              </>
            ),
          },
          {
            key: "from",
            title: "Began",
            value: (clock) => clock.started_on,
            cell: (clock) => showDay(clock.started_on),
          },
          {
            key: "due",
            title: "Until",
            value: (clock) => clock.due,
            cell: (clock) => showDay(clock.due),
          },
          {
            key: "stands",
            title: "Stands",
            cell: (clock) => (
              <span className={clock.late ? "case-late" : undefined}>{showClock(clock)}</span>
            ),
          },
          { key: "then", title: "Then", cell: (clock) => clock.follows },
          {
            key: "rule",
            title: "Rule",
            cell: (clock) => (
              <>
                {clock.says}{" "}
                <span className="soft">
                  ({clock.cite};{" "}
                  {clock.mark === "checked" ? "checked" : `not checked: ${clock.mark}`})
                </span>
              </>
            ),
          },
        ]}
      />
    </section>
  );
}
