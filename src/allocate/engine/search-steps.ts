import type { ColumnOptions, FillOptions } from "./columns/column-options.ts";
import type { DiveOptions } from "./dive.ts";
import type { Stage } from "./prices/ascent.ts";

/** From cold, prices follow the dual through these roundings of it; each is a few hundred walks over the plan. */
const coldStages: readonly Stage[] = [
  { temperature: 0.1, steps: 20 },
  { temperature: 0.03, steps: 30 },
  { temperature: 0.01, steps: 50 },
  { temperature: 0.006, steps: 40 },
  { temperature: 0.003, steps: 40 },
  { temperature: 0.0015, steps: 40 },
];

/** From the prices of an earlier search, these do. */
const warmStages: readonly Stage[] = [
  { temperature: 0.003, steps: 15 },
  { temperature: 0.0015, steps: 15 },
];

/** For the bound alone, prices follow the dual further; a plan of few items affords so many times the steps. */
const tightStages: readonly Stage[] = [
  { temperature: 0.0015, steps: 50 },
  { temperature: 0.0007, steps: 50 },
];

/** How columns are found for plans of few and of many items. */
const columnsOfFew: ColumnOptions = {
  passes: 16,
  temperature: [0.002, 0.000_3],
  nodes: [30, 100],
};
const columnsOfMany: ColumnOptions = {
  passes: 8,
  temperature: [0.001, 0.000_3],
  nodes: [8, 32],
};

/** For a proof, blocks are planned with so many branches, those far from proven with more and more. */
const proofBranches = [100, 400, 1_600, 6_400, 25_600] as const;

/** How blocks are given their columns: all of them, or some of them anew. */
const fillAll: FillOptions = { stages: 10, temperature: 0.000_4, nodes: 30 };
const fillSome: FillOptions = { stages: 5, temperature: 0.000_4, nodes: 30 };

/** How columns are found for a plan of so many items, and how blocks are given them. */
const columnSteps = (items: number): readonly [ColumnOptions, FillOptions] =>
  items < fewItems ? [columnsOfFew, fillAll] : [columnsOfMany, fillAll];
const fewItems = 5_000;

/** Temperatures and shares at which the plans of the bench came out best. */
const dive: DiveOptions = { temperature: [0.01, 0.003], stages: 30, steps: 15, share: 0.1 };

/** How far a search goes in each of its parts. */
export const searchSteps = {
  coldStages,
  warmStages,
  tightStages,
  manyItems: 10_000,
  mostTimes: 4,
  /** Branches opened for each block, at first and for the bound alone. */
  shortLook: 20,
  longLook: 100,
  /** After an edit, so many blocks are looked at anew at once. */
  touchedBlocks: 4,
  columnSteps,
  proofBranches,
  fillSome,
  /** The share of the blocks that are planned anew while the others keep their plans. */
  openBlocks: 0.4,
  /** What missed floors cost at first, against {@link firstWeight}, while a filled plan is mended: a high price is paid in full. */
  mendingWeight: 0.3,
  mendingRounds: 6,
  mendingTries: 0.75,
  leastMendingTries: 500,
  dive,
  /** What unspent money counts after an edit: much in most changes, then little, which takes several times as long. */
  editThrifts: [
    { share: 0.8, thrift: [0.9, 0.6] },
    { share: 0.2, thrift: [0.3, 0] },
  ],
  /** Changes of single items that a first plan takes for each item, and no fewer: it misses floors. */
  firstTries: 0.5,
  leastFirstTries: 2_000,
  /** What a missed cent of a floor or share counts, against what money is worth on average. */
  firstWeight: 20,
} as const;
