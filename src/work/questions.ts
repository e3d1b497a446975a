import type { Allocation } from "../allocate/allocation.ts";
import type { Stamp } from "../allocate/answers.ts";
import type { SweepRow } from "../allocate/explore/sweep-run.ts";
import type { AllocateResult, JobResults } from "../api/job-results.ts";
import type { Finding } from "../base/findings.ts";
import type { Plan, Scenario } from "../plan/plan.ts";
import type { Briefing } from "../report/briefing.ts";
import type { Comparison } from "../report/compare.ts";
import type { SolveOptions } from "./solve-plan.ts";

/** A plan as it is sent to a thread, which has the law already. */
export interface SentPlan {
  /** The plan under its scenario, with what is tried on it. */
  readonly plan: Plan;
  readonly scenario: string | null;
  /** The scenarios that may be named, at least that one. */
  readonly scenarios: readonly Scenario[];
}

/** An allocation as it is kept, with the plan that it was worked out on: enough to ask about it again. */
export interface KeptAllocation {
  /** A {@link SentPlan} as JSON. */
  readonly input: string;
  readonly allocation: Allocation;
  readonly stamp: Stamp;
}

/** How a sweep's worlds are drawn. */
export interface SweepAsked {
  readonly seed: number;
  readonly what_ifs: number;
}

/** An allocation to be compared, on the very plan on which it was worked out. */
export interface ComparedSide {
  /** The plan, as a {@link SentPlan} in JSON. */
  readonly input: string;
  readonly allocation: Allocation;
  /** The edits by which its ground differs from the plan. */
  readonly edits: Scenario["edits"];
  /** How many of them were only tried. */
  readonly tried: number;
}

/** A plan that was sent as a folder. */
export interface ReadFolder {
  readonly plan: Plan;
  /** The lines of its history; nothing where the folder has none. */
  readonly history: string | null;
}

/** What a thread can be asked. An allocation is named by its id, under which the thread keeps what it learned of it. */
export interface Questions {
  /** The best lawful allocation, without prices and reasons. */
  readonly allocate: {
    readonly id: string;
    readonly input: SentPlan;
    readonly options: SolveOptions;
  };
  /** Prices, closest misses and the cost of decisions, for the briefing. */
  readonly explain: { readonly allocation: string };
  readonly why: { readonly allocation: string; readonly about: string };
  readonly prices: { readonly allocation: string };
  readonly overrides: { readonly allocation: string };
  readonly frontier: {
    readonly allocation: string;
    readonly against: "share" | "change" | "risk";
    readonly bureau?: string;
    readonly points: number;
  };
  readonly alternatives: {
    readonly allocation: string;
    readonly count: number;
    readonly loss: number;
  };
  readonly returns: { readonly allocation: string };
  readonly failure: { readonly allocation: string; readonly assumption: string };
  /** Whether a plan can be swept at all. */
  readonly sweepable: { readonly allocation: string };
  /** What comes of one chunk of a sweep's worlds. */
  readonly chunk: { readonly allocation: string; readonly number: number } & SweepAsked;
  /** What all worlds of a sweep say together. */
  readonly summary: {
    readonly allocation: string;
    readonly rows: readonly SweepRow[];
  } & SweepAsked;
  /** Everything found in a plan. */
  readonly check: { readonly plan: Plan };
  /** Allocations side by side, each on the plan on which it was worked out. */
  readonly compare: { readonly sides: readonly ComparedSide[] };
  /** The plan in a zipped folder. */
  readonly read: { readonly zip: Uint8Array };
}

/** What a thread can be asked, by name. */
export type QuestionKind = keyof Questions;

/** A question with its name. */
export type Question = {
  [K in QuestionKind]: { readonly kind: K } & Questions[K];
}[QuestionKind];

/** An allocation with what is said of it. */
export interface FoundAllocation {
  readonly allocation: Allocation;
  readonly stamp: Stamp;
  readonly briefing: Briefing;
  /** What was found in the plan, and what the separate check says of the allocation. */
  readonly findings: readonly Finding[];
  /** The plan that it was worked out on: a {@link SentPlan} as JSON. */
  readonly input: string;
}

/** What came of the question for an allocation. */
export type AllocateAnswered =
  | ({ readonly kind: "found" } & FoundAllocation)
  /** Not all rules can hold. */
  | ({ readonly kind: "impossible"; readonly findings: readonly Finding[] } & AllocateResult)
  /** The plan is not in order, or no allocation was found within the steps or the time. */
  | { readonly kind: "refused"; readonly findings: readonly Finding[] }
  /** Stopped before anything was found. */
  | { readonly kind: "stopped" };

/** An answer, or why there is none; `null` for both where the work was stopped before there was one. */
export interface Answered<T> {
  readonly answer: T | null;
  readonly findings: readonly Finding[];
}

/** What a thread answers, by the kind of question. */
export interface Answers {
  readonly allocate: AllocateAnswered;
  readonly explain: Answered<Briefing>;
  readonly why: Answered<JobResults["why"]>;
  readonly prices: Answered<JobResults["prices"]>;
  readonly overrides: Answered<JobResults["overrides"]>;
  /** No answer and no findings, where there is no risk to trade. */
  readonly frontier: Answered<{ readonly report: JobResults["frontier"] }>;
  readonly alternatives: Answered<JobResults["alternatives"]>;
  readonly returns: Answered<JobResults["returns"]>;
  readonly failure: Answered<JobResults["failure"]>;
  readonly sweepable: Answered<true>;
  readonly chunk: Answered<readonly SweepRow[]>;
  readonly summary: Answered<JobResults["sweep"]>;
  readonly check: readonly Finding[];
  /** Nothing where there is nothing to compare with. */
  readonly compare: Comparison | null;
  readonly read: Answered<ReadFolder>;
}

/** News of how far the work is; what is absent has not changed. */
export interface News {
  readonly words?: string;
  readonly done?: number | null;
  readonly total?: number | null;
  /** Of a search.   Unit: value points. */
  readonly value?: number | null;
  readonly bound?: number | null;
}

/** How a thread reaches its owner while it works. */
export interface Asker {
  readonly stop: AbortSignal;
  readonly tell: (news: News) => void;
  /** A kept allocation that this thread does not know any more; `null` where it is gone. */
  readonly recall: (allocation: string) => Promise<KeptAllocation | null>;
}
