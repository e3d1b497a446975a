import type { AnswerOf } from "../../../api/client.ts";

/** Everything about one case, as the API tells it. */
export type CaseAnswer = AnswerOf<"readCase">;
/** A case in a list. */
export type CaseSummary = CaseAnswer["case"];
/** A clock of a case. */
export type CaseClock = CaseAnswer["clocks"][number];
/** Something that may happen next in a case. */
export type NextAct = CaseAnswer["next"][number];
/** Something that happened in a case. */
export type CaseEvent = CaseAnswer["events"][number];
/** The cases of a plan on a day. */
export type CaseList = AnswerOf<"listCases">;
/** A day of the calendar of clocks. */
export type CalendarEntry = AnswerOf<"readCalendar">["entries"][number];

/** Kinds of cases, as readers call them. */
export const kindWords: Readonly<Record<CaseSummary["kind"], string>> = {
  concurrence: "Concurrence",
  transfer: "Arms transfer",
  vetting: "Vetting",
  condition: "Condition",
};

/** What a case does to the money that hangs on it. */
export const moneyWords: Readonly<Record<CaseSummary["money"], string>> = {
  free: "Free",
  waits: "Waits",
  blocked: "Blocked",
};

const dayFormat = new Intl.DateTimeFormat("en-US", { dateStyle: "medium", timeZone: "UTC" });

/** A day as a person reads it: `Jan 5, 2021`. */
export function showDay(day: string): string {
  return dayFormat.format(new Date(`${day}T00:00:00Z`));
}

/** The offices that must act next, in one line. */
export function showOffices(offices: readonly { readonly name: string }[]): string {
  return offices.map(({ name }) => name).join(", or ");
}

const one = (count: number, unit: CaseClock["unit"]) =>
  `${count} ${unit === "working" ? "working day" : "day"}${count === 1 ? "" : "s"}`;

/** How a clock stands, in a few words: `4 working days left`, `3 days late`, `stands still since Jan 5, 2021`. */
export function showClock(clock: CaseClock): string {
  if (clock.ended_on !== null) return `ended ${showDay(clock.ended_on)}`;
  if (clock.state === "paused" && clock.paused_since !== null) {
    return `stands still since ${showDay(clock.paused_since)}, ${one(Math.max(0, clock.left), clock.unit)} left`;
  }
  if (clock.kind === "wait") {
    return clock.left <= 0 ? "run out: the way is free" : `${one(clock.left, clock.unit)} to wait`;
  }
  if (clock.left < 0) return `${one(-clock.left, clock.unit)} late`;
  return clock.left === 0 ? "due today" : `${one(clock.left, clock.unit)} left`;
}

/** The earlier of the days on which a case falls due; nothing where no day is set and no limit runs. */
export function dueOf({ clock, due_on }: CaseSummary): string | null {
  const days = [clock?.due, due_on ?? undefined].filter((day) => day !== undefined).sort();
  return days[0] ?? null;
}

/** A field of an event as a person reads it. */
export function fieldWords(field: string): string {
  const known: Readonly<Record<string, string>> = {
    until: "Counts until",
    addressee: "Whom",
    channel: "How they were told",
    amount: "Amount, US dollars",
    step: "Step of the ladder",
    supersedes: "In place of",
    rule_version: "Under the rule version",
  };
  const words = field.replaceAll("_", " ");
  return known[field] ?? `${words[0]?.toUpperCase()}${words.slice(1)}`;
}

/** The text of a fact as a person reads it: amounts with separators, other texts as they are. */
export function showFact(field: string, text: string | null): string {
  if (text === null) return "nothing";
  if (/amount|_cost$/.test(field) && /^\d+(\.\d+)?$/.test(text)) {
    return `$${Number(text).toLocaleString("en-US")}`;
  }
  return text;
}

/** Whether an act is refused for everybody as things stand: the package lacks something, or the law bars it. */
export function isStopped({ lacks, bars }: Pick<NextAct, "lacks" | "bars">): boolean {
  return [...lacks, ...bars].some(({ blocks }) => blocks);
}

/** The rules of the law that bar an act; empty where none does. */
export function sayBarred({ bars }: Pick<NextAct, "bars">): string {
  const rules = bars.filter(({ blocks }) => blocks).map(({ rule }) => rule);
  return rules.length === 0 ? "" : `The law bars it: ${rules.join(", ")}.`;
}
