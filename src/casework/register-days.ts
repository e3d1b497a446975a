import { compareText } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { Plan } from "../plan/plan.ts";

/** A day on which a row of a register asks for something. */
export interface RegisterDay {
  readonly day: IsoDate;
  /** Foreign policy input falls due, or an agreement ends. */
  readonly kind: "input" | "agreement";
  /** `activities/ID` or `agreements/ID`. */
  readonly row: string;
  readonly title: string;
  /** What happens then. */
  readonly says: string;
  readonly partners: readonly string[];
  readonly late: boolean;
}

/** Days that the registers of a plan set, the earliest first: input that is due, agreements that end. */
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
  return [...inputs, ...ends].sort(
    (a, b) => compareText(a.day, b.day) || compareText(a.row, b.row),
  );
}

const isOwed: ReadonlySet<string> = new Set(["not_asked", "asked"]);
