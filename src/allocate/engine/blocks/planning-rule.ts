/** How prices of own things move down a slope, and how often plans are filled. */
export interface PlanningRule {
  /** The share of the way to the best known that a step goes at first. */
  readonly share: number;
  /** How much shorter steps get after one that failed. */
  readonly shorter: number;
  /** How far a step bends away from the one before it, where it would lead back; 0 for not at all. */
  readonly bend: number;
  /** How many there are in each branch at most: 1 or more. */
  readonly inBranch: number;
  /** Whether a plan is filled also where another is known: at the first prices, and in the first branch. */
  readonly fillsAll: boolean;
}

/** Straight down: as good as any where steps are many. */
export const thorough: PlanningRule = {
  share: 1,
  shorter: 0.7,
  bend: 0,
  inBranch: 10,
  fillsAll: true,
};
/** For few steps: longer ones that do not zigzag. So much of both was best in worlds of a sweep. */
export const quick: PlanningRule = {
  share: 1.3,
  shorter: 0.8,
  bend: 0.5,
  inBranch: 16,
  fillsAll: false,
};
