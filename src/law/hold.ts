import type { IsoDate } from "../base/fiscal.ts";
import type { LegalMark } from "./marks.ts";

/**
 * Money that a case or a precondition keeps from being spent, or keeps waiting.
 *
 * The allocation chooses no package that is blocked; one that waits may be chosen, and is shown as waiting.
 */
export interface Hold {
  readonly effect: "blocked" | "waiting";
  readonly initiative: string;
  /** The packages that it touches; every package of the initiative when empty. */
  readonly packages: readonly string[];
  /** The lines that it touches, for those who ask which money it is; every line of the packages when empty. */
  readonly lines: readonly string[];
  /** Only money of these accounts, such as under one of the two vetting laws; all accounts when empty. */
  readonly accounts: readonly string[];
  /** Where the way is free from a day on: no start in a fiscal year that ends before it. */
  readonly not_before: IsoDate | null;
  /** The row behind it: `cases/ID`, `preconditions/ID`, `conditions/ID`, `agreements/ID`, `units/ID`. */
  readonly row: string;
  /** A scenario assumes the outcome on which it rests. */
  readonly assumed: boolean;
  /** In one sentence: why, and what would end it. */
  readonly because: string;
  readonly citation: string;
  readonly mark: LegalMark;
}
