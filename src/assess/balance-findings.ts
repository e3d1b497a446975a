import { formatDollars, showDollars, sumCents } from "../base/money.ts";
import type { Balance, Mix, MixPart } from "./balance.ts";
import { type Concern, reportAssessment } from "./concern.ts";
import { type Effort, factsOf } from "./efforts.ts";

/**
 * Where the proposals for a partner are out of balance. No threshold is made up: nothing at all, and more than half,
 * need none; finer shares are asked for by limits of the plan.
 */
export function findImbalance(balance: Balance, efforts: readonly Effort[]): readonly Concern[] {
  const byPartner = Map.groupBy(efforts, ({ initiative }) => initiative.partner);
  return [
    ...balance.partners.flatMap((mix) => {
      const group = byPartner.get(mix.partner ?? "") ?? [];
      return [
        ...checkInstitutions(mix, group),
        ...checkGovernance(mix, group),
        ...checkPosture(mix, group),
      ];
    }),
    ...efforts.flatMap(checkWant),
  ];
}

function partOf(parts: readonly MixPart[], key: string): MixPart {
  const part = parts.find((one) => one.key === key);
  if (part === undefined) throw new Error(`no part ${key}`);
  return part;
}

function concernOf(
  code: "institution_absent" | "governance_absent" | "posture_over_capacity",
  mix: Mix,
  group: readonly Effort[],
  parts: readonly MixPart[],
  words: { readonly found: string; readonly expected: string; readonly help: string },
): Concern {
  const partner = mix.partner ?? "";
  const facts = parts.map((part) => [
    `partners/${partner}/${part.key}`,
    formatDollars(part.proposed),
  ]);
  return {
    part: "balance",
    finding: reportAssessment(
      code,
      { file: "initiatives.csv", field: "partner", id: partner },
      words,
    ),
    subject: partner,
    facts: Object.fromEntries(facts),
    partner,
    initiatives: group.map(({ id }) => id),
    amount: mix.proposed,
  };
}

function checkInstitutions(mix: Mix, group: readonly Effort[]): Concern[] {
  if (mix.proposed === 0 || partOf(mix.focus, "institutional").initiatives > 0) return [];
  const [tactical, operational] = [partOf(mix.focus, "tactical"), partOf(mix.focus, "operational")];
  return [
    concernOf("institution_absent", mix, group, mix.focus, {
      found: `${showDollars(mix.proposed)} for \`${mix.partner}\`: ${showDollars(tactical.proposed)} tactical, ${showDollars(operational.proposed)} operational, nothing institutional`,
      expected: "work on the institutions that run the forces, beside work on the forces",
      help: "Add institutional work, or accept it with the reason.",
    }),
  ];
}

function checkGovernance(mix: Mix, group: readonly Effort[]): Concern[] {
  if (mix.proposed === 0 || partOf(mix.governance, "governance").initiatives > 0) return [];
  return [
    concernOf("governance_absent", mix, group, mix.governance, {
      found: `${showDollars(mix.proposed)} for \`${mix.partner}\`, and nothing for governance, the rule of law or its institutions`,
      expected: "an aim of governance in the plan of every partner",
      help: "Add one, or accept it with the reason, such as that another program serves it.",
    }),
  ];
}

/** Exercises serve both sides, and count for neither. */
function checkPosture(mix: Mix, group: readonly Effort[]): Concern[] {
  const own = ["posture", "prepositioning"].map((key) => partOf(mix.use, key));
  const presence = sumCents(own.map((part) => part.proposed));
  if (presence * 2 <= mix.proposed) return [];
  return [
    concernOf("posture_over_capacity", mix, group, mix.use, {
      found: `${showDollars(presence)} of ${showDollars(mix.proposed)} for \`${mix.partner}\` builds our own posture and stocks beside it`,
      expected: "at least half of the money of assistance for the partner's own capacity",
      help: "Let standing costs of our presence be paid elsewhere, add work for the partner, or accept it with the reason.",
    }),
  ];
}

function checkWant(effort: Effort): Concern[] {
  if (effort.initiative.demand !== "request") return [];
  return [
    {
      part: "balance",
      finding: reportAssessment(
        "want_without_need",
        { file: "initiatives.csv", field: "demand", id: effort.id },
        {
          found: `\`${effort.id}\` (${showDollars(effort.cost)}), which the partner asks for and no plan of ours needs`,
          expected: "a gap that it fills",
          help: "Name the gap and set `demand` to `both`, offer something else, or accept it with the reason.",
        },
      ),
      subject: effort.id,
      facts: {
        ...factsOf(effort, ["purpose", "cost"]),
        [`initiatives/${effort.id}/demand`]: "request",
      },
      partner: effort.initiative.partner,
      initiatives: [effort.id],
      amount: effort.cost,
    },
  ];
}
