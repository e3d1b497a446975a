import { compareText } from "../base/findings.ts";
import type { Objective, Plan } from "../plan/plan.ts";
import { type Concern, reportAssessment } from "./concern.ts";
import { costOf, type Effort, listSome } from "./efforts.ts";

/**
 * Work for one partner that serves objectives which pull apart.
 *
 * Two things in the data say so: `objectives.opposes`, also of an objective above those that are served; and a link
 * `excludes` between two initiatives that serve no objective in common. Where they serve the same one, they are two
 * ways to one end, and do not compete.
 */
export function findCompeting(plan: Plan, efforts: readonly Effort[]): readonly Concern[] {
  const served = objectivesServed(plan);
  return [...findOpposed(plan, efforts, served), ...findExcluding(plan, efforts, served)];
}

type Served = ReadonlyMap<string, ReadonlySet<string>>;

/** The objectives that each initiative serves. */
function objectivesServed(plan: Plan): Served {
  const served = new Map<string, Set<string>>();
  for (const { initiative, objective } of plan.tables.effects) {
    const known = served.get(initiative);
    if (known === undefined) served.set(initiative, new Set([objective]));
    else known.add(objective);
  }
  return served;
}

function findOpposed(plan: Plan, efforts: readonly Effort[], served: Served): Concern[] {
  const opposed = plan.tables.objectives.filter((row) => row.opposes.length > 0);
  if (opposed.length === 0) return [];
  const above = ancestryOf(plan.tables.objectives);
  const pairs = new Map(
    opposed.flatMap((row) =>
      row.opposes
        .filter((other) => other !== row.id)
        .map((other) => {
          const pair = [row.id, other].sort(compareText) as [string, string];
          return [pair.join("/"), pair] as const;
        }),
    ),
  );
  const byPartner = Map.groupBy(efforts, ({ initiative }) => initiative.partner);
  return [...byPartner].flatMap(([partner, group]) =>
    [...pairs].flatMap(([key, [one, other]]) => {
      const serves = (id: string) =>
        group.filter((effort) =>
          [...(served.get(effort.id) ?? [])].some((leaf) => above(leaf).has(id)),
        );
      const [first, second] = [serves(one), serves(other)];
      if (first.length === 0 || second.length === 0) return [];
      return [sayOpposed(`${partner}/${key}`, [one, other], [first, second])];
    }),
  );
}

/** Each objective with all those above it, itself included. */
function ancestryOf(objectives: readonly Objective[]): (id: string) => ReadonlySet<string> {
  const parents = new Map(objectives.map((row) => [row.id, row.parent]));
  const known = new Map<string, ReadonlySet<string>>();
  return (id) => {
    const found = known.get(id);
    if (found !== undefined) return found;
    const line = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !line.has(at); at = parents.get(at)) {
      line.add(at);
    }
    known.set(id, line);
    return line;
  };
}

function sayOpposed(
  subject: string,
  [one, other]: readonly [string, string],
  [first, second]: readonly [readonly Effort[], readonly Effort[]],
): Concern {
  const all = [...new Set([...first, ...second])].sort((a, b) => compareText(a.id, b.id));
  const list = (efforts: readonly Effort[]) => listSome(efforts.map(({ id }) => `\`${id}\``));
  return {
    part: "overlap",
    finding: reportAssessment(
      "objectives_compete",
      { file: "objectives.csv", field: "opposes", id: one },
      {
        found: `${list(first)} for the objective \`${one}\`, and ${list(second)} for \`${other}\`, which pulls the other way`,
        expected: "a ruling on which objective comes first for this partner",
        help: "Decide which wins; exclude or change the other, or accept both with the reason.",
      },
    ),
    subject,
    facts: {
      [`objectives/${one}/served_by`]: first.map(({ id }) => id).join(";"),
      [`objectives/${other}/served_by`]: second.map(({ id }) => id).join(";"),
    },
    partner: all[0]?.initiative.partner ?? null,
    initiatives: all.map(({ id }) => id),
    amount: costOf(all),
  };
}

function findExcluding(plan: Plan, efforts: readonly Effort[], served: Served): Concern[] {
  const excludes = plan.tables.links.filter((row) => row.kind === "excludes");
  if (excludes.length === 0) return [];
  const byId = new Map(efforts.map((effort) => [effort.id, effort]));
  const none: ReadonlySet<string> = new Set();
  const pairs = new Map<string, Concern>();
  for (const link of [...excludes].sort((a, b) => compareText(a.id, b.id))) {
    const [one, other] = [byId.get(link.initiative), byId.get(link.other)].sort((a, b) =>
      compareText(a?.id ?? "", b?.id ?? ""),
    );
    if (one === undefined || other === undefined) continue;
    if (one.initiative.partner !== other.initiative.partner) continue;
    const [first, second] = [served.get(one.id) ?? none, served.get(other.id) ?? none];
    const apart = first.size > 0 && second.size > 0 && first.isDisjointFrom(second);
    // Objectives and initiatives may bear the same ids; their subjects must not.
    const subject = `${one.initiative.partner}/links/${one.id}/${other.id}`;
    if (!apart || pairs.has(subject)) continue;
    pairs.set(subject, sayExcluding(subject, [one, other], [first, second], link.reason));
  }
  return [...pairs.values()];
}

function sayExcluding(
  subject: string,
  efforts: readonly [Effort, Effort],
  objectives: readonly [ReadonlySet<string>, ReadonlySet<string>],
  reason: string | undefined,
): Concern {
  const [one, other] = efforts;
  const [first = "", second = ""] = objectives.map((set) => [...set].sort(compareText).join(";"));
  const why = reason === undefined ? "" : ` (${reason.replace(/\.$/, "")})`;
  return {
    part: "overlap",
    finding: reportAssessment(
      "objectives_compete",
      { file: "links.csv", field: "other", id: one.id },
      {
        found: `\`${one.id}\` and \`${other.id}\` rule each other out${why}, and serve different objectives: ${first} and ${second}`,
        expected: "a ruling on which objective comes first for this partner",
        help: "Decide which wins and exclude the other, or accept it with the reason.",
      },
    ),
    subject,
    facts: {
      [`initiatives/${one.id}/objectives`]: first,
      [`initiatives/${other.id}/objectives`]: second,
    },
    partner: one.initiative.partner,
    initiatives: [one.id, other.id],
    amount: costOf(efforts),
  };
}
