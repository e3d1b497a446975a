import { type Finding, reporter } from "../base/findings.ts";
import type { Cents } from "../base/money.ts";
import { assessmentFindingKinds } from "./assessment-finding-kinds.ts";
import type { Facts } from "./facts.ts";

/** The parts of an assessment. */
export type AssessmentPart =
  | "feasibility"
  | "overlap"
  | "balance"
  | "domains"
  | "assumptions"
  | "leverage";

/** Something that the assessment found, before anybody's verdict is read. */
export interface Concern {
  readonly part: AssessmentPart;
  readonly finding: Finding;
  /** What it is about: a key that stays the same while its facts change. With the code it is unique. */
  readonly subject: string;
  readonly facts: Facts;
  /** The partner that it is about; `null` where it is about the whole plan. */
  readonly partner: string | null;
  /** The initiatives that it is about, sorted. */
  readonly initiatives: readonly string[];
  /** What is asked at most for them.   Unit: US cents. */
  readonly amount: Cents;
}

/** Makes findings of the assessment. */
export const reportAssessment = reporter(assessmentFindingKinds);
