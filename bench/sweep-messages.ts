/** What a process of the sweep begins from; numbers of what-ifs follow, each when another is answered, and the end. */
export interface SweepOrder {
  readonly size: string;
  readonly tightness: string;
  readonly seed: number;
  readonly count: number;
  /** The plan that all what-ifs begin from, and what its search learned, as JSON. */
  readonly base: string;
}

/** What a process is told once it is ready: the number of a what-if, or that there are no more. */
export type SweepTask = number | "end";

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
