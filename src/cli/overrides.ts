import { type Finding, hasErrors, type Outcome } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import type { Initiative, Plan } from "../plan/plan.ts";
import { report } from "./finding-kinds.ts";

/** A decision on the command line: fund this package, or, without one, do not fund the initiative. */
export interface Override {
  readonly initiative: string;
  readonly package: string | null;
}

/** Overrides from the options `--pin I=P` and `--exclude I`.   Errors: findings for a pin of the wrong form. */
export function parseOverrides(
  pins: readonly string[],
  exclusions: readonly string[],
): Outcome<readonly Override[]> {
  const findings: Finding[] = [];
  const overrides: Override[] = exclusions.map((initiative) => ({ initiative, package: null }));
  for (const pin of pins) {
    const match = /^([^=]+)=([^=]+)$/.exec(pin);
    if (match?.[1] !== undefined && match[2] !== undefined) {
      overrides.push({ initiative: match[1], package: match[2] });
      continue;
    }
    findings.push(
      report(
        "option_malformed",
        { field: "--pin" },
        {
          found: `\`${pin}\``,
          expected: "INITIATIVE=PACKAGE",
          help: "Write the initiative's id, an equals sign and the package's id, without spaces.",
        },
      ),
    );
  }
  return { result: overrides, findings: [...findings, ...checkConflicts(overrides)] };
}

/** Two different decisions about one initiative: the program cannot know which one is meant. */
function checkConflicts(overrides: readonly Override[]): Finding[] {
  return [...Map.groupBy(overrides, (override) => override.initiative)].flatMap(([id, all]) => {
    const asked = [...new Set(all.map((one) => one.package))];
    if (asked.length < 2) return [];
    const options = asked.map((one) =>
      one === null ? `\`--exclude ${id}\`` : `\`--pin ${id}=${one}\``,
    );
    return [
      report(
        "options_conflict",
        { field: "--pin and --exclude", id },
        {
          found: options.join(" and "),
          expected: `one decision about \`${id}\``,
          help: "Leave out all but one.",
        },
      ),
    ];
  });
}

/** The plan with the overrides of the command line written into its initiatives.   Errors: findings for unknown names. */
export function overridePlan(plan: Plan, overrides: readonly Override[]): Outcome<Plan> {
  const findings = overrides.flatMap((override) => checkNames(plan, override));
  if (overrides.length === 0 || hasErrors(findings)) return { result: plan, findings };
  const byInitiative = new Map(overrides.map((override) => [override.initiative, override]));
  const initiatives = plan.tables.initiatives.map((row): Initiative => {
    const override = byInitiative.get(row.id);
    return override === undefined
      ? row
      : {
          ...row,
          pinned_package: override.package ?? undefined,
          excluded: override.package === null,
          override_reason: "Asked for on the command line",
        };
  });
  return { result: { ...plan, tables: { ...plan.tables, initiatives } }, findings };
}

function checkNames(plan: Plan, override: Override): Finding[] {
  const known = plan.tables.initiatives.map((row) => row.id);
  if (!known.includes(override.initiative)) {
    return [unknownName("--exclude or --pin", "an initiative", override.initiative, known)];
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

/** A share such as `40%` or `0.4`, as a ratio; nothing where the text is neither. */
export function parseShare(text: string): number | undefined {
  const match = /^(\d{1,3}(?:\.\d{1,6})?)(%?)$/.exec(text.trim());
  if (match?.[1] === undefined) return undefined;
  const number = Number(match[1]);
  return match[2] === "%" ? number / 100 : number;
}
