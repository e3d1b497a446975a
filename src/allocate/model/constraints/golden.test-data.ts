import type { PaperSpec } from "../../paper-plan.test-data.ts";

/** A smallest plan in which a constraint appears, with its rows and its consequence worked out by hand. */
export interface Golden {
  readonly constraint: string;
  readonly shows: string;
  readonly plan: PaperSpec;
  /** Every row of the constraint. Money in millions, effect in hundredths of a point (10,000 to the target). */
  readonly rows: readonly string[];
  /** The best of the whole model: value points and choices. */
  readonly kept: { readonly points: number; readonly chosen: readonly string[] };
  /** The best of the model without the rows of the constraint. */
  readonly dropped: { readonly points: number; readonly chosen: readonly string[] };
}
