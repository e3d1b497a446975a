/** What a process of the sweep is asked: its what-ifs are `first`, `first + step`, … below `count`. */
export interface SweepOrder {
  readonly size: string;
  readonly tightness: string;
  readonly seed: number;
  readonly count: number;
  readonly first: number;
  readonly step: number;
  /** Changes tried for each what-if. */
}

/** What a process of the sweep tells. */
export type SweepMessage =
  | { readonly kind: "ready"; readonly seconds: number; readonly gap: number }
  | {
      readonly kind: "what-if";
      readonly number: number;
      readonly seconds: number;
      readonly core_seconds: number;
      readonly gap: number;
      readonly complaints: readonly string[];
    };
