import type { IsoDate } from "../base/fiscal.ts";
import { holdsOn } from "../law/in-force.ts";
import type { LegalMark } from "../law/law.ts";
import type { Partner } from "../plan/plan.ts";
import type { Casebook } from "./casebook.ts";
import { opening } from "./check-process.ts";
import type { DatedValue, Process, ProcessClock } from "./process.ts";
import { countDays, daysBetween, moveDays } from "./working-days.ts";

/** A clock of a case, as it stands on a day. */
export interface ClockReading {
  readonly code: string;
  readonly name: string;
  /** The authority that sets its days, where authorities do. */
  readonly authority: string | null;
  readonly kind: ProcessClock["kind"];
  readonly unit: ProcessClock["unit"];
  /** How many days it has, by the rule in force when it started. */
  readonly days: number;
  readonly cite: string;
  readonly mark: LegalMark;
  readonly says: string;
  /** What happens when it runs out. */
  readonly then: string;
  readonly state: "running" | "paused" | "ended" | "run_out";
  readonly started_on: IsoDate;
  readonly ended_on: IsoDate | null;
  readonly paused_since: IsoDate | null;
  /** Days that it has run, without its pauses. */
  readonly elapsed: number;
  /** Days that are left; negative when it is late. */
  readonly left: number;
  /** The last day of a limit, the first free day after a wait; while paused, as if it went on from the day. */
  readonly due: IsoDate;
  /** A limit that ran out before it ended. */
  readonly late: boolean;
}

/** What moves clocks: an event that counts, by its code and day. */
export interface Tick {
  readonly event: string;
  readonly on: IsoDate;
  /** The last day that it names, where it names one. */
  readonly until?: IsoDate | undefined;
  /** It was taken back: it may end a clock, and starts none. */
  readonly void: boolean;
  /** The case was closed by it. */
  readonly closes: boolean;
}

/**
 * The last run of each clock of a case that has started, as it stands on a day.
 *
 * A clock whose days authorities set runs once for each of the case's that sets other days than those before it.
 */
export function readClocks(
  book: Casebook,
  process: Process,
  partner: Partner | undefined,
  authorities: readonly string[],
  opened: IsoDate,
  ticks: readonly Tick[],
  on: IsoDate,
): readonly ClockReading[] {
  const begin: Tick = { event: opening, on: opened, void: false, closes: false };
  return process.clocks.flatMap((clock) => {
    const run = findRun(clock, [begin, ...ticks]);
    if (run === undefined || run.started > on) return [];
    if (clock.group !== undefined && groupOf(book, partner, run.started) !== clock.group) return [];
    return rulesOf(book, clock, authorities, run).map(({ rule, authority }) => ({
      ...measure(book, clock, rule, run, on),
      ...(authority === null ? {} : { authority, name: `${clock.name} (${authority})` }),
    }));
  });
}

interface ClockRule {
  readonly rule: DatedValue<number>;
  readonly authority: string | null;
}

/** The days that authorities of the case set where the clock leaves it to them and one does, or else its own. */
function rulesOf(
  book: Casebook,
  clock: ProcessClock,
  authorities: readonly string[],
  run: Run,
): readonly ClockRule[] {
  const own = new Map<string, ClockRule>();
  for (const authority of clock.by_authority === undefined ? [] : authorities) {
    const rule = book.noticeDays(authority).find((each) => holdsOn(each, run.started));
    const name = rule === undefined ? "" : `${rule.value} ${rule.mark}`;
    if (rule !== undefined && !own.has(name)) own.set(name, { rule, authority });
  }
  if (own.size > 0) return [...own.values()];
  const rule = ruleOf(clock, run);
  return rule === undefined ? [] : [{ rule, authority: null }];
}

/** The days of a clock by the rule of the day on which it started, or by what was agreed then. */
function ruleOf({ days, agreed }: ProcessClock, run: Run): DatedValue<number> | undefined {
  if (agreed === undefined) return days.find((each) => holdsOn(each, run.started));
  if (run.until === undefined || run.until < run.started) return undefined;
  const value = daysBetween(run.started, run.until);
  return { ...agreed, from: run.started, to: run.until, value };
}

/** The group of a partner on a day, `other` where it is in none. */
function groupOf(book: Casebook, partner: Partner | undefined, on: IsoDate): string {
  const name = partner?.iso3 ?? partner?.id ?? "";
  const group = book.groups.find((each) =>
    each.members.some((member) => member.partner === name && holdsOn(member, on)),
  );
  return group?.code ?? "other";
}

interface Run {
  readonly started: IsoDate;
  /** The last day that the event which started it names. */
  readonly until: IsoDate | undefined;
  /** Spells in which it ran; the last is open while it runs. */
  readonly spells: { readonly from: IsoDate; to: IsoDate | null }[];
  ended: IsoDate | null;
}

function findRun(clock: ProcessClock, ticks: readonly Tick[]): Run | undefined {
  let run: Run | undefined;
  for (const tick of ticks) {
    const spell = run?.spells.at(-1);
    if (clock.starts.includes(tick.event) && !tick.void) {
      const spells = [{ from: tick.on, to: null }];
      run = { started: tick.on, until: tick.until, spells, ended: null };
    } else if (run === undefined || run.ended !== null || spell === undefined) {
    } else if (clock.ends.includes(tick.event) || tick.closes) {
      if (spell.to === null) spell.to = tick.on;
      run.ended = tick.on;
    } else if (clock.pauses.includes(tick.event)) {
      if (spell.to === null) spell.to = tick.on;
    } else if (clock.resumes.includes(tick.event) && spell.to !== null) {
      run.spells.push({ from: tick.on, to: null });
    }
  }
  return run;
}

function measure(
  book: Casebook,
  clock: ProcessClock,
  rule: DatedValue<number>,
  run: Run,
  on: IsoDate,
): ClockReading {
  const { calendar } = book;
  const last = run.spells.at(-1);
  const paused = run.ended === null && last !== undefined && last.to !== null ? last.to : null;
  let elapsed = 0;
  let due: IsoDate | undefined;
  for (const { from, to } of run.spells) {
    // A clock is asked on days before an assumed end, too.
    const end = to ?? (on < from ? from : on);
    const days = countDays(calendar, clock.unit, from, end);
    const reaches = elapsed + days >= rule.value || to === null;
    if (due === undefined && reaches) {
      due = moveDays(calendar, clock.unit, from, rule.value - elapsed);
    }
    elapsed += days;
  }
  const left = rule.value - elapsed;
  due ??= moveDays(calendar, clock.unit, run.ended ?? on, Math.max(0, left));
  const ranOut = clock.kind === "wait" ? left <= 0 : left < 0;
  return {
    ...{ code: clock.code, name: clock.name, kind: clock.kind, unit: clock.unit },
    authority: null,
    ...{
      days: rule.value,
      cite: rule.cite,
      mark: rule.mark,
      says: rule.says,
      // biome-ignore lint/suspicious/noThenProperty: a text, which nobody awaits.
      then: clock.then,
    },
    state:
      run.ended !== null ? "ended" : ranOut ? "run_out" : paused !== null ? "paused" : "running",
    started_on: run.started,
    ended_on: run.ended,
    paused_since: paused,
    elapsed,
    left,
    due,
    late: clock.kind === "limit" && left < 0,
  };
}
