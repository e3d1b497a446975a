import type { IsoDate } from "../base/fiscal.ts";
import { cents, showDollars } from "../base/money.ts";
import { lookUpRows } from "../casework/plan-rows.ts";
import { readPreconditions } from "../casework/preconditions.ts";
import type { Law } from "../law/law.ts";
import type { NoticeRow, Plan } from "../plan/plan.ts";
import { type Concern, reportAssessment } from "./concern.ts";
import type { Effort } from "./efforts.ts";
import { readLeadTimes } from "./lead-times.ts";
import { absorptionOf, askedByYear, type Costs, largestYears } from "./partner-record.ts";
import type { Ties } from "./ties.ts";
import { lookForParts, type PackagePart } from "./total-package.ts";

/** What feasibility is read by. */
export const feasibilityParts = [
  "money",
  "preconditions",
  "people",
  "lead_time",
  "sustainment",
  "institution",
] as const;
/** One of the parts by which feasibility is read. */
export type FeasibilityPart = (typeof feasibilityParts)[number];

/** How one part stands, and the sentence of rows that says so. */
export interface PartReading {
  readonly part: FeasibilityPart;
  /** `unknown`: the plan has no rows that say. `not_needed`: the part does not arise. */
  readonly standing: "clear" | "strained" | "unknown" | "not_needed";
  readonly says: string;
}

/** Whether a partner can take up an initiative and keep it, by its parts. Parts that are unknown are not scored. */
export interface Feasibility {
  readonly initiative: string;
  readonly partner: string;
  readonly parts: readonly PartReading[];
  /** Parts that are clear, of those that are known. */
  readonly clear: number;
  readonly known: number;
  /** `high`: two parts or more are strained. `medium`: one is. `low`: none, of three known. `unknown`: fewer are known. */
  readonly risk: "low" | "medium" | "high" | "unknown";
}

/** Parts that must be known before nothing strained is good news. */
const enoughKnown = 3;

/** The feasibility of every effort on a day, by id; without the law, lead times are unknown. */
export function readFeasibility(
  plan: Plan,
  efforts: readonly Effort[],
  ties: Ties,
  on: IsoDate,
  law: Law | undefined,
): readonly Feasibility[] {
  const readMoney = moneyReader(plan, efforts);
  const missingOf = lookForParts(efforts, ties);
  const preconditions = Map.groupBy(
    plan.tables.preconditions.length === 0 ? [] : readPreconditions(lookUpRows(plan), on),
    ({ row }) => row.initiative,
  );
  const leads = law === undefined ? undefined : readLeadTimes(plan, law);
  const noticeOf = lookUpNotices(plan);
  return efforts.map((effort) => {
    const { id, initiative } = effort;
    const missing = missingOf(effort);
    const lead = leads?.get(id);
    const own = preconditions.get(id) ?? [];
    const unmet = own.filter(({ met }) => !met);
    const parts: readonly PartReading[] = [
      readMoney(effort, noticeOf.get(id)),
      own.length === 0
        ? say("preconditions", "unknown", "No precondition is recorded, met or open.")
        : unmet.length > 0
          ? say("preconditions", "strained", unmet.map(({ says }) => says).join(" "))
          : say("preconditions", "clear", own.map(({ says }) => says).join(" ")),
      readPeople(effort, missing),
      lead === undefined
        ? say("lead_time", "unknown", "Nothing says when its process ends and when its money does.")
        : say("lead_time", lead.inTime ? "clear" : "strained", `${lead.says} (${lead.citation}).`),
      readSustainment(effort, missing, noticeOf.get(id)),
      readInstitution(effort, missing),
    ];
    return { initiative: id, partner: initiative.partner, parts, ...score(parts) };
  });
}

function say(part: FeasibilityPart, standing: PartReading["standing"], says: string): PartReading {
  return { part, standing, says };
}

function score(parts: readonly PartReading[]): Pick<Feasibility, "clear" | "known" | "risk"> {
  const clear = parts.filter(({ standing }) => standing === "clear").length;
  const strained = parts.filter(({ standing }) => standing === "strained").length;
  const known = clear + strained;
  const settled = parts.filter(({ standing }) => standing !== "unknown").length;
  const risk =
    strained > 1 ? "high" : strained === 1 ? "medium" : settled < enoughKnown ? "unknown" : "low";
  return { clear, known, risk };
}

/** The money asked in the dearest year against what the partner took up before, and what it can absorb. */
function moneyReader(
  plan: Plan,
  efforts: readonly Effort[],
): (effort: Effort, notice: NoticeRow | undefined) => PartReading {
  const record = largestYears(plan);
  const absorbs = absorptionOf(plan);
  const asked = askedByYear(plan, efforts);
  const totals = new Map<string, Map<number, number>>();
  for (const { id, initiative } of efforts) {
    const sums = totals.get(initiative.partner) ?? new Map<number, number>();
    totals.set(initiative.partner, sums);
    for (const [year, amount] of asked.get(id) ?? []) {
      sums.set(year, (sums.get(year) ?? 0) + amount);
    }
  }
  return ({ id, initiative: { partner } }, notice) => {
    const costs: Costs = asked.get(id) ?? new Map();
    const dearest = [...costs].sort((a, b) => b[1] - a[1] || a[0] - b[0])[0];
    if (dearest === undefined) return say("money", "unknown", "Its packages cost nothing.");
    const largest = record.get(partner);
    const over = [...costs.keys()]
      .sort((a, b) => a - b)
      .find((year) => (totals.get(partner)?.get(year) ?? 0) > (absorbs(partner, year) ?? Infinity));
    const ceiling = absorbs(partner, over ?? dearest[0]);
    if (largest === undefined && ceiling === undefined) {
      return say(
        "money",
        "unknown",
        "Neither a record nor a ceiling of the partner is in the plan.",
      );
    }
    const words = [`It asks ${show(dearest[1])} in FY${dearest[0]}`];
    if (largest !== undefined) {
      words.push(
        `the partner's largest year on record is ${show(largest.amount)}, FY${largest.fiscal_year}`,
      );
    }
    if (ceiling !== undefined) {
      const year = over ?? dearest[0];
      const all = totals.get(partner)?.get(year) ?? 0;
      words.push(`in FY${year} it can absorb ${show(ceiling)}, and ${show(all)} is asked for it`);
    }
    if (notice?.absorptive_capacity !== undefined) {
      words.push(`the notice evaluates: ${notice.absorptive_capacity.replace(/\.$/, "")}`);
    }
    const strained = over !== undefined || (largest !== undefined && dearest[1] > largest.amount);
    return say("money", strained ? "strained" : "clear", `${words.join("; ")}.`);
  };
}

function show(amount: number): string {
  return showDollars(cents(amount));
}

/** Whether somebody learns to use what is given, and who. */
function readPeople(effort: Effort, missing: readonly PackagePart[]): PartReading {
  const buys = effort.levels.some(({ kinds }) => kinds.has("equipment"));
  const { units } = effort;
  const names = units.map((id) => `\`${id}\``).join(", ");
  if (missing.includes("training")) {
    const whom = units.length === 0 ? "no unit is named" : `for ${names}`;
    return say("people", "strained", `Equipment and nobody who trains its users; ${whom}.`);
  }
  if (units.length === 0) {
    return say("people", "unknown", "No unit is named, so that nobody knows who learns it.");
  }
  const trains = effort.levels.some(({ kinds }) => kinds.has("training") || kinds.has("advice"));
  if (trains || buys) return say("people", "clear", `Its users are trained: ${names}.`);
  return say("people", "unknown", `It names ${names}; nothing says whether they are trained.`);
}

/** Who keeps equipment running. */
function readSustainment(
  effort: Effort,
  missing: readonly PackagePart[],
  notice: NoticeRow | undefined,
): PartReading {
  if (!effort.levels.some(({ kinds }) => kinds.has("equipment"))) {
    return say("sustainment", "not_needed", "It buys no equipment.");
  }
  if (!missing.includes("sustainment")) {
    return say("sustainment", "clear", "Sustainment or logistics are part of it, or near it.");
  }
  const source = notice?.sustainment_source;
  return source === undefined
    ? say("sustainment", "strained", "Equipment, and nothing says who keeps it running.")
    : say("sustainment", "clear", `The notice says who pays: ${source}.`);
}

/** Whether somebody works on the institution that will own what is given. */
function readInstitution(effort: Effort, missing: readonly PackagePart[]): PartReading {
  if (!effort.levels.some(({ kinds }) => kinds.has("equipment"))) {
    return say("institution", "not_needed", "It buys no equipment.");
  }
  return missing.includes("institution")
    ? say("institution", "strained", "Nobody works on the institution that will own it.")
    : say(
        "institution",
        "clear",
        "Work on the institution that will own it is part of it, or near.",
      );
}

/** The notice of a case about each initiative. */
function lookUpNotices(plan: Plan): ReadonlyMap<string, NoticeRow> {
  const cases = new Map(plan.tables.cases.map((row) => [row.id, row.initiative]));
  return new Map(
    plan.tables.notices.flatMap((row) => {
      const initiative = cases.get(row.case);
      return initiative === undefined ? [] : [[initiative, row] as const];
    }),
  );
}

const partWords: Readonly<Record<FeasibilityPart, string>> = {
  money: "money",
  preconditions: "preconditions",
  people: "trained people",
  lead_time: "lead time",
  sustainment: "sustainment",
  institution: "institution",
};

/** Parts that the total package tells of by itself: they strain, and make no finding without another part. */
const toldElsewhere: readonly FeasibilityPart[] = ["people", "sustainment", "institution"];

/** Efforts of which two parts or more are strained: to be scaled down, put in sequence, or accepted. */
export function findLowFeasibility(
  all: readonly Feasibility[],
  efforts: readonly Effort[],
): readonly Concern[] {
  const byId = new Map(efforts.map((effort) => [effort.id, effort]));
  return all.flatMap((one): Concern[] => {
    const effort = byId.get(one.initiative);
    if (one.risk !== "high" || effort === undefined) return [];
    const strained = one.parts.filter(({ standing }) => standing === "strained");
    if (strained.every(({ part }) => toldElsewhere.includes(part))) return [];
    const unknown = one.parts.filter(({ standing }) => standing === "unknown");
    const names = strained.map(({ part }) => partWords[part]).join(", ");
    const dark = unknown.map(({ part }) => partWords[part]).join(", ");
    const says = strained.map((part) => part.says).join(" ");
    return [
      {
        part: "feasibility",
        finding: reportAssessment(
          "feasibility_low",
          { file: "initiatives.csv", id: one.initiative },
          {
            found:
              `\`${one.initiative}\`: ${one.clear} of ${one.known} known parts clear; strained: ${names}. ${says}${dark === "" ? "" : ` Unknown: ${dark}`}`.replace(
                /\.$/,
                "",
              ),
            expected: "work that the partner can take up when it comes, and keep",
            help: adviceOf(strained.map(({ part }) => part)),
          },
        ),
        subject: one.initiative,
        facts: Object.fromEntries(
          one.parts.map(({ part, standing, says: words }) => [
            `initiatives/${one.initiative}/feasibility_${part}`,
            `${standing}: ${words}`,
          ]),
        ),
        partner: one.partner,
        initiatives: [one.initiative],
        amount: effort.cost,
      },
    ];
  });
}

/** What to do first: less money where money strains, later where something must come first. */
function adviceOf(strained: readonly FeasibilityPart[]): string {
  const ways = [
    ...(strained.includes("money") ? ["scale it down"] : []),
    ...(strained.some((part) => part === "preconditions" || part === "lead_time")
      ? ["put it in sequence after what it waits for"]
      : []),
    ...(strained.some((part) => toldElsewhere.includes(part))
      ? ["add the lines that it lacks"]
      : []),
    "accept it with the reason",
  ];
  const text = ways.join(", or ");
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}
