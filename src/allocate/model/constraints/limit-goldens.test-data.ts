import { fiscalYear } from "../../../base/fiscal.ts";
import { makeRow } from "../../../plan/rows.ts";
import { limit, link } from "../../paper-plan.test-data.ts";
import { millions } from "../../verify/case.test-data.ts";
import type { Golden } from "./golden.test-data.ts";

const fmf = { accounts: ["FMF"] };
const imet = { accounts: ["IMET"] };
const either = { accounts: ["FMF", "IMET"] };
const boatsAndShips = {
  boats: { ...fmf, costs: [2], effect: 2 },
  ships: { ...fmf, costs: [1], effect: 1 },
};

/** The goldens of limits. */
export const limitGoldens: readonly Golden[] = [
  {
    constraint: "absorption",
    shows: "sea takes at most 2 millions a year: the second year of boats leaves no room for ships",
    plan: {
      years: 2,
      money: { FMF: [5, 0] },
      initiatives: {
        boats: { ...fmf, costs: [2, 1], effect: 3 },
        court: { ...fmf, costs: [1], effect: 0, partner: "land" },
        ships: { ...fmf, costs: [2], effect: 1, starts: [2022, 2022] },
      },
      limits: [limit("l", "absorption", { partners: ["sea"], amount: millions(2) })],
    },
    rows: [
      "absorption l 2021: 2 [x boats 2021] <= 2",
      "absorption l 2022: 1 [x boats 2021] + 2 [x ships 2022] <= 2",
    ],
    kept: { points: 3, chosen: ["x boats 2021"] },
    dropped: { points: 4, chosen: ["x boats 2021", "x ships 2022"] },
  },
  {
    constraint: "share",
    shows: "EUR gets at most a quarter, and a court of 1 beside boats of 2 is a third",
    plan: {
      money: { FMF: [3] },
      initiatives: {
        boats: { ...fmf, costs: [2], effect: 1 },
        court: { ...fmf, costs: [1], effect: 3, partner: "land" },
      },
      limits: [limit("l", "share_at_most", { bureaus: ["EUR"], ratio: 0.25 })],
    },
    rows: ["share l 2021: 1 [x court 2021] - 0.25 [spent FMF 2021] <= 0"],
    kept: { points: 1, chosen: ["x boats 2021"] },
    dropped: { points: 4, chosen: ["x boats 2021", "x court 2021"] },
  },
  {
    constraint: "share",
    shows: "EUR gets at least half, and a court of 1 beside boats of 2 is a third",
    plan: {
      money: { FMF: [3] },
      initiatives: {
        boats: { ...fmf, costs: [2], effect: 5 },
        court: { ...fmf, costs: [1], effect: 1, partner: "land" },
      },
      limits: [limit("l", "share_at_least", { bureaus: ["EUR"], ratio: 0.5 })],
    },
    rows: ["share l 2021: 0 <= 1 [x court 2021] - 0.5 [spent FMF 2021]"],
    kept: { points: 1, chosen: ["x court 2021"] },
    dropped: { points: 6, chosen: ["x boats 2021", "x court 2021"] },
  },
  {
    constraint: "balance",
    shows:
      "half of what land gets is for institutions: tanks of 3 beside a school of 1 are too many",
    plan: {
      money: { FMF: [6] },
      initiatives: {
        boats: { ...fmf, costs: [2], effect: 2 },
        school: {
          ...fmf,
          costs: [1],
          effect: 1,
          partner: "land",
          fields: { focus: "institutional" },
        },
        tanks: { ...fmf, costs: [3], effect: 5, partner: "land" },
      },
      limits: [
        limit("l", "balance_at_least", {
          partners: ["land"],
          focus: ["institutional"],
          ratio: 0.5,
        }),
      ],
    },
    rows: ["balance l 2021: 0 <= 0.5 [x school 2021] - 1.5 [x tanks 2021]"],
    kept: { points: 3, chosen: ["x boats 2021", "x school 2021"] },
    dropped: { points: 8, chosen: ["x boats 2021", "x school 2021", "x tanks 2021"] },
  },
  {
    constraint: "account-share",
    shows:
      "IMET pays at least a quarter of the school, which FMF alone could pay: half a million is too little",
    plan: {
      money: { FMF: [6], IMET: [0.5] },
      initiatives: {
        boats: { ...either, costs: [2], effect: 2 },
        school: { ...either, costs: [4], effect: 3 },
      },
      limits: [
        limit("l", "account_share_at_least", {
          accounts: ["IMET"],
          initiatives: ["school"],
          ratio: 0.25,
        }),
      ],
    },
    // The school has flows of its own; those of the boats are not in the rule.
    rows: ["account-share l 2021: 0 <= -1 [x school 2021] + 1 [flow school IMET 2021]"],
    kept: { points: 2, chosen: ["x boats 2021"] },
    dropped: { points: 5, chosen: ["x boats 2021", "x school 2021"] },
  },
  {
    constraint: "account-share",
    shows:
      "FMF pays at most half of what sea gets: one million from IMET lets through two, not three",
    plan: {
      money: { FMF: [6], IMET: [1] },
      initiatives: {
        boats: { ...either, costs: [2], effect: 2 },
        court: { ...fmf, costs: [3], effect: 1, partner: "land" },
        ships: { ...either, costs: [3], effect: 3 },
      },
      limits: [
        limit("l", "account_share_at_most", { accounts: ["FMF"], partners: ["sea"], ratio: 0.5 }),
      ],
    },
    // Boats and ships share a flow, since the rule counts both: flow - 0.5 x (2 boats + 3 ships).
    rows: [
      "account-share l 2021: -1 [x boats 2021] - 1.5 [x ships 2021] + 1 [flow boats FMF 2021] <= 0",
    ],
    kept: { points: 3, chosen: ["x boats 2021", "x court 2021"] },
    // Without the rule 7 millions pay for ships, and for boats.
    dropped: { points: 5, chosen: ["x boats 2021", "x ships 2021"] },
  },
  {
    constraint: "yearly-change",
    shows: "after 2 in the baseline: 1 to 3 in the first year, then half to one and a half of that",
    plan: {
      years: 2,
      money: { CTR: [9, 0] },
      initiatives: {
        boats: { accounts: ["CTR"], costs: [2, 1], effect: 2 },
        court: { accounts: ["CTR"], costs: [1], effect: 0, partner: "land" },
        ships: { accounts: ["CTR"], costs: [4], effect: 5, starts: [2022, 2022] },
      },
      limits: [limit("l", "yearly_change", { partners: ["sea"], ratio: 0.5 })],
      baseline: [
        makeRow("baseline", {
          id: "sea-2020",
          partner: "sea",
          account: "CTR",
          fiscal_year: fiscalYear(2020),
          stage: "obligated",
          amount: millions(2),
        }),
      ],
    },
    rows: [
      "yearly-change l 2021: 1 <= 2 [x boats 2021] <= 3",
      // 1 - 1.5 x 2 for the boats.
      "yearly-change l 2022 rise: -2 [x boats 2021] + 4 [x ships 2022] <= 0",
      // 1 - 0.5 x 2 is 0, so the boats do not appear.
      "yearly-change l 2022 fall: 0 <= 4 [x ships 2022]",
    ],
    kept: { points: 2, chosen: ["x boats 2021"] },
    dropped: { points: 7, chosen: ["x boats 2021", "x ships 2022"] },
  },
];

/** The goldens of links. Money lasts one year, so each initiative has one year in which it can be paid. */
export const linkGoldens: readonly Golden[] = [
  {
    constraint: "requires",
    shows: "boats need a school a year earlier, and the school can be paid only in the same year",
    plan: {
      years: 2,
      money: { PKO: [0, 2], IMET: [0, 1] },
      initiatives: {
        boats: { accounts: ["PKO"], costs: [2], effect: 5, starts: [2021, 2022] },
        school: { ...imet, costs: [1], effect: 1, starts: [2021, 2022] },
      },
      links: [link("k", "requires", "boats", "school", 1)],
    },
    rows: [
      "requires k 2021: 1 [x boats 2021] <= 0",
      "requires k 2022: 1 [x boats 2021] + 1 [x boats 2022] - 1 [x school 2021] <= 0",
    ],
    kept: { points: 1, chosen: ["x school 2022"] },
    dropped: { points: 6, chosen: ["x boats 2022", "x school 2022"] },
  },
  {
    constraint: "excludes",
    shows: "boats or ships",
    plan: {
      money: { FMF: [3] },
      initiatives: boatsAndShips,
      links: [link("k", "excludes", "ships", "boats")],
    },
    rows: ["excludes k: 1 [x boats 2021] + 1 [x ships 2021] <= 1"],
    kept: { points: 2, chosen: ["x boats 2021"] },
    dropped: { points: 3, chosen: ["x boats 2021", "x ships 2021"] },
  },
  {
    constraint: "follows",
    shows:
      "if both are funded, ships start a year after boats; both can be paid only in the first year",
    plan: {
      years: 2,
      money: { PKO: [2, 0], IMET: [1, 0] },
      initiatives: {
        boats: { accounts: ["PKO"], costs: [2], effect: 3, starts: [2021, 2022] },
        ships: { ...imet, costs: [1], effect: 1, starts: [2021, 2022] },
      },
      links: [link("k", "follows", "ships", "boats", 1)],
    },
    rows: [
      "follows k 2021: 1 [x boats 2021] + 1 [x boats 2022] + 1 [x ships 2021] <= 1",
      "follows k 2022: 1 [x boats 2022] + 1 [x ships 2021] + 1 [x ships 2022] <= 1",
    ],
    kept: { points: 3, chosen: ["x boats 2021"] },
    dropped: { points: 4, chosen: ["x boats 2021", "x ships 2021"] },
  },
];
