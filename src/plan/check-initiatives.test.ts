import { append, type Breakage, swap } from "./broken.test-data.ts";
import { type Case, testCases } from "./check-cases.test-data.ts";

const initiatives: readonly Case[] = [
  [
    "a last start before the first",
    swap("initiatives.csv", "maritime,2021,2022", "maritime,2022,2021"),
    "start_order",
    "initiatives.csv:2 latest_start",
  ],
  [
    "starts after the plan",
    swap("initiatives.csv", "maritime,2021,2022", "maritime,2024,2025"),
    "start_outside_horizon",
    "initiatives.csv:2 latest_start",
    "cannot start in any year",
  ],
  [
    "a first start before the plan",
    swap("initiatives.csv", "maritime,2021,2022", "maritime,2020,2022"),
    "start_outside_horizon",
    "initiatives.csv:2 earliest_start",
    "Only the years of the plan count",
  ],
  [
    "no package",
    (texts) => {
      swap("packages.csv", "UKR-schools.full,UKR-schools", "UKR-schools.full,UKR-boats")(texts);
    },
    "initiative_without_package",
    "initiatives.csv:4 id",
  ],
  [
    "no effect",
    swap("effects.csv", "e4,UKR-schools", "e4,UKR-boats"),
    "initiative_without_effect",
    "initiatives.csv:4 id",
  ],
  [
    "a package without lines",
    append("packages.csv", "more,UKR-schools,More,full\n"),
    "package_without_lines",
    "packages.csv:6 id",
  ],
  [
    "a package that costs nothing",
    swap("lines.csv", "800000", "0"),
    "package_cost_zero",
    "packages.csv:5 id",
  ],
];

/** The first initiative of the sample plan, proposed by another agency, of a kind, with an objective and a reason. */
const proposedBy =
  (agency: string, kind: string, objective: string, reason: string): Breakage =>
  (texts) => {
    const [header = "", first = "", ...rest] = (texts.get("initiatives.csv") ?? "")
      .trimEnd()
      .split("\n");
    const swapped = first.replace(/,\w+,(\w*),State,/, `,${kind},$1,${agency},`);
    const rows = [
      `${header},dod_objective,dod_objective_reason`,
      `${swapped},${objective},${reason}`,
      ...rest.map((row) => `${row},,`),
    ];
    texts.set("initiatives.csv", `${rows.join("\n")}\n`);
  };

const militaryObjectives: readonly Case[] = (
  [
    ["Defense", "proposal", "", "", "dod_objective"],
    ["Department of Defense", "proposal", "", "It is so", "dod_objective"],
    ["DoD (DSCA)", "proposal", "posture", "", "dod_objective_reason"],
    ["Defense", "proposal", "posture", "Allies use it first", null],
    ["Defense", "continuing", "", "", null],
    ["State", "proposal", "", "", null],
  ] as const
).map(([agency, kind, objective, reason, field]) => [
  `a ${kind} of ${agency}, with ${objective || "no objective"} and ${reason || "no reason"}`,
  proposedBy(agency, kind, objective, reason),
  "military_objective_missing",
  field === null ? [] : `initiatives.csv:2 ${field}`,
]);

const decisions =
  (pinned: string, excluded: string, reason: string, share = ""): Breakage =>
  (texts) => {
    const rows = (texts.get("initiatives.csv") ?? "").trimEnd().split("\n");
    const [header, first, ...rest] = rows;
    const more = [`${header},pinned_package,excluded,override_reason,pinned_share`];
    more.push(`${first},${pinned},${excluded},${reason},${share}`);
    more.push(...rest.map((row) => `${row},,,,`));
    texts.set("initiatives.csv", `${more.join("\n")}\n`);
  };

const overrides: readonly Case[] = [
  [
    "pinned and excluded",
    decisions("PHL-radar.full", "true", "So be it"),
    "pinned_and_excluded",
    "initiatives.csv:2 excluded",
  ],
  [
    "another's package pinned",
    decisions("UKR-boats.full", "", "So be it"),
    "package_foreign",
    "initiatives.csv:2 pinned_package",
  ],
  [
    "excluded without a reason",
    decisions("", "true", ""),
    "override_without_reason",
    "initiatives.csv:2 override_reason",
  ],
  [
    "pinned with a reason",
    decisions("PHL-radar.full", "", "So be it"),
    "override_without_reason",
    [],
  ],
  [
    "a share of no package",
    decisions("", "", "So be it", "0.5"),
    "pinned_share_alone",
    "initiatives.csv:2 pinned_share",
  ],
  [
    "a share of a package",
    decisions("PHL-radar.full", "", "So be it", "0.57"),
    "pinned_share_alone",
    [],
  ],
  ...["0.57", "0.07", "0.29", "1"].map(
    (share): Case => [
      `a share of ${share}`,
      decisions("PHL-radar.full", "", "So be it", share),
      "pinned_share_form",
      [],
    ],
  ),
  [
    "a share of half a percent",
    decisions("PHL-radar.full", "", "So be it", "0.125"),
    "pinned_share_form",
    "initiatives.csv:2 pinned_share",
    "Write 0.13.",
  ],
];

const effects: readonly Case[] = [
  [
    "on an objective with others below",
    swap("effects.csv", "schools,direct", "secure,direct"),
    "effect_on_branch",
    "effects.csv:5 objective",
  ],
  [
    "of another's package",
    swap("effects.csv", "e3,UKR-boats,,", "e3,UKR-boats,PHL-radar.full,"),
    "package_foreign",
    "effects.csv:4 package",
  ],
  [
    "twice on one objective",
    append("effects.csv", "e5,UKR-boats,,sea,direct,likely,\n"),
    "effect_repeated",
    "effects.csv:6 objective",
  ],
  [
    "all zero",
    [swap("scales.csv", "Likely,0.8", "Likely,0"), swap("effects.csv", "20.5", "0")],
    "effects_zero",
    "effects.csv:2 effect",
  ],
  ["all but one zero", swap("scales.csv", "Likely,0.8", "Likely,0"), "effects_zero", []],
];

const links: readonly Case[] = [
  [
    "to itself",
    swap("links.csv", "UKR-boats,UKR-schools", "UKR-boats,UKR-boats"),
    "link_self",
    "links.csv:2 other",
  ],
  [
    "in a circle",
    append(
      "links.csv",
      "back,follows,UKR-schools,PHL-radar,0,\nmore,requires,PHL-radar,UKR-boats,0,\n",
    ),
    "link_cycle",
    "links.csv:4 other",
    "`PHL-radar` → `UKR-boats` → `UKR-schools` → `PHL-radar`",
  ],
  [
    "twice",
    append("links.csv", "again,requires,UKR-boats,UKR-schools,0,\n"),
    "link_repeated",
    "links.csv:3 other",
  ],
  [
    "excluded and required",
    append("links.csv", "against,excludes,UKR-schools,UKR-boats,0,\n"),
    "link_contradiction",
    "links.csv:2 other",
  ],
];

testCases("initiatives", initiatives);
testCases("military objectives", militaryObjectives);
testCases("overrides", overrides);
testCases("effects", effects);
testCases("links", links);
