import { directive } from "../../paper-plan.test-data.ts";
import { millions } from "../../verify/case.test-data.ts";
import type { Golden } from "./golden.test-data.ts";
import { limitGoldens, linkGoldens } from "./limit-goldens.test-data.ts";

const fmf = { accounts: ["FMF"] };
const imet = { accounts: ["IMET"] };
const either = { accounts: ["FMF", "IMET"] };

/** The goldens of what is chosen and how it is paid. */
const choicesAndMoney: readonly Golden[] = [
  {
    constraint: "one-package",
    shows: "two sizes of boats, of which one is funded although the money is there for both",
    plan: {
      money: { FMF: [9] },
      initiatives: {
        boats: { ...fmf, costs: [[2], [3]], effect: [2, 3] },
        // Beyond all money: they only widen the columns, which end at what the initiatives could ask for.
        ships: { ...fmf, costs: [10], effect: 9 },
      },
    },
    rows: [
      "one-package boats: 0 <= 1 [x boats.0 2021] + 1 [x boats.1 2021] <= 1",
      "one-package ships: 0 <= 1 [x ships 2021] <= 1",
    ],
    kept: { points: 3, chosen: ["x boats.1 2021"] },
    dropped: { points: 5, chosen: ["x boats.0 2021", "x boats.1 2021"] },
  },
  {
    constraint: "one-package",
    shows: "pinned boats that take the money of a better school",
    plan: {
      money: { FMF: [3] },
      initiatives: {
        boats: { ...fmf, costs: [2], effect: 2, fields: { pinned_package: "boats" } },
        school: { ...fmf, costs: [3], effect: 9 },
      },
    },
    rows: [
      "one-package boats: 1 [x boats 2021] = 1",
      "one-package school: 0 <= 1 [x school 2021] <= 1",
    ],
    kept: { points: 2, chosen: ["x boats 2021"] },
    dropped: { points: 9, chosen: ["x school 2021"] },
  },
  {
    constraint: "one-package",
    shows:
      "boats that may be funded from four fifths on: the money suffices for nine tenths of them",
    plan: {
      money: { FMF: [1.8] },
      initiatives: { boats: { ...fmf, costs: [2], effect: 5, fields: { least_share: 0.8 } } },
    },
    rows: [
      "one-package boats: 0 <= 1 [x boats 2021 at 0.8] + 1 [x boats 2021 at 0.9] + 1 [x boats 2021] <= 1",
    ],
    kept: { points: 4.5, chosen: ["x boats 2021 at 0.9"] },
    // 4.5 and 4 points; together they would cost 3.4, so only the money holds them back.
    dropped: { points: 4.5, chosen: ["x boats 2021 at 0.9"] },
  },
  {
    constraint: "one-package",
    shows: "boats pinned at a share that they do not offer by themselves",
    plan: {
      money: { FMF: [3] },
      initiatives: {
        boats: {
          ...fmf,
          costs: [2],
          effect: 5,
          fields: { pinned_package: "boats", pinned_share: 0.35 },
        },
        school: { ...fmf, costs: [2.5], effect: 2 },
      },
    },
    rows: [
      "one-package boats: 1 [x boats 2021 at 0.35] = 1",
      "one-package school: 0 <= 1 [x school 2021] <= 1",
    ],
    // 0.35 x 2 leaves 2.3.
    kept: { points: 1.75, chosen: ["x boats 2021 at 0.35"] },
    dropped: { points: 2, chosen: ["x school 2021"] },
  },
  {
    constraint: "cost",
    shows: "two schools that two accounts pay together: 1.5 for what costs 2",
    plan: {
      money: { FMF: [0.5], IMET: [1] },
      initiatives: {
        a: { ...either, costs: [1], effect: 1 },
        b: { ...either, costs: [1], effect: 2 },
      },
    },
    rows: [
      "cost a 2021: -1 [x a 2021] - 1 [x b 2021] + 1 [flow a FMF 2021] + 1 [flow a IMET 2021] = 0",
    ],
    kept: { points: 2, chosen: ["x b 2021"] },
    dropped: { points: 3, chosen: ["x a 2021", "x b 2021"] },
  },
  {
    constraint: "spending",
    shows: "boats that only FMF may pay, and a school that would take from the same 2 millions",
    plan: {
      money: { FMF: [2], IMET: [0] },
      initiatives: {
        boats: { ...fmf, costs: [2], effect: 5 },
        school: { ...either, costs: [1], effect: 1 },
      },
    },
    rows: [
      "spending FMF 2021: 2 [x boats 2021] - 1 [spent FMF 2021] + 1 [flow school FMF 2021] = 0",
      "spending IMET 2021: -1 [spent IMET 2021] + 1 [flow school IMET 2021] = 0",
    ],
    kept: { points: 5, chosen: ["x boats 2021"] },
    dropped: { points: 6, chosen: ["x boats 2021", "x school 2021"] },
  },
  {
    constraint: "availability",
    shows: "money of two years: 3 in all, of which 1 is still there in the third year",
    plan: {
      years: 3,
      money: { FMF: [2, 1, 0] },
      initiatives: {
        a: { ...fmf, costs: [2], effect: 4, starts: [2022, 2022] },
        b: { ...fmf, costs: [1], effect: 2, starts: [2023, 2023] },
        c: { ...fmf, costs: [1], effect: 1 },
      },
    },
    rows: [
      "availability FMF 2021 2021: 1 [spent FMF 2021] <= 2",
      "availability FMF 2021 2022: 1 [spent FMF 2021] + 1 [spent FMF 2022] <= 3",
      "availability FMF 2021 2023: 1 [spent FMF 2021] + 1 [spent FMF 2022] + 1 [spent FMF 2023] <= 3",
      "availability FMF 2022 2022: 1 [spent FMF 2022] <= 3",
      "availability FMF 2022 2023: 1 [spent FMF 2022] + 1 [spent FMF 2023] <= 3",
      "availability FMF 2023 2023: 1 [spent FMF 2023] <= 1",
    ],
    kept: { points: 6, chosen: ["x a 2022", "x b 2023"] },
    dropped: { points: 7, chosen: ["x a 2022", "x b 2023", "x c 2021"] },
  },
  {
    constraint: "availability",
    shows: "money of one year: a row for each year and no more",
    plan: {
      years: 2,
      money: { IMET: [1, 0.5] },
      initiatives: { a: { ...imet, costs: [1], effect: 2 }, b: { ...imet, costs: [1], effect: 1 } },
    },
    rows: [
      "availability IMET 2021 2021: 1 [spent IMET 2021] <= 1",
      "availability IMET 2022 2022: 1 [spent IMET 2022] <= 0.5",
    ],
    kept: { points: 2, chosen: ["x a 2021"] },
    dropped: { points: 3, chosen: ["x a 2021", "x b 2021"] },
  },
  {
    constraint: "worth",
    shows: "120 points of effect on a target of 100",
    plan: {
      money: { FMF: [2] },
      initiatives: { a: { ...fmf, costs: [1], effect: 70 }, b: { ...fmf, costs: [1], effect: 50 } },
    },
    rows: ["worth peace: -7000 [x a 2021] - 5000 [x b 2021] + 1 [served peace 1] <= 0"],
    kept: { points: 100, chosen: ["x a 2021", "x b 2021"] },
    dropped: { points: 100, chosen: [] },
  },
  {
    constraint: "worth",
    shows: "the first half counts 1.5 times, the rest 0.5 times: 60 of effect is 75 + 5",
    plan: {
      money: { FMF: [1] },
      initiatives: { a: { ...fmf, costs: [1], effect: 60 } },
      returns: [{ up_to: 0.5, factor: 1.5 }, { factor: 0.5 }],
    },
    rows: ["worth peace: -6000 [x a 2021] + 1 [served peace 1] + 1 [served peace 2] <= 0"],
    kept: { points: 80, chosen: ["x a 2021"] },
    // The columns are no wider than what could reach them: 50 x 1.5 + 60 x 0.5.
    dropped: { points: 105, chosen: [] },
  },
];

const boatsAndShips = {
  boats: { ...fmf, costs: [2], effect: 2 },
  ships: { ...fmf, costs: [1], effect: 1 },
};

/** The goldens of directives. */
const directives: readonly Golden[] = [
  {
    constraint: "floor",
    shows: "a court for land that takes the money of better boats for sea",
    plan: {
      money: { FMF: [3] },
      initiatives: {
        boats: { ...fmf, costs: [3], effect: 5 },
        court: { ...fmf, costs: [1], effect: 1, partner: "land" },
      },
      directives: [directive("d", "not_less_than", 1, { accounts: ["FMF"], partners: ["land"] })],
    },
    rows: ["floor d 2021: 1 <= 1 [x court 2021]"],
    kept: { points: 1, chosen: ["x court 2021"] },
    dropped: { points: 5, chosen: ["x boats 2021"] },
  },
  {
    constraint: "floor",
    shows: "a floor on one of two accounts counts the flow of that account only",
    plan: {
      money: { FMF: [2], IMET: [2] },
      initiatives: {
        boats: { ...fmf, costs: [2], effect: 5 },
        school: { ...either, costs: [2], effect: 1, partner: "land" },
      },
      directives: [directive("d", "not_less_than", 1, { accounts: ["FMF"], partners: ["land"] })],
    },
    rows: ["floor d 2021: 1 <= 1 [flow school FMF 2021]"],
    kept: { points: 1, chosen: ["x school 2021"] },
    dropped: { points: 6, chosen: ["x boats 2021", "x school 2021"] },
  },
  {
    constraint: "ceiling",
    shows: "no more than 2 millions for sea",
    plan: {
      money: { FMF: [3] },
      initiatives: { ...boatsAndShips, court: { ...fmf, costs: [1], effect: 0, partner: "land" } },
      directives: [directive("d", "not_more_than", 2, { partners: ["sea"] })],
    },
    rows: ["ceiling d 2021: 2 [x boats 2021] + 1 [x ships 2021] <= 2"],
    kept: { points: 2, chosen: ["x boats 2021"] },
    dropped: { points: 3, chosen: ["x boats 2021", "x ships 2021"] },
  },
  {
    constraint: "ceiling",
    shows: "of a floor of 3 millions, 1 is withheld: 2 are left, and no more",
    plan: {
      money: { FMF: [3] },
      initiatives: boatsAndShips,
      directives: [
        directive("f", "not_less_than", 3, { accounts: ["FMF"], partners: ["sea"] }),
        directive("t", "withhold", 1, { within: "f", outcome: "withheld" }),
      ],
    },
    rows: ["ceiling t 2021: 1 [spent FMF 2021] <= 2"],
    kept: { points: 2, chosen: ["x boats 2021"] },
    dropped: { points: 3, chosen: ["x boats 2021", "x ships 2021"] },
  },
  {
    constraint: "ceiling",
    shows:
      "2 of a floor of 3 millions wait, 1.5 of them may be waived and were: 0.5 stays withheld",
    plan: {
      money: { FMF: [3] },
      initiatives: {
        boats: { ...fmf, costs: [2.5], effect: 2 },
        ships: { ...fmf, costs: [0.5], effect: 1 },
      },
      directives: [
        directive("f", "not_less_than", 3, { accounts: ["FMF"], partners: ["sea"] }),
        directive("t", "withhold", 2, {
          within: "f",
          outcome: "waived",
          waivable_amount: millions(1.5),
        }),
      ],
    },
    rows: ["ceiling t 2021: 1 [spent FMF 2021] <= 2.5"],
    kept: { points: 2, chosen: ["x boats 2021"] },
    dropped: { points: 3, chosen: ["x boats 2021", "x ships 2021"] },
  },
  {
    constraint: "floor",
    shows:
      "what is withheld is not asked for: of a floor of 3 millions 2 are left, which ships of 1 miss",
    plan: {
      money: { FMF: [3] },
      initiatives: {
        boats: { ...fmf, costs: [2], effect: 2 },
        court: { ...fmf, costs: [2], effect: 9, partner: "land" },
        ships: { ...fmf, costs: [1], effect: 1 },
      },
      directives: [
        directive("f", "not_less_than", 3, { accounts: ["FMF"], partners: ["sea"] }),
        directive("t", "withhold", 1, { within: "f", outcome: "withheld" }),
      ],
    },
    rows: ["floor f 2021: 2 <= 2 [x boats 2021] + 1 [x ships 2021]"],
    kept: { points: 2, chosen: ["x boats 2021"] },
    dropped: { points: 10, chosen: ["x court 2021", "x ships 2021"] },
  },
  ...(["pending", "certified"] as const).map(
    (outcome): Golden => ({
      constraint: "floor",
      shows: `a ${outcome} tranche leaves its floor whole and caps nothing: all 3 millions are spent`,
      plan: {
        money: { FMF: [3] },
        initiatives: {
          ...boatsAndShips,
          court: { ...fmf, costs: [1], effect: 9, partner: "land" },
        },
        directives: [
          directive("f", "not_less_than", 3, { accounts: ["FMF"], partners: ["sea"] }),
          directive("t", "withhold", 1, { within: "f", outcome, waivable_amount: millions(0.5) }),
        ],
      },
      rows: ["floor f 2021: 3 <= 2 [x boats 2021] + 1 [x ships 2021]"],
      kept: { points: 3, chosen: ["x boats 2021", "x ships 2021"] },
      dropped: { points: 11, chosen: ["x boats 2021", "x court 2021"] },
    }),
  ),
];

/** At least one golden for every constraint. */
export const goldens: readonly Golden[] = [
  ...choicesAndMoney,
  ...directives,
  ...limitGoldens,
  ...linkGoldens,
];
