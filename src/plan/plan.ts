import type { FiscalYear, IsoDate } from "../base/fiscal.ts";
import type { Cents } from "../base/money.ts";
import type { TableName, tables } from "./fields.ts";

/** The value that a field of a given spec holds in memory. */
type ValueOf<F> = F extends { type: "money" }
  ? Cents
  : F extends { type: "number" | "integer" }
    ? number
    : F extends { type: "fiscal_year" }
      ? FiscalYear
      : F extends { type: "date" }
        ? IsoDate
        : F extends { type: "boolean" }
          ? boolean
          : F extends { type: "choice"; values: readonly (infer V)[] }
            ? V
            : F extends { type: "choices"; values: readonly (infer V)[] }
              ? readonly V[]
              : F extends { type: "references" | "accounts" }
                ? readonly string[]
                : string;

/** A field always has a value when it is required, has a default, or is a list (then it may be empty). */
type Present<F> = F extends
  | { required: true }
  | { default: unknown }
  | { type: "choices" | "references" | "accounts" }
  ? ValueOf<F>
  : ValueOf<F> | undefined;

/** A row of a table, in memory. An absent optional field is `undefined`. */
export type RowOf<T extends TableName> = {
  readonly [K in keyof (typeof tables)[T]["fields"]]: Present<(typeof tables)[T]["fields"][K]>;
};

export type Objective = RowOf<"objectives">;
export type Partner = RowOf<"partners">;
export type Affiliation = RowOf<"affiliations">;
export type Assumption = RowOf<"assumptions">;
export type Scale = RowOf<"scales">;
export type Resource = RowOf<"resources">;
export type Directive = RowOf<"directives">;
export type Initiative = RowOf<"initiatives">;
export type Package = RowOf<"packages">;
export type Line = RowOf<"lines">;
export type Effect = RowOf<"effects">;
export type Link = RowOf<"links">;
export type Limit = RowOf<"limits">;
export type BaselineRow = RowOf<"baseline">;
export type Claim = RowOf<"claims">;
export type Unit = RowOf<"units">;
export type Agreement = RowOf<"agreements">;
export type Activity = RowOf<"activities">;
export type Precondition = RowOf<"preconditions">;
export type DonorLine = RowOf<"donor_lines">;
export type LeveragePart = RowOf<"leverage">;
export type Transfer = RowOf<"transfers">;
export type EndUseItem = RowOf<"end_use_items">;
export type Condition = RowOf<"conditions">;
export type Step = RowOf<"steps">;
export type Case = RowOf<"cases">;
export type NoticeRow = RowOf<"notices">;
export type EvidenceRow = RowOf<"evidence">;
export type CaseEvent = RowOf<"events">;
export type Verdict = RowOf<"verdicts">;
export type CommentRow = RowOf<"comments">;

/** All rows of a plan, by table; within a table in the order of the file. */
export type PlanTables = { readonly [T in TableName]: readonly RowOf<T>[] };

/**
 * One change of one field of one row, by somebody, for a reason.
 *
 * `before` and `after` are texts as the files write them; `null` says that the field is absent. A row is made by
 * setting its `id` from null (first) and then its other fields, and ends with its `id` set back to null (last).
 */
export interface Edit {
  readonly author: string;
  /** An instant, such as `2020-12-28T15:00:00Z`. */
  readonly at: string;
  readonly reason: string;
  readonly table: TableName;
  readonly row: string;
  readonly field: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** A named list of edits over the plan. */
export interface Scenario {
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** Questions that somebody must answer before the scenario is chosen, such as a test that a document asks for. */
  readonly tests: readonly ScenarioTest[];
  readonly edits: readonly Edit[];
}

/** A test that must be answered before a scenario is chosen. */
export interface ScenarioTest {
  readonly question: string;
  readonly asked_by: string;
  readonly answer: string | null;
}

/** The head of a plan: what `plan.yaml` holds besides the scenarios' heads. */
export interface PlanHead {
  /** The version of the plan format. */
  readonly format: 1;
  readonly id: string;
  readonly title: string;
  readonly description: string;
  /** The day on which the plan looks at the world: law, affiliations and ages are as of this day. */
  readonly as_of: IsoDate;
  readonly first_fiscal_year: FiscalYear;
  readonly last_fiscal_year: FiscalYear;
  /** The scenario that is shown when none is asked for; none means the plan as it stands. */
  readonly recommended_scenario: string | null;
}

/** A whole plan: the one object that travels through every stage. */
export interface Plan {
  readonly head: PlanHead;
  readonly tables: PlanTables;
  readonly scenarios: readonly Scenario[];
}
