import { compareText } from "../base/findings.ts";
import type { Check } from "./check-context.ts";
import type { Scale } from "./plan.ts";
import { count } from "./words.ts";

/** Checks scales: each has grades, and the worth of effect falls to exactly one open end. */
export function checkScales(check: Check): void {
  const { scales, partners } = check.tables;
  for (const scale of ["relevance", "confidence", "level"] as const) {
    if (scales.some((row) => row.scale === scale)) continue;
    check.add("scale_missing", "scales", scale, "scale", {
      found: `no grade of the scale \`${scale}\``,
      expected: "at least one row, since effects or packages name its grades",
      help: "Add the grades with their factors.",
    });
  }
  const untiered = partners.filter((row) => row.tier === undefined);
  const [first] = untiered;
  if (first !== undefined) {
    check.add("tier_absent", "partners", first.id, "tier", {
      found: `${count(untiered.length, "partner")} without a tier, \`${first.id}\` first`,
      expected: "a tier, or a factor of 1 in its place",
      help: "Nothing to do if 1 is right.",
    });
  }
  for (const row of scales) {
    if (row.scale === "return" || row.up_to === undefined) continue;
    check.add("scale_field_stray", "scales", row.id, "up_to", {
      found: `\`up_to\` on a grade of the scale \`${row.scale}\``,
      expected: "none: only the scale `return` uses it",
      help: "Clear the cell.",
    });
  }
  checkReturns(check);
}

function checkReturns(check: Check): void {
  const rows = check.tables.scales.filter((row) => row.scale === "return");
  const [first] = rows;
  if (first === undefined) {
    check.add("return_absent", "scales", "return", "scale", {
      found: "no rows of the scale `return`",
      expected: "rows that say what effect is worth as an objective fills up",
      help: "Effect counts in full up to the target, and for nothing beyond it.",
    });
    return;
  }
  const open = rows.filter((row) => row.up_to === undefined);
  if (open.length !== 1) {
    check.add("return_open_end", "scales", (open[1] ?? first).id, "up_to", {
      found: `${count(open.length, "row")} without \`up_to\``,
      expected: "exactly one row of the scale `return` without it: the last",
      help: "Add a row without `up_to`, with the worth beyond the others, or fill the cell.",
    });
  }
  const sorted = [...rows].sort(
    (a, b) => (a.up_to ?? Infinity) - (b.up_to ?? Infinity) || compareText(a.id, b.id),
  );
  for (const [index, row] of sorted.entries()) checkStep(check, sorted[index - 1], row);
}

function checkStep(check: Check, before: Scale | undefined, row: Scale): void {
  if (row.up_to === 0 || (row.up_to !== undefined && row.up_to === before?.up_to)) {
    check.add("return_up_to", "scales", row.id, "up_to", {
      found:
        row.up_to === 0
          ? "`up_to` of 0"
          : `\`up_to\` of ${row.up_to}, which \`${before?.id}\` has too`,
      expected: "shares above 0, each once",
      help: "Change the share, or delete the row.",
    });
  }
  if (before === undefined || row.factor <= before.factor) return;
  check.add("return_rises", "scales", row.id, "factor", {
    found: `a factor of ${row.factor} after ${before.factor} of \`${before.id}\``,
    expected: "factors that do not rise as the objective fills up",
    help: "Lower it, or raise the one before: more effect cannot be worth more than the first.",
  });
}
