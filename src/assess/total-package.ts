import { type Concern, reportAssessment } from "./concern.ts";
import { type Effort, factsOf, type Level, meetInTime } from "./efforts.ts";
import type { Ties } from "./ties.ts";

/** What must come with equipment, so that it is used, kept running and governed. */
export type PackagePart = "training" | "sustainment" | "institution";

const parts: readonly PackagePart[] = ["training", "sustainment", "institution"];

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
  const missingOf = lookForParts(efforts, ties);
  const reformed = new Set(
    efforts
      .filter((one) => one.initiative.focus === "institutional")
      .map((one) => one.initiative.partner),
  );
  return efforts.flatMap((effort): Concern[] => {
    const levels = effort.levels.filter((level) => level.kinds.has("equipment"));
    if (levels.length === 0) return [];
    const missing = missingOf(effort);
    const own = missing.filter(
      (part) => part !== "institution" || reformed.has(effort.initiative.partner),
    );
    return own.length === 0 ? [] : [sayIncomplete(effort, levels, missing)];
  });
}

/** What finds the parts that neither an effort that buys equipment nor one near it gives. */
export function lookForParts(
  efforts: readonly Effort[],
  ties: Ties,
): (effort: Effort) => readonly PackagePart[] {
  const byId = new Map(efforts.map((effort) => [effort.id, effort]));
  const near = listGivers(efforts);
  return (effort) => {
    const levels = effort.levels.filter((level) => level.kinds.has("equipment"));
    if (levels.length === 0) return [];
    return parts.filter((part) => {
      if (part === "institution" ? gives(effort, part) : inAll(levels, part)) return false;
      if (domainsOf(effort, part).some((domain) => near(effort, domain, part))) return false;
      for (const id of ties.neighbors(effort.id)) {
        const other = byId.get(id);
        if (other !== undefined && meetInTime(effort, other) && gives(other, part)) return false;
      }
      return true;
    });
  };
}

/** Domains whose efforts can give a part. Work on governance, or on all a partner's forces, reforms every domain. */
function domainsOf({ initiative }: Effort, part: PackagePart): readonly string[] {
  return part === "institution"
    ? [initiative.domain, "governance", "general"]
    : [initiative.domain];
}

/** Whether an effort gives a part at every one of its funding levels. */
function gives(effort: Effort, part: PackagePart): boolean {
  if (part === "institution") return effort.initiative.focus === "institutional";
  return effort.levels.length > 0 && inAll(effort.levels, part);
}

function inAll(levels: readonly Level[], part: Exclude<PackagePart, "institution">): boolean {
  return levels.every((level) => kindsOf[part].some((kind) => level.kinds.has(kind)));
}

/** Years in which efforts give something; one of the givers, or `null` where there are several. */
interface GivenYears {
  readonly first: number;
  readonly last: number;
  only: string | null;
}

/** Whether another effort for the partner in a domain gives a part in the years of this one. */
type IsGivenNear = (effort: Effort, domain: string, part: PackagePart) => boolean;

/** Efforts of equal years count as one, so that a partner with thousands of efforts is read quickly. */
function listGivers(efforts: readonly Effort[]): IsGivenNear {
  const givers = new Map<string, Map<string, GivenYears>>();
  const keyOf = (effort: Effort, domain: string, part: PackagePart) =>
    `${effort.initiative.partner}/${domain}/${part}`;
  for (const effort of efforts) {
    for (const part of parts) {
      if (!gives(effort, part)) continue;
      const key = keyOf(effort, effort.initiative.domain, part);
      const spans = givers.get(key) ?? new Map<string, GivenYears>();
      givers.set(key, spans);
      const { first, last, id } = effort;
      const span = spans.get(`${first}-${last}`);
      if (span === undefined) spans.set(`${first}-${last}`, { first, last, only: id });
      else span.only = null;
    }
  }
  return (effort, domain, part) => {
    for (const span of givers.get(keyOf(effort, domain, part))?.values() ?? []) {
      if (span.only !== effort.id && meetInTime(effort, span)) return true;
    }
    return false;
  };
}

function sayIncomplete(
  effort: Effort,
  levels: readonly Level[],
  missing: readonly PackagePart[],
): Concern {
  const facts = factsOf(effort, ["domain", "focus", "years"]);
  facts[`initiatives/${effort.id}/missing`] = missing.join(";");
  facts[`initiatives/${effort.id}/equipment_in`] = levels.map(({ id }) => id).join(";");
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
    facts,
    partner: effort.initiative.partner,
    initiatives: [effort.id],
    amount: effort.cost,
  };
}
