import type { IsoDate } from "../base/fiscal.ts";
import type { LawBook } from "../law/book.ts";
import type { Hold } from "../law/hold.ts";
import type { Plan } from "../plan/plan.ts";
import type { CaseReading } from "./case-reading.ts";
import type { Casebook } from "./casebook.ts";
import { readLadder } from "./ladder.ts";
import { initiativesOf, lookUpRows, type PlanRows } from "./plan-rows.ts";
import { holdsOfPreconditions } from "./preconditions.ts";
import { readCase } from "./read-cases.ts";
import { holdsOfVetting } from "./vetting/holds-of-vetting.ts";

/**
 * All money of a plan that its cases and preconditions block or keep waiting on a day.
 *
 * Cases come in the order of their table, then the vetting of units, then preconditions. A state that blocks by a rule
 * from knowledge only makes the money wait; a decision of people blocks.
 */
export function listHolds(plan: Plan, book: Casebook, law: LawBook, on: IsoDate): readonly Hold[] {
  const { cases, preconditions, units } = plan.tables;
  if (cases.length + preconditions.length + units.length === 0) return [];
  const rows = lookUpRows(plan);
  const readings: CaseReading[] = [];
  const ofCases = cases.flatMap((row) => {
    const reading = readCase(rows, book, row, on);
    if (!("code" in reading)) {
      readings.push(reading);
      return holdsOfCase(rows, book, reading);
    }
    // Of a process that nobody knows, nothing is known to be free.
    return initiativesOf(rows, row).map((initiative) => ({
      ...empty(row.id, initiative.id),
      effect: "waiting" as const,
      because: `The process \`${row.process}\` of the case \`${row.id}\` is unknown.`,
    }));
  });
  return [
    ...ofCases,
    ...holdsOfVetting(plan, book, law, on, readings),
    ...holdsOfPreconditions(rows, on),
  ];
}

function empty(caseId: string, initiative: string) {
  return {
    initiative,
    ...{ packages: [], lines: [], accounts: [], not_before: null, assumed: false },
    ...{ row: `cases/${caseId}`, citation: "", mark: "unsure" as const },
  };
}

/** The money that one case blocks or keeps waiting. Cases of vetting hold lines of their units, not whole initiatives. */
export function holdsOfCase(rows: PlanRows, book: Casebook, reading: CaseReading): readonly Hold[] {
  const { kind } = reading.process;
  if (kind === "vetting") return [];
  if (kind === "condition") return holdsOfSteps(rows, book, reading);
  return initiativesOf(rows, reading.case).flatMap((initiative) => {
    const { accounts } = reading.process;
    const paying = initiative.accounts.filter((code) => accounts.includes(code));
    // The case decides none of the accounts that pay: see the finding `case_money_none`.
    if (accounts.length > 0 && paying.length === 0) return [];
    const hold = holdOfState(reading, initiative.id);
    return hold === null ? [] : [{ ...hold, accounts: accounts.length === 0 ? [] : paying }];
  });
}

function holdOfState(reading: CaseReading, initiative: string): Hold | null {
  const { state, since, assumed } = reading;
  const named = `\`${reading.case.id}\` (${reading.case.name})`;
  const base = {
    ...empty(reading.case.id, initiative),
    ...{ assumed, citation: state.cite || (reading.process.cites[0] ?? ""), mark: state.mark },
  };
  if (state.money === "free") {
    if (!assumed) return null;
    const because = `${named} is assumed to be \`${state.code}\` from ${since}.`;
    return { ...base, effect: "waiting", not_before: since > reading.on ? since : null, because };
  }
  const who = reading.waits_for.map((office) => office.name).join(" or ");
  const next = who === "" ? state.meaning : `Next: ${who}. ${state.otherwise}`;
  const because = `${named} is \`${state.code}\` since ${since}. ${next}`.trim();
  if (state.money === "blocked" && (state.mark === "checked" || isDecided(reading))) {
    return { ...base, effect: "blocked", because };
  }
  const waits = reading.clocks
    .filter((clock) => clock.kind === "wait" && clock.mark === "checked")
    .filter((clock) => clock.state === "running" || clock.state === "paused")
    .map((clock) => clock.due)
    .sort();
  return { ...base, effect: "waiting", not_before: waits.at(-1) ?? null, because };
}

/** Whether people decided that the case be in its state, or took it back themselves. */
function isDecided(reading: CaseReading): boolean {
  const last = reading.events.filter((each) => each.to !== each.from).at(-1);
  return last !== undefined && last.to === reading.state.code && last.act.decision;
}

function holdsOfSteps(rows: PlanRows, book: Casebook, reading: CaseReading): Hold[] {
  const condition = rows.find("conditions", reading.case.condition);
  if (condition === undefined) return [];
  return readLadder(rows, book, reading)
    .filter((each) => each.state === "in_force" && each.money !== "free")
    .flatMap((each) => {
      const { step } = each;
      const ids = step.initiatives.length > 0 ? step.initiatives : condition.initiatives;
      const until = each.until === null ? "" : ` until ${each.until}`;
      return ids.map(
        (id): Hold => ({
          ...empty(reading.case.id, id),
          effect: each.money === "blocked" ? "blocked" : "waiting",
          assumed: each.assumed,
          citation: step.authority,
          because: `Step ${step.number} of \`${condition.id}\` (${condition.name}), \`${step.action}\`, is in force since ${each.since}${until}. The way back: ${step.way_back}`,
        }),
      );
    });
}
