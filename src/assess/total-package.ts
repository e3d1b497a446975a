import { type Concern, reportAssessment } from "./concern.ts";
import { type Effort, factsOf, type Level, meetInTime } from "./efforts.ts";
import type { Ties } from "./ties.ts";

/** What must come with equipment, so that it is used, kept running and governed. */
export type PackagePart = "training" | "sustainment" | "institution";

/** Kinds of cost that count as a part. */
const kindsOf: Readonly<Record<Exclude<PackagePart, "institution">, readonly string[]>> = {
  training: ["training", "advice"],
  sustainment: ["sustainment", "logistics"],
};

const partWords: Readonly<Record<PackagePart, string>> = {
  training: "no training or advice",
  sustainment: "no sustainment or logistics",
  institution: "no work on the institution that will own it",
};

/**
 * Equipment that comes without training, sustainment or work on the institution that will own it.
 *
 * A part may stand in the same package, or in another effort for the same partner and domain in the same years, or in
 * one that a link joins. Training and sustainment must be in every funding level that buys equipment. Where nothing for
 * the partner is institutional, that is told once, of the partner, and not of each of its efforts.
 */
export function findIncompletePackages(efforts: readonly Effort[], ties: Ties): readonly Concern[] {
  const byPartner = Map.groupBy(efforts, ({ initiative }) => initiative.partner);
  const byId = new Map(efforts.map((effort) => [effort.id, effort]));
  return [...byPartner.values()].flatMap((group) => {
    const givers = new Map<string, readonly Effort[]>();
    for (const [domain, own] of Map.groupBy(group, (one) => one.initiative.domain)) {
      givers.set(domain, own);
    }
    const institutional = group.some((one) => one.initiative.focus === "institutional");
    return group.flatMap((effort): Concern[] => {
      const levels = effort.levels.filter((level) => level.kinds.has("equipment"));
      if (levels.length === 0) return [];
      const missing = listMissing(effort, levels, (part) => {
        const near = ["training", "sustainment"].includes(part)
          ? (givers.get(effort.initiative.domain) ?? [])
          : [effort.initiative.domain, "governance", "general"].flatMap(
              (domain) => givers.get(domain) ?? [],
            );
        const helps = (other: Effort) =>
          other.id !== effort.id && meetInTime(effort, other) && gives(other, part);
        const joined = [...ties.neighbors(effort.id)].flatMap((id) => byId.get(id) ?? []);
        return near.some(helps) || joined.some(helps);
      });
      const own = missing.filter((part) => institutional || part !== "institution");
      return own.length === 0 ? [] : [sayIncomplete(effort, levels, missing)];
    });
  });
}

function listMissing(
  effort: Effort,
  levels: readonly Level[],
  givenByOthers: (part: PackagePart) => boolean,
): PackagePart[] {
  const parts: PackagePart[] = [];
  for (const part of ["training", "sustainment"] as const) {
    const complete = levels.every((level) => kindsOf[part].some((kind) => level.kinds.has(kind)));
    if (!complete && !givenByOthers(part)) parts.push(part);
  }
  const institutional = effort.initiative.focus === "institutional";
  if (!institutional && !givenByOthers("institution")) parts.push("institution");
  return parts;
}

/** Whether an effort gives a part at every one of its funding levels. */
function gives(effort: Effort, part: PackagePart): boolean {
  if (part === "institution") return effort.initiative.focus === "institutional";
  return (
    effort.levels.length > 0 &&
    effort.levels.every((level) => kindsOf[part].some((kind) => level.kinds.has(kind)))
  );
}

function sayIncomplete(
  effort: Effort,
  levels: readonly Level[],
  missing: readonly PackagePart[],
): Concern {
  return {
    part: "overlap",
    finding: reportAssessment(
      "package_incomplete",
      { file: "lines.csv", field: "kind", id: effort.id },
      {
        found: `equipment in \`${effort.id}\` with ${missing.map((part) => partWords[part]).join(", ")}`,
        expected:
          "a total package: equipment with training, sustainment and work on its institution",
        help: "Add the lines, link the effort that gives them, or accept it with the reason.",
      },
    ),
    subject: effort.id,
    facts: {
      ...factsOf(effort, ["domain", "focus", "years"]),
      [`initiatives/${effort.id}/missing`]: missing.join(";"),
      [`initiatives/${effort.id}/equipment_in`]: levels.map(({ id }) => id).join(";"),
    },
    partner: effort.initiative.partner,
    initiatives: [effort.id],
    amount: effort.cost,
  };
}
