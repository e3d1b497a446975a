import { compareText } from "../../base/findings.ts";
import type { IsoDate } from "../../base/fiscal.ts";
import type { CaseEvent } from "../../plan/plan.ts";
import type { DecisionReading } from "../case-reading.ts";
import type { ArmsPolicy, Criterion } from "./policies.ts";

/** What an office says to a criterion. To a criterion that bars, `adverse` says that it bars. */
export type AnswerWord = "favorable" | "neutral" | "adverse";

/** The words in which a criterion is answered. */
export const answerWords: readonly AnswerWord[] = ["favorable", "neutral", "adverse"];

/** One answer to one criterion, as `events.answers` holds a list of them. */
export interface Answer {
  readonly criterion: string;
  readonly answer: AnswerWord;
  readonly note: string;
}

/** Answers from the text of an event; nothing when it is no such text. */
export function parseAnswers(text: string): readonly Answer[] | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!Array.isArray(value)) return null;
  const answers = value.map(answerOf);
  return answers.includes(null) ? null : (answers as readonly Answer[]);
}

function answerOf(value: unknown): Answer | null {
  if (typeof value !== "object" || value === null) return null;
  const { criterion, answer, note = "" } = value as Readonly<Record<string, unknown>>;
  const word = answerWords.find((each) => each === answer);
  if (typeof criterion !== "string" || word === undefined || typeof note !== "string") return null;
  return { criterion, answer: word, note };
}

/** Answers as the text that an event holds, sorted by criterion.   The inverse of {@link parseAnswers}. */
export function formatAnswers(answers: readonly Answer[]): string {
  const sorted = [...answers].sort((a, b) => compareText(a.criterion, b.criterion));
  return JSON.stringify(
    sorted.map(({ criterion, answer, note }) => ({ criterion, answer, ...(note && { note }) })),
  );
}

/** An answer with the office that gave it. */
export interface OfficeAnswer extends Answer {
  readonly office: string;
  readonly event: string;
  readonly on: IsoDate;
}

/** Where a criterion stands: who answered what. `disputed`: some speak against it, and others do not. */
export interface CriterionReading {
  readonly criterion: Criterion;
  /** The latest answer of each office. */
  readonly answers: readonly OfficeAnswer[];
  readonly state: "unanswered" | "agreed" | "disputed";
}

/** What an office or a decision comes to. */
export type Position = "approve" | "provisos" | "deny";

/** The advice of an office, kept however the case ends. */
export interface Advice {
  readonly office: string;
  readonly event: string;
  readonly on: IsoDate;
  readonly position: Position;
  readonly reason: string;
  /** It advises otherwise than was decided. */
  readonly dissents: boolean;
  /** The same office advised again later. */
  readonly replaced: boolean;
}

/** The decision of a case, as its last one stands. */
export interface Ruling {
  readonly event: string;
  readonly on: IsoDate;
  readonly office: string;
  readonly position: Position;
  readonly reason: string;
  readonly rule_version: string | undefined;
}

/** The criteria of a policy against what the offices answered. */
export interface ChecklistReading {
  readonly policy: ArmsPolicy;
  readonly criteria: readonly CriterionReading[];
  readonly advice: readonly Advice[];
  readonly decided: Ruling | null;
  /** Conditions that were set with the approval, in the words of the decision. */
  readonly provisos: readonly string[];
  readonly unanswered: readonly string[];
  /** Criteria that bar the transfer by the latest answer of an office. */
  readonly barred_by: readonly OfficeAnswer[];
  /** Answers to criteria that this version does not ask. */
  readonly beside: readonly OfficeAnswer[];
  /** Events whose answers cannot be read. */
  readonly broken: readonly string[];
}

const advised: Readonly<Record<string, Position>> = {
  advise_approve: "approve",
  advise_provisos: "provisos",
  advise_deny: "deny",
};

const decides: Readonly<Record<string, Position>> = {
  approve: "approve",
  approve_provisos: "provisos",
  deny: "deny",
};

/** The last decision on a transfer that stands: none that was superseded, or whose signature lapsed. */
export function decisionOf(decisions: readonly DecisionReading[]): Ruling | null {
  const standing = decisions.filter((each) => each.status === "stands");
  const last = [...standing].reverse().find((each) => decides[each.act.code] !== undefined)?.event;
  const position = decides[last?.event ?? ""];
  if (last === undefined || position === undefined) return null;
  return {
    ...{ event: last.id, on: last.on, office: last.office, position, reason: last.reason ?? "" },
    rule_version: last.rule_version,
  };
}

/** The criteria of a policy against the events of a case that count, in their order, and what was decided. */
export function readChecklist(
  policy: ArmsPolicy,
  events: readonly CaseEvent[],
  decided: Ruling | null,
): ChecklistReading {
  const { answers, broken } = answersOf(events);
  const criteria = policy.criteria.map((criterion) =>
    readCriterion(
      criterion,
      answers.filter((each) => each.criterion === criterion.code),
    ),
  );
  const asked = new Set(policy.criteria.map((each) => each.code));
  return {
    ...{ policy, criteria, decided, broken, advice: adviceOf(events, decided) },
    provisos: decided?.position === "provisos" ? [decided.reason] : [],
    unanswered: criteria
      .filter((each) => each.state === "unanswered")
      .map((each) => each.criterion.code),
    barred_by: criteria
      .filter((each) => each.criterion.kind === "bars")
      .flatMap((each) => each.answers.filter((answer) => answer.answer === "adverse")),
    beside: answers.filter((each) => !asked.has(each.criterion)),
  };
}

/** The latest answer of each office to each criterion, and the events whose answers cannot be read. */
export function answersOf(events: readonly CaseEvent[]): {
  readonly answers: readonly OfficeAnswer[];
  readonly broken: readonly string[];
} {
  const latest = new Map<string, OfficeAnswer>();
  const broken: string[] = [];
  for (const event of events) {
    if (event.answers === undefined) continue;
    const answers = parseAnswers(event.answers);
    if (answers === null) broken.push(event.id);
    for (const answer of answers ?? []) {
      const { office, id, on } = event;
      latest.set(`${answer.criterion}\0${office}`, { ...answer, office, event: id, on });
    }
  }
  const answers = [...latest.values()].sort(
    (a, b) => compareText(a.criterion, b.criterion) || compareText(a.office, b.office),
  );
  return { answers, broken };
}

function readCriterion(criterion: Criterion, answers: readonly OfficeAnswer[]): CriterionReading {
  const adverse = answers.filter((each) => each.answer === "adverse").length;
  // Favorable beside neutral is no dispute: nobody speaks against it.
  const disputed = adverse > 0 && adverse < answers.length;
  const state = answers.length === 0 ? "unanswered" : disputed ? "disputed" : "agreed";
  return { criterion, answers, state };
}

function adviceOf(events: readonly CaseEvent[], decided: Ruling | null): readonly Advice[] {
  const given = events.flatMap((event) => {
    const position = advised[event.event];
    return position === undefined ? [] : [{ event, position }];
  });
  return given.map(({ event, position }, index) => ({
    ...{ office: event.office, event: event.id, on: event.on, position },
    reason: event.reason ?? "",
    replaced: given.slice(index + 1).some((later) => later.event.office === event.office),
    // Approval with and without provisos differ in words only where nobody advised against.
    dissents: decided !== null && (position === "deny") !== (decided.position === "deny"),
  }));
}
