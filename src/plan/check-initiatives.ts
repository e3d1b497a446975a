import type { Check } from "./check-context.ts";
import type { Initiative } from "./plan.ts";

/** Checks initiatives with their packages and lines: starts, decisions of people, costs. */
export function checkInitiatives(check: Check): void {
  const { initiatives, packages, lines, effects } = check.tables;
  const withPackage = new Set(packages.map((row) => row.initiative));
  const withEffect = new Set(effects.map((row) => row.initiative));
  for (const row of initiatives) {
    checkStarts(check, row);
    checkDecision(check, row);
    checkMilitaryObjective(check, row);
    if (!withPackage.has(row.id)) {
      check.add("initiative_without_package", "initiatives", row.id, "id", {
        found: "no package",
        expected: "at least one row of packages.csv that names the initiative",
        help: "Add a package with its cost lines; until then it cannot be funded.",
      });
    }
    if (!withEffect.has(row.id)) {
      check.add("initiative_without_effect", "initiatives", row.id, "id", {
        found: "no effect",
        expected: "at least one row of effects.csv that names the initiative",
        help: "Say which objective it serves; until then it is funded only where a rule forces it.",
      });
    }
  }
  checkCosts(check, lines);
}

function checkStarts(check: Check, row: Initiative): void {
  const { first_fiscal_year: first, last_fiscal_year: last } = check.plan.head;
  const { earliest_start: earliest, latest_start: latest } = row;
  if (latest < earliest) {
    check.add("start_order", "initiatives", row.id, "latest_start", {
      found: `FY${latest}, before the earliest start in FY${earliest}`,
      expected: "a last start in the year of the first, or later",
      help: "Change one of the two years.",
    });
  } else if (earliest < first || latest > last) {
    const never = latest < first || earliest > last;
    check.add(
      "start_outside_horizon",
      "initiatives",
      row.id,
      latest > last ? "latest_start" : "earliest_start",
      {
        found: `starts from FY${earliest} to FY${latest}`,
        expected: `starts from FY${first} to FY${last}, the years of the plan`,
        help: never
          ? "It cannot start in any year of the plan, so it cannot be funded."
          : "Only the years of the plan count.",
      },
    );
  }
}

/** The names under which the Department of Defense proposes, alone or with an office of its own. */
const defense = /^(the )?(department of )?(defense|dod|osd|dsca)\b/iu;

/** The planners of Defense say which military objective a proposal serves, and why: asked for by a paper, not by law. */
function checkMilitaryObjective(check: Check, row: Initiative): void {
  if (row.kind !== "proposal" || !defense.test(row.agency.trim())) return;
  const { dod_objective: objective, dod_objective_reason: reason } = row;
  if (objective !== undefined && reason !== undefined) return;
  const field = objective === undefined ? "dod_objective" : "dod_objective_reason";
  check.add("military_objective_missing", "initiatives", row.id, field, {
    found:
      objective === undefined ? "no military objective" : `\`${objective}\`, and no reason for it`,
    expected: "one of the four military objectives, and why the proposal serves it",
    help: "Fill in `dod_objective` and `dod_objective_reason`; a package cannot be signed without them.",
    source: "Tankel and Ross, Retooling U.S. Security Sector Assistance (2020); no law",
  });
}

function checkDecision(check: Check, row: Initiative): void {
  const { pinned_package: pinned, excluded } = row;
  if (pinned !== undefined) {
    const owner = check.find("packages", pinned)?.initiative;
    if (owner !== undefined && owner !== row.id) {
      check.add("package_foreign", "initiatives", row.id, "pinned_package", {
        found: `\`${pinned}\`, a package of \`${owner}\``,
        expected: `a package of \`${row.id}\``,
        help: "Pin one of its own packages.",
      });
    }
    if (excluded) {
      check.add("pinned_and_excluded", "initiatives", row.id, "excluded", {
        found: `the package \`${pinned}\` pinned, and the initiative excluded`,
        expected: "one of the two, or none",
        help: "Clear `pinned_package`, or write `false` under `excluded`.",
      });
    }
  }
  checkShare(check, row);
  if ((pinned === undefined && !excluded) || row.override_reason !== undefined) return;
  check.add("override_without_reason", "initiatives", row.id, "override_reason", {
    found: `no reason why it is ${excluded ? "excluded" : "pinned"}`,
    expected: "a reason, for those who read the plan",
    help: "Write under `override_reason` who decided it, and why.",
  });
}

function checkShare(check: Check, row: Initiative): void {
  const { pinned_package: pinned, pinned_share: share } = row;
  if (share === undefined) return;
  if (pinned === undefined) {
    check.add("pinned_share_alone", "initiatives", row.id, "pinned_share", {
      found: `a share of ${share}, of no package`,
      expected: "the package that is funded at this share, under `pinned_package`",
      help: "Name the package, or clear `pinned_share`.",
    });
  }
  const percent = Math.round(share * 100);
  if (percent / 100 === share) return;
  check.add("pinned_share_form", "initiatives", row.id, "pinned_share", {
    found: `a share of ${share}`,
    expected: "a share in whole percents, such as 0.65",
    help: `Write ${Math.max(1, percent) / 100}.`,
  });
}

function checkCosts(check: Check, lines: Check["tables"]["lines"]): void {
  const costs = new Map<string, number>();
  for (const line of lines) {
    costs.set(line.package, (costs.get(line.package) ?? 0) + line.amount);
  }
  for (const row of check.tables.packages) {
    const cost = costs.get(row.id);
    if (cost === undefined) {
      check.add("package_without_lines", "packages", row.id, "id", {
        found: "no cost lines",
        expected: "at least one row of lines.csv that names the package",
        help: "Add its costs by year and kind; until then it cannot be chosen.",
      });
    } else if (cost === 0) {
      check.add("package_cost_zero", "packages", row.id, "id", {
        found: "a cost of 0 over all years",
        expected: "a cost above 0",
        help: "Write its costs in lines.csv; until then it cannot be chosen.",
      });
    }
  }
}
