import { append, type Breakage } from "./broken.test-data.ts";
import { type Case, testCases } from "./check-cases.test-data.ts";

const sites = (row: string): Breakage =>
  append(
    "sites.csv",
    `id,name,partner,kind,status,risk,initiatives\nkept,Kept,PHL,stockpile,in_work,high,PHL-radar\n${row}\n`,
  );
const reserves = append(
  "reserves.csv",
  "id,name,account,fiscal_year,amount,trigger,released_by\nquick,Quick,FMF,2021,1000000,A blast,State\n",
);
const releases = (rows: string): Breakage =>
  append(
    "releases.csv",
    `id,reserve,partner,site,happened,asked_on,amount,decision,decided_on,decided_by\n${rows}\n`,
  );
const pledges = (row: string): Breakage =>
  append("pledges.csv", `id,donor,partner,site,fiscal_year,pledged,paid\n${row}\n`);
const all = (...list: readonly Breakage[]): Breakage => {
  return (texts) => {
    for (const each of list) each(texts);
  };
};

const hazards: readonly Case[] = [
  [
    "a site with an initiative for another country",
    sites("far,Far,UKR,hazard_area,surveyed,low,PHL-radar"),
    "site_partner_other",
    "sites.csv:3 initiatives",
  ],
  [
    "a site of high risk on which nobody works",
    sites("bare,Bare,PHL,stockpile,reported,high,"),
    "site_unserved",
    "sites.csv:3 initiatives",
  ],
  [
    "a site of high risk that a release or a donor serves",
    all(
      sites("bare,Bare,PHL,stockpile,reported,high,\nlent,Lent,PHL,stockpile,reported,high,"),
      reserves,
      releases("a,quick,PHL,bare,Blast,2021-01-01,6,released,2021-01-05,Desk"),
      pledges("p,Japan,PHL,lent,2021,5,5"),
    ),
    "site_unserved",
    [],
  ],
  [
    "a site of high risk for which a release is only asked",
    all(
      sites("bare,Bare,PHL,stockpile,reported,high,"),
      reserves,
      releases("a,quick,PHL,bare,Blast,2021-01-01,6,open,,"),
    ),
    "site_unserved",
    "sites.csv:3 initiatives",
  ],
  [
    "a pledge for a site elsewhere",
    all(sites("dull,Dull,PHL,stockpile,done,high,"), pledges("p,Japan,UKR,kept,2021,5,5")),
    "site_partner_other",
    "pledges.csv:2 site",
  ],
  [
    "more paid than pledged",
    pledges("p,Japan,PHL,,2021,5,6"),
    "pledge_overpaid",
    "pledges.csv:2 paid",
  ],
  [
    "releases beyond the reserve",
    all(
      reserves,
      releases(
        "a,quick,PHL,,Blast,2021-01-01,600000,released,2021-01-05,Desk\nb,quick,PHL,,Blast,2021-01-01,400001,released,2021-01-05,Desk",
      ),
    ),
    "reserve_overdrawn",
    "reserves.csv:2 amount",
  ],
  [
    "a release without who decided it",
    all(reserves, releases("a,quick,PHL,,Blast,2021-01-01,6,released,2021-01-05,")),
    "release_undecided",
    "releases.csv:2 decided_on",
  ],
  [
    "a release decided before it was asked for",
    all(reserves, releases("a,quick,PHL,,Blast,2021-01-02,6,refused,2021-01-01,Desk")),
    "release_undecided",
    "releases.csv:2 decided_on",
  ],
  [
    "a release before the year of its money",
    all(reserves, releases("a,quick,PHL,,Blast,2020-09-01,6,released,2020-09-30,Desk")),
    "release_early",
    "releases.csv:2 decided_on",
  ],
];

testCases("sites, reserves and pledges", hazards);
