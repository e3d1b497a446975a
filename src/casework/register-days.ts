import { compareText } from "../base/findings.ts";
import { addDays, type IsoDate } from "../base/fiscal.ts";
import { showDollars } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";

/** A day on which a row of a register asks for something. */
export interface RegisterDay {
  readonly day: IsoDate;
  /** Foreign policy input falls due, an agreement ends, or a request on a reserve is to be decided. */
  readonly kind: "input" | "agreement" | "release";
  /** `activities/ID`, `agreements/ID` or `releases/ID`. */
  readonly row: string;
  readonly title: string;
  /** What happens then. */
  readonly says: string;
  readonly partners: readonly string[];
  readonly late: boolean;
}

/** Days that the registers of a plan set, the earliest first: input due, agreements that end, requests on reserves. */
export function listRegisterDays({ tables }: Plan, on: IsoDate): readonly RegisterDay[] {
  const inputs = tables.activities
    .filter((row) => row.status === "proposed" || row.status === "planned")
    // What was said is said; comments and objections are input too.
    .filter(({ input_status: said }) => said === undefined || isOwed.has(said))
    .flatMap((row): RegisterDay[] =>
      row.input_due === undefined
        ? []
        : [
            {
              ...{ day: row.input_due, kind: "input", row: `activities/${row.id}` },
              title: `${row.name}: foreign policy input`,
              says: `${row.owner} goes on without it.`,
              ...{ partners: row.partners, late: row.input_due < on },
            },
          ],
    );
  const ends = tables.agreements
    .filter((row) => row.status === "in_force")
    .flatMap((row): RegisterDay[] =>
      row.until === undefined
        ? []
        : [
            {
              ...{ day: row.until, kind: "agreement", row: `agreements/${row.id}` },
              title: `${row.name} ends`,
              says: "What it is a precondition of waits or is blocked unless it is renewed.",
              ...{ partners: [row.partner], late: false },
            },
          ],
    );
  return [...inputs, ...ends, ...listRequests(tables, on)].sort(
    (a, b) => compareText(a.day, b.day) || compareText(a.row, b.row),
  );
}

/** Requests on a reserve that nobody decided, by the day on which its answer is due. */
function listRequests(tables: Plan["tables"], on: IsoDate): RegisterDay[] {
  const reserves = new Map(tables.reserves.map((row) => [row.id, row]));
  return tables.releases
    .filter((row) => row.decision === "open" && row.asked_on <= on)
    .flatMap((row): RegisterDay[] => {
      const reserve = reserves.get(row.reserve);
      if (reserve?.respond_days === undefined) return [];
      const day = addDays(row.asked_on, reserve.respond_days);
      return [
        {
          ...{ day, kind: "release", row: `releases/${row.id}` },
          title: `${reserve.name}: release or refuse ${showDollars(row.amount)}`,
          says: `${row.happened} ${reserve.released_by} decides; until then the money stays in the reserve.`,
          ...{ partners: [row.partner], late: day < on },
        },
      ];
    });
}

const isOwed: ReadonlySet<string> = new Set(["not_asked", "asked"]);
