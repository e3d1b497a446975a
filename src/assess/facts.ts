import { compareText } from "../base/findings.ts";

/** What a finding rests on: a fact's name, such as `initiatives/boats/cost`, and its text as files write it. */
export type Facts = Readonly<Record<string, string>>;

/** A fact that differs from what a verdict saw; `null` where there was, or is, none. */
export interface FactChange {
  readonly fact: string;
  readonly before: string | null;
  readonly now: string | null;
}

/** Facts as one text, the same in any order: what a verdict keeps of what it saw. */
export function writeFacts(facts: Facts): string {
  const parts = Object.keys(facts)
    .sort(compareText)
    .map((name) => `${JSON.stringify(name)}:${JSON.stringify(facts[name])}`);
  return `{${parts.join(",")}}`;
}

/** The facts in a text; nothing where it is not what {@link writeFacts} writes. */
export function readFacts(text: string): Facts | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return null;
  const entries = Object.entries(value);
  return entries.every(([, each]) => typeof each === "string")
    ? (Object.fromEntries(entries) as Facts)
    : null;
}

/** What differs between facts that were seen and those of now, by name. */
export function compareFacts(before: Facts, now: Facts): readonly FactChange[] {
  const names = [...new Set([...Object.keys(before), ...Object.keys(now)])].sort(compareText);
  return names.flatMap((fact) => {
    const was = before[fact] ?? null;
    const is = now[fact] ?? null;
    return was === is ? [] : [{ fact, before: was, now: is }];
  });
}
