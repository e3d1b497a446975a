import { compareText } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { showDollars, zeroCents } from "../base/money.ts";
import type { Assumption, Plan } from "../plan/plan.ts";
import { type Fall, type FallOf, isBare } from "./assumption-fall.ts";
import { type Concern, reportAssessment } from "./concern.ts";

/** An assumption on a day: who answers for it, whether its review is due, and what falls with it. */
export interface AssumptionReading {
  readonly id: string;
  readonly statement: string;
  readonly owner: string;
  readonly test: string;
  readonly review_on: IsoDate | null;
  readonly status: Assumption["status"];
  readonly partners: readonly string[];
  /** Days since the review fell due; `null` where it is not overdue. */
  readonly overdue_days: number | null;
  readonly falls: Fall;
}

const statusOrder = { fails: 0, unknown: 1, holds: 2 } as const;

/** The register of assumptions on a day: what fails first, then what is overdue longest, then by id. */
export function readAssumptions(
  plan: Plan,
  fallOf: FallOf,
  on: IsoDate,
): readonly AssumptionReading[] {
  return plan.tables.assumptions
    .map((row) => ({
      id: row.id,
      statement: row.statement,
      owner: row.owner,
      test: row.test,
      review_on: row.review_on ?? null,
      status: row.status,
      partners: row.partners,
      overdue_days:
        row.review_on !== undefined && row.review_on < on ? daysTo(row.review_on, on) : null,
      falls: fallOf(row.id),
    }))
    .sort(
      (a, b) =>
        Number(b.status === "fails") - Number(a.status === "fails") ||
        (b.overdue_days ?? 0) - (a.overdue_days ?? 0) ||
        statusOrder[a.status] - statusOrder[b.status] ||
        compareText(a.id, b.id),
    );
}

function daysTo(from: IsoDate, to: IsoDate): number {
  const day = 86_400_000;
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / day);
}

/** What is wrong with the register: reviews overdue, failed assumptions still leaned on, none to review, none needed. */
export function findStaleAssumptions(readings: readonly AssumptionReading[]): readonly Concern[] {
  return readings.flatMap((one) => {
    const bare = isBare(one.falls);
    if (bare) return [sayIdle(one)];
    return [
      ...(one.status === "fails" ? [sayFailed(one)] : []),
      ...(one.overdue_days !== null ? [sayOverdue(one)] : []),
      ...(one.review_on === null ? [sayUnwatched(one)] : []),
    ];
  });
}

/** What falls, in words: `3 initiatives ($5.0 million), $2.0 million of money and 1 directive`. */
export function sayFall(fall: Fall): string {
  const number = (list: readonly unknown[], one: string) =>
    list.length === 0 ? [] : [`${list.length} ${one}${list.length === 1 ? "" : "s"}`];
  const own = number(fall.initiatives, "initiative").map(
    (words) => `${words} (asked at most ${showDollars(fall.asked)})`,
  );
  const money = fall.resources.length === 0 ? [] : [`${showDollars(fall.money)} of new money`];
  const parts = [
    ...own,
    ...number(fall.effects, "effect"),
    ...money,
    ...number(fall.directives, "directive"),
    ...number(fall.limits, "limit"),
    ...number(fall.scales, "grade").map((words) => `${words} of scales`),
  ];
  if (parts.length < 2) return parts[0] ?? "nothing";
  return `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}

function concernOf(
  code: "assumption_overdue" | "assumption_failed" | "assumption_unwatched" | "assumption_idle",
  one: AssumptionReading,
  facts: Record<string, string>,
  words: { readonly found: string; readonly expected: string; readonly help: string },
): Concern {
  const named = Object.entries(facts).map(([name, text]) => [
    `assumptions/${one.id}/${name}`,
    text,
  ]);
  const [only, ...others] = one.partners;
  return {
    part: "assumptions",
    finding: reportAssessment(
      code,
      { file: "assumptions.csv", field: "review_on", id: one.id },
      words,
    ),
    subject: one.id,
    facts: Object.fromEntries(named),
    partner: only !== undefined && others.length === 0 ? only : null,
    initiatives: one.falls.initiatives.map(({ id }) => id),
    amount: one.falls.asked ?? zeroCents,
  };
}

function sayOverdue(one: AssumptionReading): Concern {
  const facts = { review_on: one.review_on ?? "", status: one.status };
  return concernOf("assumption_overdue", one, facts, {
    found: `\`${one.id}\` of ${one.owner}, due for review on ${one.review_on}, ${one.overdue_days} ${one.overdue_days === 1 ? "day" : "days"} ago; ${sayFall(one.falls)} rest on it`,
    expected: "a look at its test by that day",
    help: `Look: ${one.test.replace(/\.$/, "")}. Then set \`status\` and a new \`review_on\`.`,
  });
}

function sayFailed(one: AssumptionReading): Concern {
  const facts = {
    status: one.status,
    initiatives: one.falls.initiatives.map(({ id }) => id).join(";"),
    others: sayFall({ ...one.falls, initiatives: [] }),
  };
  return concernOf("assumption_failed", one, facts, {
    found: `\`${one.id}\` does not hold, and ${sayFall(one.falls)} still rest on it`,
    expected: "no money on what has failed",
    help: `See \`entente assess PLAN --assumption ${one.id}\`; then change what rests on it, or accept it with the reason.`,
  });
}

function sayUnwatched(one: AssumptionReading): Concern {
  return concernOf(
    "assumption_unwatched",
    one,
    { review_on: "", status: one.status },
    {
      found: `\`${one.id}\` of ${one.owner} without a day of review; ${sayFall(one.falls)} rest on it`,
      expected: "a day on which somebody looks at its test",
      help: "Set `review_on`.",
    },
  );
}

function sayIdle(one: AssumptionReading): Concern {
  return concernOf(
    "assumption_idle",
    one,
    { statement: one.statement },
    {
      found: `\`${one.id}\`, on which nothing in the plan rests`,
      expected: "rows that name it in `assumptions`",
      help: "Name it where it is leaned on, or remove it.",
    },
  );
}
