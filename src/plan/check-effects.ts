import { type Check, findRepeated, keyOf } from "./check-context.ts";
import type { Effect } from "./plan.ts";

/** Checks effects: on leaves only, of one's own packages, once each, and not all zero. */
export function checkEffects(check: Check): void {
  const { effects, objectives } = check.tables;
  const parents = new Set(objectives.map((row) => row.parent));
  for (const row of effects) {
    if (parents.has(row.objective)) addBranch(check, row);
    const owner =
      row.package === undefined ? undefined : check.find("packages", row.package)?.initiative;
    if (owner === undefined || owner === row.initiative) continue;
    check.add("package_foreign", "effects", row.id, "package", {
      found: `\`${row.package}\`, a package of \`${owner}\``,
      expected: `a package of \`${row.initiative}\`, or none for all of them`,
      help: "Name one of its own packages.",
    });
  }
  const repeated = findRepeated(effects, (row) =>
    keyOf(row.initiative, row.objective, row.package),
  );
  for (const { row, first } of repeated) {
    check.add("effect_repeated", "effects", row.id, "objective", {
      found: `\`${row.id}\` and \`${first.id}\`, both of \`${row.initiative}\` on \`${row.objective}\``,
      expected: "one effect on each objective, for all packages or for one",
      help: "Delete one of the two rows, or name different packages.",
    });
  }
  checkAllZero(check);
}

function addBranch(check: Check, row: Effect): void {
  check.add("effect_on_branch", "effects", row.id, "objective", {
    found: `\`${row.objective}\`, which has objectives below it`,
    expected: "an objective at the end of the cascade",
    help: "Name one of the objectives below it.",
  });
}

function checkAllZero(check: Check): void {
  const { effects } = check.tables;
  const [first] = effects;
  if (first === undefined || effects.some((row) => counts(check, row))) return;
  check.add("effects_zero", "effects", first.id, "effect", {
    found: "effects that are all 0",
    expected: "at least one effect above 0",
    help: "Look at the factors in scales.csv and at the column `effect`: nothing is worth funding.",
  });
}

/** Whether the factors behind an effect, or its own figure, are above zero. */
function counts(check: Check, row: Effect): boolean {
  if (row.effect !== undefined) return row.effect > 0;
  const factor = (id: string | undefined): number =>
    id === undefined ? 1 : (check.find("scales", id)?.factor ?? 1);
  const partner = check.find("initiatives", row.initiative)?.partner ?? "";
  const level = row.package === undefined ? undefined : check.find("packages", row.package)?.level;
  const tier = check.find("partners", partner)?.tier;
  return factor(row.relevance) * factor(row.confidence) * factor(tier) * factor(level) > 0;
}
