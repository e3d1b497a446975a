import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import type { Plan } from "./plan.ts";
import { makeRow, noRows } from "./rows.ts";

export { samplePlanFiles, samplePlanTexts } from "./sample-plan-files.test-data.ts";

/** Codes of the accounts that the sample plan uses. */
export const sampleAccountCodes = ["FMF", "IMET"] as const;

const dollars = (amount: number): Cents => cents(amount * 100);
const fy21 = fiscalYear(2021);
const fy22 = fiscalYear(2022);
const fy23 = fiscalYear(2023);

/**
 * A small valid plan, made up for tests: two partners, two accounts, three years, three initiatives.
 *
 * It is the same plan as `samplePlanFiles`; a test compares the two.
 */
export function samplePlan(): Plan {
  return {
    head: {
      format: 1,
      id: "sample",
      title: "Sample plan",
      description: "Made up for tests.",
      as_of: isoDate("2020-12-31"),
      first_fiscal_year: fy21,
      last_fiscal_year: fy23,
      recommended_scenario: "more-training",
    },
    tables: {
      ...noRows,
      objectives: [
        makeRow("objectives", {
          id: "secure",
          level: "strategy",
          name: "Secure partners",
          statement: "Partners keep their own peace.",
          weight: 1,
        }),
        makeRow("objectives", {
          id: "sea",
          parent: "secure",
          level: "objective",
          name: "Safe seas",
          statement: "Partners see and police their waters.",
          weight: 3,
          target_effect: 60,
        }),
        makeRow("objectives", {
          id: "schools",
          parent: "secure",
          level: "objective",
          name: "Sound institutions",
          statement: "Officers learn, and teach others.",
          weight: 1,
          target_effect: 5,
        }),
      ],
      partners: [
        makeRow("partners", {
          id: "PHL",
          name: "Philippines",
          kind: "country",
          iso3: "PHL",
          bureau: "EAP",
          tier: "tier-1",
          tier_reason: "Treaty ally",
        }),
        makeRow("partners", {
          id: "UKR",
          name: "Ukraine",
          kind: "country",
          iso3: "UKR",
          bureau: "EUR",
          tier: "tier-2",
        }),
      ],
      affiliations: [
        makeRow("affiliations", {
          id: "UKR-EUCOM",
          partner: "UKR",
          kind: "combatant_command",
          value: "EUCOM",
        }),
      ],
      assumptions: [
        makeRow("assumptions", {
          id: "flat-money",
          statement: "Congress keeps the level of FY2021.",
          partners: ["PHL", "UKR"],
          owner: "Budget office",
          test: "The next request is lower.",
          review_on: isoDate("2021-03-01"),
        }),
      ],
      scales: [
        makeRow("scales", { id: "tier-1", scale: "tier", name: "First", factor: 1.5 }),
        makeRow("scales", { id: "tier-2", scale: "tier", name: "Second", factor: 1 }),
        makeRow("scales", { id: "direct", scale: "relevance", name: "Direct", factor: 1 }),
        makeRow("scales", { id: "likely", scale: "confidence", name: "Likely", factor: 0.8 }),
        makeRow("scales", { id: "small", scale: "level", name: "Small", factor: 1.2 }),
        makeRow("scales", { id: "full", scale: "level", name: "Full", factor: 1 }),
        makeRow("scales", {
          id: "first-half",
          scale: "return",
          name: "First half",
          factor: 1.5,
          up_to: 0.5,
        }),
        makeRow("scales", {
          id: "second-half",
          scale: "return",
          name: "Second half",
          factor: 0.5,
          up_to: 1,
        }),
        makeRow("scales", { id: "beyond", scale: "return", name: "Beyond", factor: 0 }),
      ],
      resources: [
        makeRow("resources", {
          id: "FMF-2021",
          account: "FMF",
          fiscal_year: fy21,
          stage: "enacted",
          amount: dollars(20_000_000),
        }),
        makeRow("resources", {
          id: "FMF-2022",
          account: "FMF",
          fiscal_year: fy22,
          stage: "projected",
          amount: dollars(20_000_000),
          assumptions: ["flat-money"],
        }),
        makeRow("resources", {
          id: "FMF-2023",
          account: "FMF",
          fiscal_year: fy23,
          stage: "projected",
          amount: dollars(20_000_000),
          assumptions: ["flat-money"],
        }),
        makeRow("resources", {
          id: "IMET-2021",
          account: "IMET",
          fiscal_year: fy21,
          stage: "enacted",
          amount: dollars(1_000_000),
        }),
        makeRow("resources", {
          id: "IMET-2022",
          account: "IMET",
          fiscal_year: fy22,
          stage: "projected",
          amount: dollars(1_000_000),
          assumptions: ["flat-money"],
        }),
        makeRow("resources", {
          id: "IMET-2023",
          account: "IMET",
          fiscal_year: fy23,
          stage: "projected",
          amount: dollars(1_000_000),
          assumptions: ["flat-money"],
        }),
      ],
      directives: [
        makeRow("directives", {
          id: "ukraine-floor",
          name: "Ukraine, at least",
          kind: "not_less_than",
          force: "law",
          accounts: ["FMF"],
          partners: ["UKR"],
          fiscal_year: fy21,
          amount: dollars(5_000_000),
          citation: "Made up for tests.",
        }),
        makeRow("directives", {
          id: "ukraine-tranche",
          name: "Ukraine, withheld",
          kind: "withhold",
          force: "law",
          accounts: ["FMF"],
          partners: ["UKR"],
          fiscal_year: fy21,
          amount: dollars(1_000_000),
          within: "ukraine-floor",
          citation: "Made up for tests.",
        }),
      ],
      initiatives: [
        makeRow("initiatives", {
          id: "PHL-radar",
          name: "Coastal radar, Philippines",
          partner: "PHL",
          kind: "proposal",
          illustrative: true,
          agency: "State",
          accounts: ["FMF"],
          purpose: "maritime_border_security",
          recipient: "defense",
          focus: "operational",
          domain: "maritime",
          earliest_start: fy21,
          latest_start: fy22,
          cost_basis: "Made up for tests.",
        }),
        makeRow("initiatives", {
          id: "UKR-boats",
          name: "Patrol boats, Ukraine",
          partner: "UKR",
          kind: "continuing",
          agency: "State",
          accounts: ["FMF"],
          purpose: "military_capability",
          recipient: "defense",
          focus: "tactical",
          domain: "maritime",
          earliest_start: fy21,
          latest_start: fy21,
          assumptions: ["flat-money"],
          cost_basis: "Made up for tests.",
        }),
        makeRow("initiatives", {
          id: "UKR-schools",
          name: "Officer schools, Ukraine",
          partner: "UKR",
          kind: "continuing",
          agency: "State",
          accounts: ["FMF", "IMET"],
          purpose: "military_education",
          recipient: "defense",
          focus: "institutional",
          earliest_start: fy21,
          latest_start: fy23,
          cost_basis: "Made up for tests.",
        }),
      ],
      packages: [
        makeRow("packages", {
          id: "PHL-radar.small",
          initiative: "PHL-radar",
          name: "One site",
          level: "small",
        }),
        makeRow("packages", {
          id: "PHL-radar.full",
          initiative: "PHL-radar",
          name: "Three sites",
          level: "full",
        }),
        makeRow("packages", {
          id: "UKR-boats.full",
          initiative: "UKR-boats",
          name: "As before",
          level: "full",
        }),
        makeRow("packages", {
          id: "UKR-schools.full",
          initiative: "UKR-schools",
          name: "As before",
          level: "full",
        }),
      ],
      lines: [
        makeRow("lines", {
          id: "l1",
          package: "PHL-radar.small",
          year_offset: 0,
          kind: "equipment",
          amount: dollars(6_000_000),
        }),
        makeRow("lines", {
          id: "l2",
          package: "PHL-radar.full",
          year_offset: 0,
          kind: "equipment",
          amount: dollars(12_000_000),
        }),
        makeRow("lines", {
          id: "l3",
          package: "PHL-radar.full",
          year_offset: 1,
          kind: "training",
          amount: cents(250_000_050),
        }),
        makeRow("lines", {
          id: "l4",
          package: "UKR-boats.full",
          year_offset: 0,
          kind: "equipment",
          amount: dollars(9_000_000),
        }),
        makeRow("lines", {
          id: "l5",
          package: "UKR-boats.full",
          year_offset: 1,
          kind: "sustainment",
          amount: dollars(4_000_000),
        }),
        makeRow("lines", {
          id: "l6",
          package: "UKR-schools.full",
          year_offset: 0,
          kind: "training",
          amount: dollars(800_000),
        }),
      ],
      effects: [
        makeRow("effects", {
          id: "e1",
          initiative: "PHL-radar",
          objective: "sea",
          relevance: "direct",
          confidence: "likely",
        }),
        makeRow("effects", {
          id: "e2",
          initiative: "PHL-radar",
          package: "PHL-radar.full",
          objective: "sea",
          relevance: "direct",
          confidence: "likely",
          effect: 20.5,
        }),
        makeRow("effects", {
          id: "e3",
          initiative: "UKR-boats",
          objective: "sea",
          relevance: "direct",
          confidence: "likely",
        }),
        makeRow("effects", {
          id: "e4",
          initiative: "UKR-schools",
          objective: "schools",
          relevance: "direct",
          confidence: "likely",
        }),
      ],
      links: [
        makeRow("links", {
          id: "boats-need-schools",
          kind: "requires",
          initiative: "UKR-boats",
          other: "UKR-schools",
          lag_years: 0,
          reason: "Crews come first.",
        }),
      ],
      limits: [
        makeRow("limits", {
          id: "PHL-absorbs",
          name: "Philippines, at most",
          kind: "absorption",
          partners: ["PHL"],
          amount: dollars(15_000_000),
        }),
      ],
      baseline: [
        makeRow("baseline", {
          id: "UKR-FMF-2020",
          partner: "UKR",
          account: "FMF",
          fiscal_year: fiscalYear(2020),
          stage: "obligated",
          amount: dollars(9_000_000),
        }),
        makeRow("baseline", {
          id: "PHL-IMET-2020",
          partner: "PHL",
          account: "IMET",
          fiscal_year: fiscalYear(2020),
          stage: "obligated",
          amount: cents(-1_250),
          note: "Taken back, from earlier years",
        }),
      ],
      claims: [
        makeRow("claims", {
          id: "c1",
          subject: "Ukraine",
          statement: 'A paper says "about 9 million".',
          value: 9_000_000,
          unit: "US dollars",
          said_by: "Nobody",
          source: "Made up for tests.",
          check: "agrees",
        }),
      ],
    },
    scenarios: [
      {
        id: "more-training",
        title: "More training",
        description: "IMET grows in FY2022.",
        tests: [
          { question: "Are there places in the courses?", asked_by: "Nobody", answer: null },
          { question: "Does law allow it?", asked_by: "Nobody", answer: "Yes." },
        ],
        edits: [
          {
            author: "planner",
            at: "2020-12-28T15:00:00Z",
            reason: "More places",
            table: "resources",
            row: "IMET-2022",
            field: "amount",
            before: "1000000",
            after: "1500000",
          },
        ],
      },
    ],
  };
}
