import type { IsoDate } from "../../base/fiscal.ts";
import type { CaseEvent } from "../../plan/plan.ts";
import type { CaseReading } from "../case-reading.ts";
import type { Process } from "../process.ts";
import { daysBetween } from "./end-use.ts";

/** A stretch of a case's life: in which state it was, who had it, for how long. */
export interface Spell {
  readonly state: string;
  readonly name: string;
  readonly from: IsoDate;
  /** The day on which it ended; nothing while it lasts. */
  readonly to: IsoDate | null;
  /** Calendar days, up to the day of reading. */
  readonly days: number;
  /** Who had it: the offices that must act in the state, or whom a question was put to. */
  readonly held_by: readonly string[];
  /** A question was outstanding. */
  readonly asked: boolean;
}

/** Who had a case for how long: an office by code and name, or whom a question was put to. */
export interface Holder {
  readonly holder: string;
  readonly name: string;
  readonly days: number;
}

/** How old a case is, and who had it for how long. */
export interface Ageing {
  /** Calendar days since it was opened, or that it was open. */
  readonly days: number;
  readonly spells: readonly Spell[];
  /** Days by holder, the longest first; a day that two offices share counts for both. */
  readonly by_holder: readonly Holder[];
}

/**
 * Who had a case for how long: the cause of its delay.
 *
 * While a question is outstanding, the case lies with whom it was put to.
 */
export function readAgeing(reading: CaseReading): Ageing {
  const { process, on } = reading;
  const spells: Spell[] = [];
  let from = reading.case.opened_on;
  let code = process.first;
  let asked: readonly string[] | null = null;
  const end = (to: IsoDate | null): void => {
    const state = process.states.find((each) => each.code === code);
    const days = Math.max(0, daysBetween(from, to ?? on));
    const held_by = asked ?? state?.next ?? [];
    if (to === null || days > 0) {
      spells.push({
        state: code,
        name: state?.name ?? code,
        from,
        to,
        days,
        held_by,
        asked: asked !== null,
      });
    }
  };
  for (const { event, to } of reading.events) {
    const next = holdersAfter(process, event, asked);
    if (to === code && next === asked) continue;
    end(event.on);
    from = event.on;
    code = to;
    asked = next;
  }
  // A lapse or an expiry moves a case without an event.
  if (code !== reading.state.code) {
    end(reading.since);
    from = reading.since;
    code = reading.state.code;
    asked = null;
  }
  end(reading.closed ? from : null);
  return {
    days: spells.reduce((sum, spell) => sum + spell.days, 0),
    spells,
    by_holder: sum(reading, spells),
  };
}

/** With whom a case lies after an event that stops or starts its clocks; nobody but the offices of its state: null. */
function holdersAfter(
  process: Process,
  event: CaseEvent,
  before: readonly string[] | null,
): readonly string[] | null {
  const { clocks, events } = process;
  if (clocks.some((clock) => clock.resumes.includes(event.event))) return null;
  const clock = clocks.find((each) => each.pauses.includes(event.event));
  if (clock === undefined) return before;
  if (event.addressee !== undefined) return [event.addressee];
  // The lists are parallel: what stops a clock, and what lets it go on.
  const resuming = clock.resumes[clock.pauses.indexOf(event.event)];
  const by = events.find((each) => each.code === resuming)?.by ?? [];
  return by.includes(event.office) ? [event.office] : by;
}

function sum({ process }: CaseReading, spells: readonly Spell[]): readonly Holder[] {
  const days = new Map<string, number>();
  for (const spell of spells) {
    for (const holder of spell.held_by) days.set(holder, (days.get(holder) ?? 0) + spell.days);
  }
  return [...days]
    .map(([holder, count]) => ({
      holder,
      name: process.offices.find((office) => office.code === holder)?.name ?? holder,
      days: count,
    }))
    .sort((a, b) => b.days - a.days || (a.holder < b.holder ? -1 : 1));
}
