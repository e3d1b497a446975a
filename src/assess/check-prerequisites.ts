import { type Finding, reporter } from "../base/findings.ts";
import type { Link, Plan } from "../plan/plan.ts";
import { assessFindingKinds } from "./finding-kinds.ts";
import type { Prospect } from "./prospects.ts";

const report = reporter(assessFindingKinds);

/** What links make impossible, and which initiatives can never start for the sake of another. */
export interface Prerequisites {
  readonly findings: readonly Finding[];
  /** Initiatives that can never start, by id. */
  readonly never: ReadonlySet<string>;
}

/**
 * Initiatives whose prerequisite can never have started in time, and decisions that links forbid together.
 *
 * A prerequisite that itself waits for another is followed as far as it goes.
 */
export function checkPrerequisites(plan: Plan, prospects: readonly Prospect[]): Prerequisites {
  const byId = new Map(prospects.map((each) => [each.initiative.id, each]));
  const requires = Map.groupBy(
    plan.tables.links.filter(({ kind }) => kind === "requires"),
    ({ initiative }) => initiative,
  );
  const earliest = new Map<string, number>();
  const startOf = (id: string, above: ReadonlySet<string>): number => {
    const known = earliest.get(id);
    if (known !== undefined) return known;
    // A circle is told of elsewhere; here it only must end.
    if (above.has(id)) return Number.NEGATIVE_INFINITY;
    const inside = new Set([...above, id]);
    const waits = (requires.get(id) ?? []).map(
      ({ other, lag_years = 0 }) => startOf(other, inside) + lag_years,
    );
    const least = Math.max(Number.NEGATIVE_INFINITY, ...waits);
    const starts = lawfulStarts(byId.get(id)).filter((start) => start >= least);
    const start = Math.min(Number.POSITIVE_INFINITY, ...starts);
    earliest.set(id, start);
    return start;
  };
  const never = new Set<string>();
  const findings = [...requires].flatMap(([id, links]): Finding[] => {
    // What cannot be funded anyway is told of where it is.
    if (lawfulStarts(byId.get(id)).length === 0) return [];
    if (Number.isFinite(startOf(id, new Set()))) return [];
    never.add(id);
    return [reportNever(byId, id, links, (other) => startOf(other, new Set([id])))];
  });
  return { findings: [...findings, ...checkPairs(plan, byId)], never };
}

function lawfulStarts(prospect: Prospect | undefined): number[] {
  return (prospect?.options ?? []).filter(({ lawful }) => lawful).map(({ start }) => start);
}

function reportNever(
  byId: ReadonlyMap<string, Prospect>,
  id: string,
  links: readonly Link[],
  startOf: (id: string) => number,
): Finding {
  const latest = Math.max(...lawfulStarts(byId.get(id)));
  const late = links.find(({ other, lag_years = 0 }) => startOf(other) + lag_years > latest);
  const start = late === undefined ? Number.POSITIVE_INFINITY : startOf(late.other);
  const { other = "", lag_years = 0, id: link = "" } = late ?? {};
  const pinned = byId.get(id)?.initiative.pinned_package !== undefined;
  const lag = lag_years === 0 ? "" : `, ${lag_years} ${lag_years === 1 ? "year" : "years"} before`;
  const when = Number.isFinite(start)
    ? `starts in FY${start} at the earliest`
    : "cannot be funded in any year of the plan";
  return report(
    "prerequisite_too_late",
    { file: "links.csv", field: "other", id: link },
    {
      found: `\`${id}\`${pinned ? ", pinned," : ""} starts in FY${latest} at the latest and requires \`${other}\`${lag}, which ${when}`,
      expected: "a prerequisite that can start early enough",
      help: "Let one start later or the other earlier, or delete the link.",
      source: late?.reason ?? "The link gives no reason",
    },
  );
}

/** Two decisions that a link forbids together. */
function checkPairs(plan: Plan, byId: ReadonlyMap<string, Prospect>): Finding[] {
  return plan.tables.links.flatMap((link) => {
    const [one, other] = [byId.get(link.initiative), byId.get(link.other)];
    const pinned = (each: Prospect | undefined) => each?.initiative.pinned_package !== undefined;
    if (one === undefined || other === undefined || !pinned(one) || !pinned(other)) return [];
    // What the law bars is told of by itself.
    if (lawfulStarts(one).length === 0 || lawfulStarts(other).length === 0) return [];
    const lag = link.lag_years ?? 0;
    const ordered = Math.max(...lawfulStarts(one)) >= Math.min(...lawfulStarts(other)) + lag;
    if (link.kind === "requires" || (link.kind === "follows" && ordered)) return [];
    const says = link.kind === "excludes" ? "excludes" : "must follow";
    return [
      report(
        "pins_exclude",
        { file: "links.csv", field: "other", id: link.id },
        {
          found: `\`${link.initiative}\` and \`${link.other}\`, both pinned, of which the one ${says} the other`,
          expected: "decisions that the links allow together",
          help: "Clear one `pinned_package`, or delete the link.",
          source: [link.reason, one.initiative.override_reason, other.initiative.override_reason]
            .filter((reason) => reason !== undefined)
            .join("; "),
        },
      ),
    ];
  });
}
