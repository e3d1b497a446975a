import { addDays, type IsoDate } from "../base/fiscal.ts";
import { holdsOn } from "../law/in-force.ts";
import type { Plan } from "../plan/plan.ts";
import type { CaseReading } from "./case-reading.ts";
import type { Casebook } from "./casebook.ts";
import { lookUpRows } from "./plan-rows.ts";
import type { Process, ProcessEvent } from "./process.ts";
import { readCase } from "./read-cases.ts";
import { daysBetween, moveDays } from "./working-days.ts";

/**
 * Calendar days from a day that cases of concurrence still to be decided usually take, by initiative and authority.
 *
 * Of a case that is not opened yet, the limits of every step from the first state to the end; of one that is open, what
 * is left of the limit that runs and the limits of the steps after it; of one that is over, none. Waits for Congress
 * are not counted here, since the law itself states them.
 */
export function usualDays(
  plan: Plan,
  book: Casebook,
  on: IsoDate,
): (initiative: string) => ReadonlyMap<string, number> {
  const unopened = new Map<string, number>();
  for (const process of [...book.processes.values()].filter(isConcurrence)) {
    const days = daysOfPath(book, process, process.first, on);
    // Of two processes for one authority, the quicker; which of them it will be is not known yet.
    for (const code of process.accounts) {
      unopened.set(code, Math.min(days, unopened.get(code) ?? days));
    }
  }
  const rows = lookUpRows(plan);
  const open = new Map<string, Map<string, number>>();
  for (const row of plan.tables.cases) {
    const { initiative } = row;
    const process = book.processes.get(row.process);
    if (initiative === undefined || process === undefined || !isConcurrence(process)) continue;
    const reading = readCase(rows, book, row, on);
    if ("code" in reading) continue;
    const own = open.get(initiative) ?? new Map(unopened);
    for (const code of process.accounts) own.set(code, daysLeft(book, reading, on));
    open.set(initiative, own);
  }
  return (initiative) => open.get(initiative) ?? unopened;
}

function isConcurrence({ kind }: Pick<Process, "kind">): boolean {
  return kind === "concurrence";
}

function daysLeft(book: Casebook, reading: CaseReading, on: IsoDate): number {
  if (reading.state.closed) return 0;
  const running = reading.clocks
    .filter(({ kind, state }) => kind === "limit" && (state === "running" || state === "paused"))
    .map(({ due }) => daysBetween(on, due));
  const left = Math.max(0, ...running);
  return left + daysOfPath(book, reading.process, reading.state.code, addDays(on, left));
}

/** The limits of the steps from a state to where the money is free, one after the other, begun on a day. */
function daysOfPath(book: Casebook, process: Process, state: string, on: IsoDate): number {
  const path = findPath(process, state);
  let day = on;
  for (const [index, act] of path.entries()) {
    const after = path.slice(index + 1).map(({ code }) => code);
    const clock = process.clocks.find(
      ({ kind, starts, ends }) =>
        kind === "limit" && starts.includes(act.code) && ends.some((end) => after.includes(end)),
    );
    const limit = clock?.days.find((each) => holdsOn(each, day));
    if (clock === undefined || limit === undefined) continue;
    day = moveDays(book.calendar, clock.unit, day, limit.value);
  }
  return daysBetween(on, day);
}

/** The fewest acts from a state to one in which the money is free; none where there is no way. */
function findPath(process: Process, from: string): readonly ProcessEvent[] {
  const free = new Set(process.states.filter(({ money }) => money === "free").map((s) => s.code));
  const paths: { readonly at: string; readonly acts: readonly ProcessEvent[] }[] = [
    { at: from, acts: [] },
  ];
  const seen = new Set([from]);
  for (const { at, acts } of paths) {
    if (free.has(at)) return acts;
    for (const act of process.events) {
      if (act.to === null || seen.has(act.to)) continue;
      if (act.from.length > 0 && !act.from.includes(at)) continue;
      seen.add(act.to);
      paths.push({ at: act.to, acts: [...acts, act] });
    }
  }
  return [];
}
