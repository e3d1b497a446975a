import { Link, useSearchParams } from "wouter";
import { DataTable } from "../../parts/data-table.tsx";
import { usePlan } from "../../plan-context.tsx";
import { useApi } from "../../queries/api.ts";
import { useEntryLink } from "./calendar-link.ts";
import { useDay } from "./case-frame.tsx";
import { type CalendarEntry, type CaseList, showDay } from "./case-values.ts";

/** What of the registers waits for somebody, who must act on it without a case. */
const kinds: ReadonlySet<CalendarEntry["kind"]> = new Set(["input", "release"]);

/** Input that is due to the plans of others, and requests on reserves: under the cases, by the same choice of office. */
export function RegisterInbox({ list }: { readonly list: CaseList }) {
  const { plan, branch } = usePlan();
  const day = useDay();
  const linkOf = useEntryLink();
  const [params] = useSearchParams();
  const calendar = useApi("readCalendar", { params: { plan }, query: { branch, ...day } });
  const own = new Set(
    list.processes.flatMap(({ offices }) => offices.filter(({ mine }) => mine)).map((o) => o.code),
  );
  const open = list.cases.filter(({ closed }) => !closed);
  const isMine = open.some((one) => one.waits_for.some(({ mine }) => mine));
  const office = params.get("office") ?? (isMine ? "mine" : "all");
  const rows = (calendar.data?.entries ?? [])
    .filter((one) => kinds.has(one.kind))
    .filter(
      ({ offices }) =>
        office === "all" ||
        offices.length === 0 ||
        offices.some((code) => (office === "mine" ? own.has(code) : code === office)),
    );
  if (rows.length === 0) return null;
  return (
    <div className="inbox-section">
      <h2>
        From the registers <span className="soft">({rows.length})</span>
      </h2>
      <DataTable
        caption="From the registers"
        quiet
        rows={rows}
        keyOf={(one) => `${one.row}:${one.kind}`}
        columns={[
          {
            key: "title",
            title: "What",
            value: (one) => one.title,
            cell: (one) => (
              <>
                <Link href={linkOf(one)}>{one.title}</Link>{" "}
                {one.late && <span className="mark mark-late">Overdue</span>}
              </>
            ),
          },
          { key: "partner", title: "Partner", value: (one) => one.partner?.name ?? "" },
          {
            key: "day",
            title: "By when",
            value: (one) => one.day,
            cell: (one) => (
              <span className={one.late ? "case-late" : undefined}>{showDay(one.day)}</span>
            ),
          },
          { key: "says", title: "If nobody acts", cell: (one) => one.says },
        ]}
      />
    </div>
  );
}
