/** What a process of the sweep is asked: its what-ifs are `first`, `first + step`, … below `count`. */
export interface SweepOrder {
  readonly size: string;
  readonly tightness: string;
  readonly seed: number;
  readonly count: number;
  readonly first: number;
  readonly step: number;
  /** The plan that all what-ifs begin from, and what its search learned, as JSON. */
  readonly base: string;
}

/** What a process of the sweep tells. */
export type SweepMessage =
  | { readonly kind: "ready"; readonly core_seconds: number }
  | {
      readonly kind: "what-if";
      readonly number: number;
      readonly core_seconds: number;
      readonly gap: number;
      readonly complaints: readonly string[];
    };
