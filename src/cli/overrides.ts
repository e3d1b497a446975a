import { withDecisions } from "../allocate/explore/overrides-plan.ts";
import type { Override } from "../allocate/explore/overrides-problem.ts";
import { type Finding, hasErrors, type Outcome } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import type { Plan } from "../plan/plan.ts";
import { report } from "./finding-kinds.ts";

/** Decisions as they were written on the command line. */
export interface WrittenOverrides {
  /** `INITIATIVE=PACKAGE`: fund this package. */
  readonly pin: readonly string[];
  /** `INITIATIVE`: do not fund it. */
  readonly exclude: readonly string[];
  /** `INITIATIVE=SHARE`: fund so much of it. */
  readonly part?: readonly string[];
  readonly reason?: string;
}

/** The reason of a decision on the command line that gives none. */
export const unsaidReason = "Asked for on the command line";

/** Overrides from the options.   Errors: findings for a pin or a part of the wrong form, and for two decisions on one. */
export function parseOverrides(written: WrittenOverrides): Outcome<readonly Override[]> {
  const findings: Finding[] = [];
  const reason = written.reason ?? unsaidReason;
  const pins: Override[] = [];
  const parts: Override[] = [];
  for (const text of written.pin) {
    const [initiative, chosen] = parsePair(text) ?? [];
    if (initiative === undefined || chosen === undefined) findings.push(malformedPin(text));
    else pins.push({ initiative, kind: "pin", package: chosen, share: null, reason });
  }
  for (const text of written.part ?? []) {
    const [initiative, share = ""] = parsePair(text) ?? [];
    const percent = Math.round((parseShare(share) ?? 0) * 10_000) / 100;
    const isPercent = Number.isInteger(percent) && percent >= 1 && percent <= 99;
    if (initiative === undefined || !isPercent) findings.push(malformedPart(text));
    else parts.push({ initiative, kind: "part", package: null, share: percent / 100, reason });
  }
  const exclusions = written.exclude.map(
    (initiative): Override => ({ initiative, kind: "exclude", package: null, share: null, reason }),
  );
  const overrides = [...exclusions, ...mergeParts(pins, parts)];
  return { result: withoutTwins(overrides), findings: [...findings, ...checkConflicts(overrides)] };
}

function parsePair(text: string): readonly [string, string] | undefined {
  const match = /^([^=]+)=([^=]+)$/.exec(text);
  return match?.[1] === undefined || match[2] === undefined ? undefined : [match[1], match[2]];
}

/** A pin and a part of one initiative are a part of that package. */
function mergeParts(pins: readonly Override[], parts: readonly Override[]): Override[] {
  const cut = new Set(parts.map(({ initiative }) => initiative));
  const packages = new Map(pins.map((pin) => [pin.initiative, pin.package]));
  // A second, different pin of what is cut stays, to be found as a conflict.
  const whole = pins.filter(
    (pin) => !cut.has(pin.initiative) || packages.get(pin.initiative) !== pin.package,
  );
  return [
    ...whole,
    ...parts.map((part) => ({ ...part, package: packages.get(part.initiative) ?? null })),
  ];
}

function withoutTwins(overrides: readonly Override[]): readonly Override[] {
  const known = new Map(overrides.map((override) => [optionOf(override), override]));
  return [...known.values()];
}

/** A share such as `40%` or `0.4`, as a ratio; nothing where the text is neither. */
export function parseShare(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,6})?)(%?)$/.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  const number = Number(match[1]);
  return match[2] === "%" ? number / 100 : number;
}

function malformedPin(text: string): Finding {
  return report(
    "option_malformed",
    { field: "--pin" },
    {
      found: `\`${text}\``,
      expected: "INITIATIVE=PACKAGE",
      help: "Write the initiative's id, an equals sign and the package's id, without spaces.",
    },
  );
}

function malformedPart(text: string): Finding {
  return report(
    "option_malformed",
    { field: "--part" },
    {
      found: `\`${text}\``,
      expected: "INITIATIVE=SHARE, a share from 1% to 99% in whole percents",
      help: "Write the initiative's id, an equals sign and a share such as 40%, without spaces.",
    },
  );
}

/** Two different decisions about one initiative: the program cannot know which one is meant. */
function checkConflicts(overrides: readonly Override[]): Finding[] {
  return [...Map.groupBy(overrides, (override) => override.initiative)].flatMap(([id, all]) => {
    const asked = [...new Set(all.map(optionOf))];
    if (asked.length < 2) return [];
    return [
      report(
        "options_conflict",
        { field: "--pin, --exclude and --part", id },
        {
          found: asked.map((option) => `\`${option}\``).join(" and "),
          expected: `one decision about \`${id}\``,
          help: "Leave out all but one.",
        },
      ),
    ];
  });
}

function optionOf({ initiative, kind, package: chosen, share }: Override): string {
  if (kind === "exclude") return `--exclude ${initiative}`;
  const pin = chosen === null ? "" : `--pin ${initiative}=${chosen}`;
  const part = share === null ? "" : `--part ${initiative}=${Math.round(share * 100)}%`;
  return [pin, part].filter((option) => option !== "").join(" ");
}

/** The plan with the overrides of the command line written into its initiatives.   Errors: findings for unknown names. */
export function overridePlan(plan: Plan, overrides: readonly Override[]): Outcome<Plan> {
  const findings = overrides.flatMap((override) => checkNames(plan, override));
  if (overrides.length === 0 || hasErrors(findings)) return { result: plan, findings };
  return { result: withDecisions(plan, overrides), findings };
}

/** Findings for initiatives and packages that a plan does not have. */
export function checkNames(plan: Plan, override: Override): Finding[] {
  const known = plan.tables.initiatives.map((row) => row.id);
  if (!known.includes(override.initiative)) {
    const named = override.kind === "part" ? "--part" : "--exclude or --pin";
    const titles = new Map(plan.tables.initiatives.map((row) => [row.id, row.name]));
    return [unknownName(named, "an initiative", override.initiative, known, titles)];
  }
  if (override.package === null) return [];
  const packages = plan.tables.packages
    .filter((row) => row.initiative === override.initiative)
    .map((row) => row.id);
  return packages.includes(override.package)
    ? []
    : [unknownName("--pin", `a package of ${override.initiative}`, override.package, packages)];
}

/**
 * The finding that a plan has nothing of a name, with the nearest name, those that hold it as a word, or the first few
 * that there are. `titles`: what a reader calls them, where that is not their name.
 */
export function unknownName(
  field: string,
  what: string,
  name: string,
  known: readonly string[],
  titles: ReadonlyMap<string, string> = new Map(),
): Finding {
  const nearest = findNearest(name, known);
  const holding = known.filter((other) => holds(`${other} ${titles.get(other) ?? ""}`, name));
  const listed = nearest === undefined && holding.length > 0 ? holding : known;
  const some = listed.slice(0, 8).map((other) => {
    const title = listed === holding ? titles.get(other) : undefined;
    return title === undefined ? `\`${other}\`` : `\`${other}\` (${title})`;
  });
  const more = listed.length > some.length ? `, and ${listed.length - some.length} more` : "";
  const lead = listed === holding ? "Perhaps one of" : "There are";
  return report(
    "name_unknown",
    { field },
    {
      found: `\`${name}\``,
      expected: what,
      help:
        nearest === undefined
          ? `${lead}: ${some.join(", ")}${more}.`
          : `Did you mean \`${nearest}\`?`,
    },
  );
}

function holds(text: string, words: string): boolean {
  const sought = words.trim().toLowerCase();
  return sought.length >= 3 && text.toLowerCase().includes(sought);
}
