import { addDays, type IsoDate } from "../base/fiscal.ts";
import { holdsOn } from "../law/in-force.ts";
import type { Plan } from "../plan/plan.ts";
import type { CaseReading } from "./case-reading.ts";
import type { Casebook } from "./casebook.ts";
import { initiativesOf, lookUpRows } from "./plan-rows.ts";
import type { Process, ProcessEvent } from "./process.ts";
import { readCase } from "./read-cases.ts";
import { daysBetween, moveDays } from "./working-days.ts";

/**
 * Calendar days from a day that what is still to be decided usually takes, by initiative and authority.
 *
 * Concurrence and the vetting of units run side by side, and the longer of the two counts; then comes the case that
 * builds partner capacity, where one is open. Of a case of concurrence that is not opened yet, the limits of every step
 * from the first state to the end; of any case that is open, what is left of the limit that runs and the limits of the
 * steps after it; of one that is over, none. Waits for Congress are not counted here, since the law itself states them.
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
  const open = readOpenDays(plan, book, on);
  const all = new Map<string, ReadonlyMap<string, number>>();
  for (const { id, accounts, units } of plan.tables.initiatives) {
    const vetting = Math.max(0, ...units.map((unit) => open.vetting.get(unit) ?? 0));
    const concurrence = open.concurrence.get(id);
    const transfer = open.transfer.get(id);
    if (vetting === 0 && concurrence === undefined && transfer === undefined) continue;
    const codes = new Set([...unopened.keys(), ...accounts, ...(transfer?.keys() ?? [])]);
    const own = [...codes].map((code) => {
      const concurred = concurrence?.get(code) ?? unopened.get(code) ?? 0;
      return [code, Math.max(concurred, vetting) + (transfer?.get(code) ?? 0)] as const;
    });
    all.set(id, new Map(own));
  }
  return (initiative) => all.get(initiative) ?? unopened;
}
/** What cases that are open usually still take: of vetting by unit, of the others by initiative and authority. */
interface OpenDays {
  readonly vetting: Map<string, number>;
  readonly concurrence: Map<string, Map<string, number>>;
  readonly transfer: Map<string, Map<string, number>>;
}

function readOpenDays(plan: Plan, book: Casebook, on: IsoDate): OpenDays {
  const found: OpenDays = { vetting: new Map(), concurrence: new Map(), transfer: new Map() };
  const rows = lookUpRows(plan);
  for (const row of plan.tables.cases) {
    const process = book.processes.get(row.process);
    if (process === undefined) continue;
    const { kind, accounts } = process;
    // A transfer that no account pays is bought by the partner, whose money does not end.
    if (kind === "condition" || (kind === "transfer" && accounts.length === 0)) continue;
    const reading = readCase(rows, book, row, on);
    if ("code" in reading) continue;
    const days = daysLeft(book, reading, on);
    if (kind === "vetting") {
      if (row.unit !== undefined) raise(found.vetting, row.unit, days);
      continue;
    }
    for (const { id } of initiativesOf(rows, row)) {
      const own = found[kind].get(id) ?? new Map<string, number>();
      for (const code of accounts) {
        if (kind === "concurrence") own.set(code, days);
        else raise(own, code, days);
      }
      found[kind].set(id, own);
    }
  }
  return found;
}

function raise(most: Map<string, number>, key: string, days: number): void {
  most.set(key, Math.max(days, most.get(key) ?? 0));
}

function isConcurrence({ kind }: Pick<Process, "kind">): boolean {
  return kind === "concurrence";
}

function daysLeft(book: Casebook, reading: CaseReading, on: IsoDate): number {
  if (reading.state.money !== "waits") return 0;
  const path = findPath(reading.process, reading.state.code).map(({ code }) => code);
  // Another limit, such as that of a report, does not keep the money.
  const ending = reading.process.clocks
    .filter(({ ends }) => ends.some((end) => path.includes(end)))
    .map(({ code }) => code);
  const running = reading.clocks
    .filter(({ kind, state }) => kind === "limit" && (state === "running" || state === "paused"))
    .filter(({ code }) => ending.includes(code))
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
