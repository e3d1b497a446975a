import { compareText } from "../base/findings.ts";
import { addDays, type IsoDate } from "../base/fiscal.ts";
import { showDollars } from "../base/money.ts";
import type { Plan } from "../plan/plan.ts";
import { readEndUse } from "./transfers/end-use.ts";
import type { TransferTerms } from "./transfers/policies.ts";

/** A day on which a row of a register asks for something. */
export interface RegisterDay {
  readonly day: IsoDate;
  /** Foreign policy input falls due, an agreement ends, a request on a reserve is to be decided, or delivered articles are to be checked. */
  readonly kind: "input" | "agreement" | "release" | "end_use";
  /** `activities/ID`, `agreements/ID`, `releases/ID` or `end_use_items/ID`. */
  readonly row: string;
  readonly title: string;
  /** What happens then. */
  readonly says: string;
  readonly partners: readonly string[];
  readonly late: boolean;
}

/**
 * Days that the registers of a plan set, the earliest first: input due, agreements that end, requests on reserves,
 * checks of delivered articles by the terms of transfers.
 */
export function listRegisterDays(
  { tables }: Plan,
  terms: TransferTerms | undefined,
  on: IsoDate,
): readonly RegisterDay[] {
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
  const days = [...inputs, ...ends, ...listRequests(tables, on), ...listChecks(tables, terms, on)];
  return days.sort((a, b) => compareText(a.day, b.day) || compareText(a.row, b.row));
}

/** Checks of delivered articles that have a day of their own. */
function listChecks(
  tables: Plan["tables"],
  terms: TransferTerms | undefined,
  on: IsoDate,
): RegisterDay[] {
  return readEndUse(terms, tables.end_use_items, on).flatMap((one): RegisterDay[] =>
    one.due === null
      ? []
      : [
          {
            ...{ day: one.due, kind: "end_use", row: `end_use_items/${one.item.id}` },
            title: `${one.item.article}: ${one.check === "first" ? "first inventory" : "yearly check"}`,
            says: one.because,
            ...{ partners: [one.item.partner], late: one.overdue },
          },
        ],
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
