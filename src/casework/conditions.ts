import {
  type Finding,
  type Outcome,
  type Place,
  reporter,
  sortFindings,
} from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import type { CaseEvent, Condition, Plan } from "../plan/plan.ts";
import type { CaseReading } from "./case-reading.ts";
import type { Casebook } from "./casebook.ts";
import { checkSettling } from "./check-settling.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import { readLadder, type StepReading } from "./ladder.ts";
import { lookUpRows, type PlanRows } from "./plan-rows.ts";
import { readCase } from "./read-cases.ts";
import { type Settlement, settleTranche } from "./settle-tranche.ts";

const report = reporter(caseworkFindingKinds);

/** One time that the partner was told. */
export interface Telling {
  readonly event: CaseEvent;
  readonly addressee: string;
  readonly channel: string;
  /** When the partner showed that it understood; nothing when it never did. */
  readonly acknowledged_on: IsoDate | null;
}

/** What the use of a condition would cost: in words, and the money that it could touch. */
export interface CostOfUse {
  readonly access: string | null;
  readonly program: string | null;
  readonly third_party: string | null;
  /** What open contracts would cost to end, over all steps. */
  readonly termination: Cents;
  readonly tranche: Cents;
  /** The initiatives that a step could touch, with the cost of their smallest and largest package. */
  readonly initiatives: readonly {
    readonly id: string;
    readonly least: Cents;
    readonly most: Cents;
  }[];
}

/** A condition as it stands on a day, over all its cases. */
export interface ConditionReading {
  readonly condition: Condition;
  readonly cases: readonly CaseReading[];
  /** The ladder as the last case climbed it. */
  readonly ladder: readonly StepReading[];
  readonly settlements: readonly Settlement[];
  /** The log: who told whom, when and how, from the first to the last. */
  readonly told: readonly Telling[];
  /** The day by which the partner must be told again; nothing where no interval is set or nothing is in force. */
  readonly tell_by: IsoDate | null;
  readonly tell_overdue: boolean;
  readonly review_overdue: boolean;
  /** Conditions that lead back from this one. */
  readonly off_ramps: readonly Condition[];
  readonly cost_of_use: CostOfUse;
}

/** Every condition of a plan as it stands on a day, in the order of the table, with what is late or odd. */
export function readConditions(
  plan: Plan,
  book: Casebook,
  on: IsoDate,
): Outcome<readonly ConditionReading[]> {
  if (plan.tables.conditions.length === 0) return { result: [], findings: [] };
  const rows = lookUpRows(plan);
  const findings: Finding[] = [];
  const result = plan.tables.conditions.map((condition) => {
    const reading = readCondition(rows, book, condition, on);
    findings.push(...checkCondition(rows, reading, on));
    return reading;
  });
  return { result, findings: sortFindings(findings) };
}

function readCondition(
  rows: PlanRows,
  book: Casebook,
  condition: Condition,
  on: IsoDate,
): ConditionReading {
  const { tables } = rows.plan;
  const cases = tables.cases
    .filter((row) => row.condition === condition.id)
    .flatMap((row) => {
      const reading = readCase(rows, book, row, on);
      return "code" in reading ? [] : [reading];
    });
  const directive = rows.find("directives", condition.tranche);
  const told = cases.flatMap(listTold).sort((a, b) => (a.event.on < b.event.on ? -1 : 1));
  // Told in one case is told in all.
  const tellBy =
    cases
      .flatMap((each) => each.clocks.find((clock) => clock.code === "tell")?.due ?? [])
      .sort()
      .at(-1) ?? null;
  // A case about the tranche has no ladder of its own.
  const last = cases.findLast((each) => each.process.ladder.length > 0) ?? cases.at(-1);
  return {
    ...{ condition, cases, told },
    ladder: last === undefined ? [] : readLadder(rows, book, last),
    settlements: cases.flatMap((each) =>
      directive === undefined ? [] : (settleTranche(directive, each.decisions) ?? []),
    ),
    tell_by: tellBy,
    tell_overdue: tellBy !== null && tellBy < on,
    review_overdue: condition.review_on !== undefined && condition.review_on < on,
    off_ramps: tables.conditions.filter((row) => row.of === condition.id),
    cost_of_use: costOfUse(rows, condition),
  };
}

function listTold({ events }: CaseReading): Telling[] {
  return events.flatMap(({ event }, index) => {
    if (event.event !== "told") return [];
    const later = events.slice(index + 1).map((each) => each.event);
    const next = later.findIndex((each) => each.event === "told");
    const answer = (next < 0 ? later : later.slice(0, next)).find(
      (each) => each.event === "acknowledged",
    );
    const { addressee = "", channel = "" } = event;
    return [{ event, addressee, channel, acknowledged_on: answer?.on ?? null }];
  });
}

function costOfUse(rows: PlanRows, condition: Condition): CostOfUse {
  const steps = rows.stepsOf.get(condition.id) ?? [];
  const ids = [
    ...new Set([...condition.initiatives, ...steps.flatMap((step) => step.initiatives)]),
  ];
  return {
    access: condition.cost_access ?? null,
    program: condition.cost_program ?? null,
    third_party: condition.cost_third_party ?? null,
    termination: cents(steps.reduce((sum, step) => sum + (step.termination_cost ?? 0), 0)),
    tranche: rows.find("directives", condition.tranche)?.amount ?? cents(0),
    initiatives: ids.sort().map((id) => {
      const costs = (rows.packagesOf.get(id) ?? []).map((each) =>
        (rows.linesOf.get(each.id) ?? []).reduce((sum, line) => sum + line.amount, 0),
      );
      const least = costs.length === 0 ? 0 : Math.min(...costs);
      return { id, least: cents(least), most: cents(Math.max(0, ...costs)) };
    }),
  };
}

function checkCondition(rows: PlanRows, reading: ConditionReading, on: IsoDate): Finding[] {
  const { condition, cases, settlements, off_ramps } = reading;
  const at = { file: "conditions.csv", id: condition.id };
  const findings = cases.flatMap((each) =>
    each.events.flatMap(({ event, act }) => checkSettling(rows, each.case, act, event)),
  );
  const add = (
    code: keyof typeof caseworkFindingKinds,
    found: string,
    expected: string,
    help: string,
  ) => findings.push(report(code, at, { found, expected, help }));
  if (reading.tell_overdue) {
    const last = reading.told.at(-1)?.event.on;
    const found =
      last === undefined ? "that the partner was never told" : `the last time on ${last}`;
    add(
      "condition_tell_overdue",
      found,
      `the partner told by ${reading.tell_by}`,
      "Tell it, and record it.",
    );
  }
  if (reading.review_overdue) {
    const expected = `a review on ${condition.review_on}, before ${on}`;
    add(
      "condition_review_overdue",
      "no later day of review",
      expected,
      "Review it, and set the next day.",
    );
  }
  if (condition.kind === "redline" && reading.ladder.length > 0 && off_ramps.length === 0) {
    add(
      "condition_ramp_missing",
      "a redline without an off-ramp",
      "a condition of kind `off_ramp` that leads back from it",
      "Add the way back, so that the partner has a reason to take it.",
    );
  }
  findings.push(...checkSteps(reading, at));
  for (const settlement of settlements) {
    if (settlement.over > 0) {
      add(
        "condition_amount_over",
        "decisions on more than the tranche",
        "parts that add up to the tranche",
        "Correct the amounts by superseding a decision.",
      );
    }
    if (settlement.over_waiver > 0) {
      add(
        "condition_waiver_over",
        "a waiver of more than may be waived",
        "at most the waivable amount of the tranche",
        "Supersede the waiver; what it cannot release counts as withheld.",
      );
    }
  }
  return findings;
}

function checkSteps({ condition, ladder }: ConditionReading, at: Place): Finding[] {
  return ladder.flatMap(({ step, state, money, withholds }) => {
    const findings: Finding[] = [];
    if (money !== "free" && step.initiatives.length + condition.initiatives.length === 0) {
      findings.push(
        report("condition_money_none", at, {
          found: `the step \`${step.id}\` in force, and no initiative in it or its condition`,
          expected: "the initiatives whose money it holds",
          help: "Name them in `initiatives`; until then it holds no money.",
        }),
      );
    }
    if (state === "in_force" && withholds && money === "waits") {
      findings.push(
        report("condition_tranche_released", at, {
          found: `the step \`${step.id}\` in force, and no case that withholds the tranche`,
          expected: "both, or neither",
          help: "Take the step back, or decide in the case of the tranche to withhold it.",
        }),
      );
    }
    return findings;
  });
}
