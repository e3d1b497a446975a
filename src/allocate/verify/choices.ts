import type { Finding } from "../../base/findings.ts";
import type { Initiative } from "../../plan/plan.ts";
import type { Choice } from "../allocation.ts";
import { reportVerify } from "./finding-kinds.ts";
import { costsOfChoice, listShares, type Reading } from "./reading.ts";

/** The funded initiatives with their choices: the first choice that names the initiative's own package. */
export function findFunded(
  reading: Reading,
  choices: readonly Choice[],
): ReadonlyMap<string, Choice> {
  const funded = new Map<string, Choice>();
  for (const choice of choices) {
    if (isKnown(reading, choice) && !funded.has(choice.initiative)) {
      funded.set(choice.initiative, choice);
    }
  }
  return funded;
}

/** Checks that each choice is possible by itself, that none is double, and that every pin is kept. */
export function checkChoices(
  reading: Reading,
  choices: readonly Choice[],
  funded: ReadonlyMap<string, Choice>,
): Finding[] {
  const seen = new Set<string>();
  const findings = choices.flatMap((choice) => {
    const initiative = reading.initiatives.get(choice.initiative);
    if (initiative === undefined || !isKnown(reading, choice)) return [unknownChoice(choice)];
    if (seen.has(choice.initiative)) return [choiceTwice(choice)];
    seen.add(choice.initiative);
    return checkChoice(reading, initiative, choice);
  });
  return [...findings, ...checkPins(reading, funded)];
}

function checkPins(reading: Reading, funded: ReadonlyMap<string, Choice>): Finding[] {
  return [...reading.initiatives.values()].flatMap((initiative) => {
    const { id, pinned_package: pinned } = initiative;
    if (pinned === undefined) return [];
    const chosen = funded.get(id);
    const [share] = listShares(initiative);
    if (chosen?.package === pinned && chosen.share === share) return [];
    const words = (one: string, part: number | undefined) =>
      part === undefined ? `\`${one}\`` : `\`${one}\` at a share of ${part}`;
    return reportVerify(
      "pin_ignored",
      { file: "initiatives.csv", id, field: "pinned_package" },
      {
        found:
          chosen === undefined
            ? `\`${id}\` not funded`
            : `\`${id}\` with ${words(chosen.package, chosen.share)}`,
        expected: `the pinned package ${words(pinned, share)}`,
        help: "Fund the pinned package, or take the pin away.",
      },
    );
  });
}

/** Checks the links between the funded initiatives. */
export function checkLinks(reading: Reading, funded: ReadonlyMap<string, Choice>): Finding[] {
  return reading.plan.tables.links.flatMap((link) => {
    const one = funded.get(link.initiative);
    if (one === undefined) return [];
    const other = funded.get(link.other);
    const lag = link.lag_years ?? 0;
    const isEarlyEnough = other !== undefined && other.start + lag <= one.start;
    const isKept =
      link.kind === "excludes"
        ? other === undefined
        : isEarlyEnough || (link.kind === "follows" && other === undefined);
    if (isKept) return [];
    const code = `${link.kind}_broken` as const;
    const otherWords = other
      ? `\`${link.other}\` from FY${other.start}`
      : `\`${link.other}\` not funded`;
    return reportVerify(
      code,
      { file: "links.csv", id: link.id, field: "other" },
      {
        found: `\`${link.initiative}\` from FY${one.start} and ${otherWords}`,
        expected:
          link.kind === "excludes"
            ? "not both of them funded"
            : `\`${link.other}\` started by FY${one.start - lag}`,
        help: `Link \`${link.id}\` says so: change a start, leave one out, or change the link.`,
      },
    );
  });
}

function isKnown(reading: Reading, choice: Choice): boolean {
  const isOwn = reading.packages.get(choice.package)?.initiative === choice.initiative;
  return isOwn && reading.initiatives.has(choice.initiative);
}

function unknownChoice(choice: Choice): Finding {
  return reportVerify(
    "choice_not_in_plan",
    { id: choice.initiative, field: "package" },
    {
      found: `package \`${choice.package}\` for \`${choice.initiative}\``,
      expected: "an initiative of the plan and one of its own packages",
      help: "The allocation may belong to another plan: allocate again.",
    },
  );
}

function choiceTwice(choice: Choice): Finding {
  return reportVerify(
    "choice_twice",
    { file: "initiatives.csv", id: choice.initiative },
    {
      found: `a second choice for \`${choice.initiative}\`: \`${choice.package}\``,
      expected: "at most one package and start",
      help: "Keep one of the choices.",
    },
  );
}

function checkChoice(reading: Reading, initiative: Initiative, choice: Choice): Finding[] {
  const { id, earliest_start: earliest, latest_start: latest } = initiative;
  const at = { file: "initiatives.csv", id };
  const findings: Finding[] = [];
  if (initiative.excluded) {
    findings.push(
      reportVerify(
        "choice_excluded",
        { ...at, field: "excluded" },
        {
          found: `excluded \`${id}\` funded with \`${choice.package}\``,
          expected: "no money for it",
          help: "Leave it out, or take the exclusion away.",
        },
      ),
    );
  }
  if (!Number.isInteger(choice.start) || choice.start < earliest || choice.start > latest) {
    findings.push(
      reportVerify(
        "choice_start",
        { ...at, field: "earliest_start" },
        {
          found: `\`${id}\` starting in FY${choice.start}`,
          expected: `a start from FY${earliest} to FY${latest}`,
          help: "Start it in one of these years, or change them.",
        },
      ),
    );
  }
  findings.push(...checkShare(initiative, choice));
  const costYears = [...costsOfChoice(reading, choice).keys()];
  if (costYears.length === 0) {
    findings.push(
      reportVerify(
        "choice_without_cost",
        { ...at, field: "package" },
        {
          found: `\`${id}\` funded with \`${choice.package}\`, which costs nothing`,
          expected: "a package with a cost",
          help: "Give the package its lines, or leave it out.",
        },
      ),
    );
  }
  const [first, last] = [reading.years[0], reading.years.at(-1)];
  const beyond = costYears.filter((year) => !reading.years.some((known) => known === year));
  if (beyond.length > 0) {
    findings.push(
      reportVerify(
        "choice_beyond_horizon",
        { ...at, field: "package" },
        {
          found: `\`${choice.package}\` costing money in FY${beyond.join(", FY")}`,
          expected: `all its cost in FY${first} to FY${last}`,
          help: "Start it earlier, or lengthen the plan.",
        },
      ),
    );
  }
  return findings;
}

/** A share is one that the initiative offers; of a pinned initiative it is part of the pin. */
function checkShare(initiative: Initiative, choice: Choice): Finding[] {
  const { id, pinned_package: pinned, least_share: least } = initiative;
  if (pinned !== undefined || listShares(initiative).includes(choice.share)) return [];
  return [
    reportVerify(
      "choice_share",
      { file: "initiatives.csv", id, field: "least_share" },
      {
        found: `\`${id}\` funded at a share of ${choice.share}`,
        expected:
          least === undefined
            ? "a whole package, stated without a share"
            : `tenths from ${least}, or the whole, stated without a share`,
        help: "Fund the whole, or set `least_share` or `pinned_share`.",
      },
    ),
  ];
}
