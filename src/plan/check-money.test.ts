import { append, type Breakage, swap } from "./broken.test-data.ts";
import { type Case, testCases } from "./check-cases.test-data.ts";

const twoFloors = append(
  "directives.csv",
  'again,"Ukraine, again",not_less_than,law,FMF,UKR,2021,4000000,,Made up for tests.\n',
);

const money: readonly Case[] = [
  [
    "an account and year twice",
    append("resources.csv", "more,FMF,2021,requested,1,\n"),
    "resource_repeated",
    "resources.csv:8 fiscal_year",
    "`more` and `FMF-2021`",
  ],
  [
    "money of another time",
    append("resources.csv", "more,FMF,2024,requested,1,\n"),
    "resource_outside_horizon",
    "resources.csv:8 fiscal_year",
  ],
  [
    "a baseline twice",
    append("baseline.csv", "again,UKR,FMF,2020,enacted,5,\n"),
    "baseline_repeated",
    "baseline.csv:4 fiscal_year",
  ],
  [
    "a negative baseline without a note",
    swap("baseline.csv", '"Taken back, from earlier years"', ""),
    "baseline_negative",
    "baseline.csv:3 amount",
  ],
  [
    "more than can be counted",
    (texts) => {
      const rows = Array.from(
        { length: 46 },
        (_, i) => `x${i},PHL-radar.full,0,advice,1000000000000`,
      );
      append("lines.csv", `${rows.join("\n")}\n`)(texts);
    },
    "total_too_large",
    "lines.csv:2 amount",
  ],
  [
    "a directive of another time",
    swap("directives.csv", "UKR,2021,5000000", "UKR,2020,5000000"),
    "directive_outside_horizon",
    "directives.csv:2 fiscal_year",
  ],
  ["a rule twice", twoFloors, "directive_repeated", "directives.csv:4 kind", "`ukraine-floor`"],
  [
    "a tranche of nothing",
    swap("directives.csv", "1000000,ukraine-floor", "1000000,"),
    "withhold_without_floor",
    "directives.csv:3 within",
  ],
  [
    "a tranche of itself",
    swap("directives.csv", "1000000,ukraine-floor", "1000000,ukraine-tranche"),
    "withhold_without_floor",
    "directives.csv:3 within",
    "no floor",
  ],
  [
    "a tranche of another year",
    swap("directives.csv", "UKR,2021,1000000", "UKR,2022,1000000"),
    "withhold_without_floor",
    "directives.csv:3 within",
    "FY2021 for a tranche of FY2022",
  ],
  [
    "a tranche above its floor",
    swap("directives.csv", "UKR,2021,1000000", "UKR,2021,5000000.01"),
    "withhold_too_large",
    "directives.csv:3 amount",
  ],
  [
    "two tranches above their floor",
    append(
      "directives.csv",
      "second,Second,withhold,law,FMF,UKR,2021,4000000.01,ukraine-floor,Made up for tests.\n",
    ),
    "withhold_too_large",
    "directives.csv:4 amount",
  ],
  [
    "two tranches that are the floor",
    append(
      "directives.csv",
      "second,Second,withhold,law,FMF,UKR,2021,4000000,ukraine-floor,Made up for tests.\n",
    ),
    "withhold_too_large",
    [],
  ],
  [
    "more waived than withheld",
    (texts) =>
      texts.set(
        "directives.csv",
        "id,name,kind,force,fiscal_year,amount,within,waivable_amount,citation\n" +
          "floor,Floor,not_less_than,law,2021,9,,,None\n" +
          "part,Part,withhold,law,2021,5,floor,5.01,None\n",
      ),
    "waivable_too_large",
    "directives.csv:3 waivable_amount",
  ],
  [
    "a floor within a floor",
    swap("directives.csv", "5000000,,", "5000000,ukraine-floor,"),
    "directive_field_stray",
    "directives.csv:2 within",
  ],
];

const limitTable =
  (row: string): Breakage =>
  (texts) =>
    texts.set("limits.csv", `id,name,kind,bureaus,focus,fiscal_year,amount,ratio\n${row}\n`);

const accountShares =
  (row: string): Breakage =>
  (texts) =>
    texts.set("limits.csv", `id,name,kind,accounts,initiatives,fiscal_year,ratio\n${row}\n`);

const demandTable =
  (row: string): Breakage =>
  (texts) =>
    texts.set("limits.csv", `id,name,kind,demands,fiscal_year,amount,ratio\n${row}\n`);

const limits: readonly Case[] = [
  ["no amount", limitTable("a,A,absorption,AF,,,,"), "limit_incomplete", "limits.csv:2 amount"],
  ["no ratio", limitTable("a,A,yearly_change,AF,,,,"), "limit_incomplete", "limits.csv:2 ratio"],
  [
    "no focus",
    limitTable("a,A,balance_at_least,AF,,,,0.1"),
    "limit_incomplete",
    "limits.csv:2 focus",
  ],
  ["a demand instead", demandTable("a,A,balance_at_least,gap;both,,,0.1"), "limit_incomplete", []],
  ["a share of a demand", demandTable("a,A,share_at_most,request,,,0.1"), "limit_scope", []],
  [
    "twice, of other demands",
    demandTable("a,A,share_at_most,request,,,0.1\nb,B,share_at_most,gap,,,0.1"),
    "limit_repeated",
    [],
  ],
  [
    "twice, of one demand",
    demandTable("a,A,share_at_most,gap;both,,,0.1\nb,B,share_at_most,both;gap,,,0.2"),
    "limit_repeated",
    "limits.csv:3 kind",
  ],
  [
    "a percentage for a share",
    limitTable("a,A,share_at_most,AF,,,,25"),
    "limit_ratio",
    "limits.csv:2 ratio",
  ],
  ["a change above 1", limitTable("a,A,yearly_change,AF,,,,2"), "limit_ratio", []],
  [
    "an amount for a share",
    limitTable("a,A,share_at_most,AF,,,5,0.1"),
    "limit_field_stray",
    "limits.csv:2 amount",
  ],
  [
    "a ratio for an amount",
    limitTable("a,A,absorption,AF,,,5,0.1"),
    "limit_field_stray",
    "limits.csv:2 ratio",
  ],
  [
    "a share of everything in everything",
    limitTable("a,A,share_at_least,,,,,0.1"),
    "limit_scope",
    "limits.csv:2 partners",
  ],
  [
    "twice",
    limitTable("a,A,absorption,AF;EUR,,,5,\nb,B,absorption,EUR;AF,,,6,"),
    "limit_repeated",
    "limits.csv:3 kind",
  ],
  [
    "a share of no account",
    accountShares("a,A,account_share_at_most,,PHL-radar,,0.5"),
    "limit_incomplete",
    "limits.csv:2 accounts",
  ],
  [
    "an account's share without its ratio",
    accountShares("a,A,account_share_at_least,FMF,PHL-radar,,"),
    "limit_incomplete",
    "limits.csv:2 ratio",
  ],
  [
    "an account's share above all",
    accountShares("a,A,account_share_at_least,FMF,PHL-radar,,1.5"),
    "limit_ratio",
    "limits.csv:2 ratio",
  ],
  [
    "an account's share of everything",
    accountShares("a,A,account_share_at_most,FMF,,,0.5"),
    "limit_scope",
    [],
  ],
  [
    "an initiative's share",
    accountShares("a,A,share_at_most,FMF,PHL-radar,,0.5"),
    "limit_scope",
    [],
  ],
  [
    "twice, of other initiatives",
    accountShares(
      "a,A,account_share_at_most,FMF,PHL-radar,,0.5\nb,B,account_share_at_most,FMF,UKR-boats,,0.5",
    ),
    "limit_repeated",
    [],
  ],
  [
    "of an unknown initiative",
    accountShares("a,A,account_share_at_most,FMF,PHL-rader,,0.5"),
    "reference_unknown",
    "limits.csv:2 initiatives",
    "PHL-radar",
  ],
];

const scales: readonly Case[] = [
  [
    "no grades",
    [
      swap("scales.csv", "direct,relevance", "direct,confidence"),
      (texts) => texts.set("effects.csv", "id,initiative,objective,relevance,confidence\n"),
    ],
    "scale_missing",
    "scales.csv scale",
    "`relevance`",
  ],
  [
    "a partner without a tier",
    swap("partners.csv", "EUR,tier-2,", "EUR,,"),
    "tier_absent",
    "partners.csv:3 tier",
    "1 partner without",
  ],
  [
    "a share on another scale",
    swap("scales.csv", "First,1.5,", "First,1.5,0.5"),
    "scale_field_stray",
    "scales.csv:2 up_to",
  ],
  [
    "no scale `return`",
    (texts) => {
      const text = texts.get("scales.csv") ?? "";
      texts.set("scales.csv", text.slice(0, text.indexOf("first-half")));
    },
    "return_absent",
    "scales.csv scale",
  ],
  [
    "worth that rises",
    swap("scales.csv", "Second half,0.5", "Second half,1.6"),
    "return_rises",
    "scales.csv:9 factor",
    "1.6 after 1.5",
  ],
  [
    "worth that rises at the end",
    swap("scales.csv", "Beyond,0", "Beyond,0.6"),
    "return_rises",
    "scales.csv:10 factor",
  ],
  [
    "no open end",
    swap("scales.csv", "Beyond,0,", "Beyond,0,9"),
    "return_open_end",
    "scales.csv:8 up_to",
  ],
  [
    "two open ends",
    swap("scales.csv", "half,0.5,1", "half,0.5,"),
    "return_open_end",
    "scales.csv:10 up_to",
  ],
  [
    "two rows up to one share",
    swap("scales.csv", "half,0.5,1", "half,0.5,0.5"),
    "return_up_to",
    "scales.csv:9 up_to",
  ],
  [
    "a row up to nothing",
    swap("scales.csv", "half,1.5,0.5", "half,1.5,0"),
    "return_up_to",
    "scales.csv:8 up_to",
  ],
];

testCases("money", money);
testCases("limits", limits);
testCases("scales", scales);
