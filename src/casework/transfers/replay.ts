import type { CaseEvent } from "../../plan/plan.ts";
import { answersOf, type OfficeAnswer, type Ruling } from "./checklist.ts";
import type { ArmsPolicy, Criterion } from "./policies.ts";

/** A criterion of either version, and what becomes of the answers to it. */
export interface ReplayRow {
  readonly criterion: Criterion;
  /** `same`: asked by both. `stricter`, `looser`: a like test, harder or easier to meet. */
  readonly kind: "same" | "new" | "dropped" | "stricter" | "looser";
  /** The criterion of the first version whose answers were carried over. */
  readonly from: string | null;
  /** Answers that hold under the second version too. */
  readonly carried: readonly OfficeAnswer[];
  /** Under the second version somebody has to answer it. */
  readonly open: boolean;
  readonly says: string;
}

/** A case judged under one version of the policy, looked at under another. Nothing is decided by it. */
export interface Replay {
  readonly from: string;
  readonly to: string;
  readonly rows: readonly ReplayRow[];
  readonly new: readonly string[];
  readonly dropped: readonly string[];
  readonly open: readonly string[];
  /** `bars`: the answers given would bar it. `open`: it could not be decided yet. `stands`: nothing asks otherwise. */
  readonly outcome: "bars" | "open" | "stands";
  readonly says: string;
}

/**
 * What the answers given under one version of the policy would mean under another.
 *
 * Answers to a criterion that both versions ask are carried over. To a stricter test only an adverse answer is
 * carried: who knows that arms will be misused also finds it likely, and who does not know it may still find it
 * likely. To a looser test only the others are carried.
 */
export function replayUnder(
  from: ArmsPolicy,
  to: ArmsPolicy,
  events: readonly CaseEvent[],
  decided: Ruling | null,
): Replay {
  const { answers } = answersOf(events);
  const rows = [
    ...to.criteria.map((criterion) => carry(criterion, from, answers)),
    ...from.criteria
      .filter((each) => !isAsked(each, to))
      .map(
        (criterion): ReplayRow => ({
          ...{ criterion, kind: "dropped", from: criterion.code, carried: [], open: false },
          says: `\`${to.code}\` does not ask it.`,
        }),
      ),
  ];
  const asked = rows.filter((row) => row.kind !== "dropped");
  const bars = asked.filter(
    (row) =>
      row.criterion.kind === "bars" && row.carried.some((answer) => answer.answer === "adverse"),
  );
  const open = asked.filter((row) => row.open).map((row) => row.criterion.code);
  const outcome = bars.length > 0 ? "bars" : open.length > 0 ? "open" : "stands";
  return {
    ...{ from: from.code, to: to.code, rows, open, outcome },
    new: rows.filter((row) => row.kind === "new").map((row) => row.criterion.code),
    dropped: rows.filter((row) => row.kind === "dropped").map((row) => row.criterion.code),
    says: sayOutcome(
      to,
      outcome,
      open,
      bars.map((row) => row.criterion.code),
      decided,
    ),
  };
}

/** Whether the other version asks it, or a stricter or looser form of it. */
function isAsked(criterion: Criterion, other: ArmsPolicy): boolean {
  return other.criteria.some(
    (each) =>
      each.code === criterion.code ||
      each.stricter_than === criterion.code ||
      criterion.stricter_than === each.code,
  );
}

function carry(
  criterion: Criterion,
  from: ArmsPolicy,
  answers: readonly OfficeAnswer[],
): ReplayRow {
  const given = (code: string) => answers.filter((each) => each.criterion === code);
  // Who has answered the very criterion has answered it, whichever version was in force.
  const own = given(criterion.code);
  const twin = from.criteria.find((each) => each.code === criterion.code);
  if (twin !== undefined) return rowOf(criterion, "same", twin.code, own);
  const looser = from.criteria.find((each) => each.code === criterion.stricter_than);
  if (looser !== undefined) {
    const carried = given(looser.code).filter((each) => each.answer === "adverse");
    return rowOf(criterion, "stricter", looser.code, [...own, ...carried]);
  }
  const stricter = from.criteria.find((each) => each.stricter_than === criterion.code);
  if (stricter !== undefined) {
    const carried = given(stricter.code).filter((each) => each.answer !== "adverse");
    return rowOf(criterion, "looser", stricter.code, [...own, ...carried]);
  }
  return rowOf(criterion, "new", null, own);
}

const kindWords = {
  same: "Both versions ask it; the answers hold.",
  new: "The version asks it anew.",
  dropped: "The version does not ask it.",
  stricter: "The test is stricter: only an adverse answer holds, every other must be given again.",
  looser: "The test is looser: an adverse answer must be given again, every other holds.",
} as const;

function rowOf(
  criterion: Criterion,
  kind: ReplayRow["kind"],
  from: string | null,
  carried: readonly OfficeAnswer[],
): ReplayRow {
  const open = carried.length === 0;
  const says = open ? `${kindWords[kind]} Nobody has answered it.` : kindWords[kind];
  return { criterion, kind, from, carried, open, says };
}

function sayOutcome(
  to: ArmsPolicy,
  outcome: Replay["outcome"],
  open: readonly string[],
  bars: readonly string[],
  decided: Ruling | null,
): string {
  if (outcome === "bars")
    return `Under \`${to.code}\` the answers given would bar it: ${bars.join(", ")}.`;
  if (outcome === "open") {
    return `Under \`${to.code}\` it could not be decided yet; to be answered: ${open.join(", ")}.`;
  }
  return decided === null
    ? `Under \`${to.code}\` every criterion is answered.`
    : `Under \`${to.code}\` every criterion is answered, and none asks for another decision.`;
}
