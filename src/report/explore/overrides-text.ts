import { textTable, wrap } from "../text-layout.ts";
import { showPoints } from "../words.ts";
import type { DecisionCost, OverrideCost } from "./overrides.ts";

/** What overrides cost, for a terminal.   `reason`: why they were asked for, where somebody said so. */
export function overridesText(cost: OverrideCost, width: number, reason?: string): string {
  const title = cost.each.length === 1 ? "WHAT THE OVERRIDE COSTS" : "WHAT THE OVERRIDES COST";
  const sections = [
    [
      title,
      "=".repeat(title.length),
      ...wrap(cost.sentence, width),
      ...(reason === undefined ? [] : wrap(`Reason: ${reason}`, width)),
    ],
    tableLines(cost, width),
    ...cost.each.map((one) =>
      decisionLines(one, width, cost.each.length === 1 && one.cost === null),
    ),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join("\n"))
    .join("\n\n")}\n`;
}

function tableLines(cost: OverrideCost, width: number): readonly string[] {
  if (cost.each.length < 2) return [];
  const row = (name: string, one: Pick<OverrideCost, "cost" | "least" | "most">) => [
    name,
    one.cost === null ? "cannot be" : showPoints(one.cost),
    showEnd(one.least),
    showEnd(one.most),
  ];
  return [
    ...wrap("COST in value points, and the ends between which it is proven to lie", width),
    ...textTable(
      [
        { name: "", side: "left", most: width - 36 },
        { name: "cost", side: "right" },
        { name: "least", side: "right" },
        { name: "most", side: "right" },
      ],
      [
        ...cost.each.map((one) => row(decisionTitle(one), one)),
        ["One by one, added up", cost.sum === null ? "" : showPoints(cost.sum), "", ""],
        row("All together", cost),
      ],
    ),
  ];
}

function showEnd(points: number | null): string {
  return points === null || !Number.isFinite(points) ? "" : showPoints(points);
}

/** A decision in a few words: `Fund 40%: Norland: border radar`. */
export function decisionTitle({ kind, share, name }: DecisionCost): string {
  if (kind === "exclude") return `Leave out ${name}`;
  return kind === "pin" ? `Fund ${name}` : `Fund ${Math.round((share ?? 1) * 100)}% of ${name}`;
}

/** What one decision does. `isSaid`: the sentence about all says it already, so that only the citations are left. */
function decisionLines(one: DecisionCost, width: number, isSaid: boolean): readonly string[] {
  const lines = isSaid ? [] : wrap(one.sentence, width - 2);
  const relax = one.contradiction?.relax ?? [];
  return [
    ...lines.map((line, index) => (index === 0 ? `- ${line}` : `  ${line}`)),
    ...relax.flatMap(({ rule, citation }) =>
      wrap(`${rule.name} is set by: ${citation}`, width - 6).map((line) => `    ${line}`),
    ),
  ];
}
