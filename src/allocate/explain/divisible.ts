/** The worth of a plan of divisible packages with a rule moved by a share of its level.   Unit: value points. */
export interface WorthAt {
  /** Above 0: relaxed; below: tightened. */
  readonly share: number;
  /** No lawful plan is worth more at that level; -Infinity where nothing is feasible. */
  readonly worth: number;
}

/** The worth of divisible packages under each of some rules, moved. */
export interface DivisibleWorth {
  readonly start: number;
  /** By family; empty where nobody pays for the rule, so that relaxing it gains nothing. */
  readonly curves: readonly (readonly WorthAt[])[];
}
