import { fiscalYear, isoDate } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import type { Plan } from "./plan.ts";
import { makeRow } from "./rows.ts";

/** Codes of the accounts that the sample plan uses. */
export const sampleAccountCodes = ["FMF", "IMET"] as const;

const dollars = (amount: number): Cents => cents(amount * 100);
const fy21 = fiscalYear(2021);
const fy22 = fiscalYear(2022);
const fy23 = fiscalYear(2023);

/**
 * A small valid plan, made up for tests: two partners, two accounts, three years, three initiatives.
 *
 * It is the same plan as {@link samplePlanFiles}; a test compares the two.
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

const texts: Readonly<Record<string, string>> = {
  "plan.yaml": `format: 1
id: sample
title: Sample plan
description: Made up for tests.
as_of: 2020-12-31
first_fiscal_year: 2021
last_fiscal_year: 2023
recommended_scenario: more-training
scenarios:
  - id: more-training
    title: More training
    description: IMET grows in FY2022.
    tests:
      - question: Are there places in the courses?
        asked_by: Nobody
        answer: null
      - question: Does law allow it?
        asked_by: Nobody
        answer: Yes.
`,
  "scenarios/more-training.csv": `author,at,reason,table,row,field,before,after
planner,2020-12-28T15:00:00Z,More places,resources,IMET-2022,amount,1000000,1500000
`,
  "objectives.csv": `id,parent,level,name,statement,weight,target_effect
secure,,strategy,Secure partners,Partners keep their own peace.,1,
sea,secure,objective,Safe seas,Partners see and police their waters.,3,60
schools,secure,objective,Sound institutions,"Officers learn, and teach others.",1,5
`,
  "partners.csv": `id,name,kind,iso3,bureau,tier,tier_reason
PHL,Philippines,country,PHL,EAP,tier-1,Treaty ally
UKR,Ukraine,country,UKR,EUR,tier-2,
`,
  "affiliations.csv": `id,partner,kind,value
UKR-EUCOM,UKR,combatant_command,EUCOM
`,
  "assumptions.csv": `id,statement,partners,owner,test,review_on
flat-money,Congress keeps the level of FY2021.,PHL;UKR,Budget office,The next request is lower.,2021-03-01
`,
  "scales.csv": `id,scale,name,factor,up_to
tier-1,tier,First,1.5,
tier-2,tier,Second,1,
direct,relevance,Direct,1,
likely,confidence,Likely,0.8,
small,level,Small,1.2,
full,level,Full,1,
first-half,return,First half,1.5,0.5
second-half,return,Second half,0.5,1
beyond,return,Beyond,0,
`,
  "resources.csv": `id,account,fiscal_year,stage,amount,assumptions
FMF-2021,FMF,2021,enacted,20000000,
FMF-2022,FMF,2022,projected,20000000,flat-money
FMF-2023,FMF,2023,projected,20000000,flat-money
IMET-2021,IMET,2021,enacted,1000000,
IMET-2022,IMET,2022,projected,1000000,flat-money
IMET-2023,IMET,2023,projected,1000000,flat-money
`,
  "directives.csv": `id,name,kind,force,accounts,partners,fiscal_year,amount,within,citation
ukraine-floor,"Ukraine, at least",not_less_than,law,FMF,UKR,2021,5000000,,Made up for tests.
ukraine-tranche,"Ukraine, withheld",withhold,law,FMF,UKR,2021,1000000,ukraine-floor,Made up for tests.
`,
  "initiatives.csv": `id,name,partner,kind,illustrative,agency,accounts,purpose,recipient,focus,domain,earliest_start,latest_start,assumptions,cost_basis
PHL-radar,"Coastal radar, Philippines",PHL,proposal,true,State,FMF,maritime_border_security,defense,operational,maritime,2021,2022,,Made up for tests.
UKR-boats,"Patrol boats, Ukraine",UKR,continuing,false,State,FMF,military_capability,defense,tactical,maritime,2021,2021,flat-money,Made up for tests.
UKR-schools,"Officer schools, Ukraine",UKR,continuing,false,State,FMF;IMET,military_education,defense,institutional,general,2021,2023,,Made up for tests.
`,
  "packages.csv": `id,initiative,name,level
PHL-radar.small,PHL-radar,One site,small
PHL-radar.full,PHL-radar,Three sites,full
UKR-boats.full,UKR-boats,As before,full
UKR-schools.full,UKR-schools,As before,full
`,
  "lines.csv": `id,package,year_offset,kind,amount
l1,PHL-radar.small,0,equipment,6000000
l2,PHL-radar.full,0,equipment,12000000
l3,PHL-radar.full,1,training,2500000.50
l4,UKR-boats.full,0,equipment,9000000
l5,UKR-boats.full,1,sustainment,4000000
l6,UKR-schools.full,0,training,800000
`,
  "effects.csv": `id,initiative,package,objective,relevance,confidence,effect
e1,PHL-radar,,sea,direct,likely,
e2,PHL-radar,PHL-radar.full,sea,direct,likely,20.5
e3,UKR-boats,,sea,direct,likely,
e4,UKR-schools,,schools,direct,likely,
`,
  "links.csv": `id,kind,initiative,other,lag_years,reason
boats-need-schools,requires,UKR-boats,UKR-schools,0,Crews come first.
`,
  "limits.csv": `id,name,kind,partners,amount
PHL-absorbs,"Philippines, at most",absorption,PHL,15000000
`,
  "baseline.csv": `id,partner,account,fiscal_year,stage,amount,note
UKR-FMF-2020,UKR,FMF,2020,obligated,9000000,
PHL-IMET-2020,PHL,IMET,2020,obligated,-12.50,"Taken back, from earlier years"
`,
  "claims.csv": `id,subject,statement,value,unit,said_by,source,check
c1,Ukraine,"A paper says ""about 9 million"".",9000000,US dollars,Nobody,Made up for tests.,agrees
`,
};

/** The files of the sample plan, as texts by path inside the plan folder. */
export function samplePlanTexts(): Map<string, string> {
  return new Map(Object.entries(texts));
}

/** The files of the sample plan, as bytes by path inside the plan folder. */
export function samplePlanFiles(): Map<string, Uint8Array> {
  const encoder = new TextEncoder();
  return new Map(Object.entries(texts).map(([path, text]) => [path, encoder.encode(text)]));
}
