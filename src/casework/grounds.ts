import type { CaseReading, DecisionReading } from "./case-reading.ts";
import { factsIn } from "./facts.ts";

/** What a decision or signature of a case rests on, in words: evidence, what was signed, what other offices said. */
export function sayGrounds(reading: CaseReading, decision: DecisionReading): string {
  const { event } = decision;
  const facts = [...(factsIn(event)?.keys() ?? [])];
  const notice = facts.some((name) => name.startsWith("notices/"));
  const grounds = [
    ...(event.evidence.length === 0 ? [] : [`evidence ${event.evidence.join(", ")}`]),
    ...(event.answers === undefined ? [] : ["its answers to the criteria"]),
    ...(facts.length === 0
      ? []
      : [`${facts.length} facts of the package${notice ? ", the notice among them" : ""}`]),
    ...listSaid(reading, decision),
  ];
  return grounds.length === 0 ? "its reason alone" : grounds.join("; ");
}

/** What offices said or answered since the decision before, which changed nothing by itself. */
function listSaid({ events }: CaseReading, { event: of }: DecisionReading): string[] {
  const index = events.findIndex(({ event }) => event.id === of.id);
  const before = events.slice(0, index);
  const last = before.findLastIndex(({ act }) => act.decision && act.delay === null);
  return before
    .slice(last + 1)
    .filter(({ event, act }) => !act.signs && act.delay === null && event.reason !== undefined)
    .map(({ event, act }) => `${act.name} by ${event.office} of ${event.on}`);
}
