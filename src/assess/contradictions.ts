import { type Finding, reporter, sortFindings } from "../base/findings.ts";
import { showDollars } from "../base/money.ts";
import type { Law, LegalSubject, Provision } from "../law/law.ts";
import type { Plan } from "../plan/plan.ts";
import { checkPins } from "./check-decisions.ts";
import { checkFloors } from "./check-floors.ts";
import { checkLines } from "./check-lines.ts";
import { checkPrerequisites } from "./check-prerequisites.ts";
import { checkShares } from "./check-shares.ts";
import { assessFindingKinds } from "./finding-kinds.ts";
import { measureMoney } from "./money.ts";
import { listProspects, type Prospect, type Refusal, yearsOf } from "./prospects.ts";

const report = reporter(assessFindingKinds);

/**
 * Where a plan contradicts the law, or its own rules and money one another, before anything is solved.
 *
 * Each contradiction is told once, at its cause. What is told of floors is certain: it counts every dollar in favor
 * of the plan. What is not told may still be impossible; the allocation decides.
 */
export function checkAgainstLaw(unsettled: Plan, law: Law): readonly Finding[] {
  if (yearsOf(unsettled).length === 0) return [];
  const plan = law.settlePlan?.(unsettled) ?? unsettled;
  const prospects = listProspects(plan, law);
  const money = measureMoney(plan, law);
  const { findings, never } = checkPrerequisites(plan, prospects);
  // What can never start fills no floor.
  const possible = prospects.filter(({ initiative }) => !never.has(initiative.id));
  return sortFindings([
    ...prospects.flatMap(checkProspect),
    ...checkDoubts(prospects),
    ...findings,
    ...checkFloors(plan, possible, money),
    ...checkShares(plan, possible, money),
    ...checkPins(plan, possible, money),
    ...checkResources(plan, law),
    ...checkLines(plan, law),
    ...(law.checkCases?.(unsettled) ?? []),
    ...checkUnasked(plan, prospects),
  ]);
}

function checkProspect(prospect: Prospect): Finding[] {
  const { initiative, options, refusals } = prospect;
  if (options.length === 0 || refusals.length === 0) return [];
  if (options.some((option) => option.lawful)) {
    return refusals.map((refusal) => reportAccount(initiative.id, refusal));
  }
  const provisions = refusals.flatMap((refusal) => refusal.provisions);
  const pinned = initiative.pinned_package !== undefined;
  const words = {
    found: `${refusals.map(sayRefusal).join("; ")}${pinned ? `; pinned is \`${initiative.pinned_package}\`` : ""}`,
    expected: "in every year of cost, an account that may pay",
    help: pinned
      ? "Clear `pinned_package`, or ask an account that may pay. Do not fund it against the law."
      : "Ask another account, change what it buys or for whom, or leave it unfunded.",
    source: sayCitations(provisions),
  };
  const field = pinned ? "pinned_package" : "accounts";
  const at = { file: "initiatives.csv", field, id: initiative.id };
  return [report(pinned ? "pinned_unlawful" : "initiative_unlawful", at, words)];
}

function reportAccount(id: string, refusal: Refusal): Finding {
  return report(
    "account_unlawful",
    { file: "initiatives.csv", field: "accounts", id },
    {
      found: sayRefusal(refusal),
      expected: "accounts that may pay in every year in which the initiative may cost",
      help: "The allocation will not use it there. Remove it, or change what it buys or for whom.",
      source: sayCitations(refusal.provisions),
    },
  );
}

function sayRefusal({ account, years, provisions }: Refusal): string {
  const reasons = provisions.map((each) => `${each.rule}: ${bare(each.says)}`).join("; ");
  return `\`${account}\` may not pay in ${years.map((year) => `FY${year}`).join(", ")} (${reasons})`;
}

/** A sentence without its stop, since a finding sets one itself. */
function bare(sentence: string): string {
  return sentence.replace(/\.$/, "");
}

function sayCitations(provisions: readonly Provision[]): string {
  return [...new Set(provisions.map((each) => each.citation))].join("; ");
}

/** One finding for each doubtful rule, not for each initiative, since one look at the law settles all of them. */
function checkDoubts(prospects: readonly Prospect[]): Finding[] {
  const byRule = new Map<string, { provision: Provision; ids: string[] }>();
  for (const { initiative, doubts } of prospects) {
    for (const provision of doubts) {
      const known = byRule.get(provision.rule) ?? { provision, ids: [] };
      known.ids.push(initiative.id);
      byRule.set(provision.rule, known);
    }
  }
  return [...byRule.values()].map(({ provision, ids }) => {
    const [first = "", ...rest] = ids;
    const others = rest.length === 0 ? "" : ` and ${rest.length} more`;
    return report(
      "law_doubtful",
      { file: "initiatives.csv", field: "accounts", id: first },
      {
        found: `${provision.rule} (marked ${provision.mark}) against \`${first}\`${others}. ${bare(provision.says)}`,
        expected: "initiatives that no rule speaks against, or a rule compared with its text",
        help: "It does not block. Ask counsel; then correct the initiative or the mark in the law.",
        source: provision.citation,
      },
    );
  });
}

const anybody: LegalSubject = {
  partner: { id: "", iso3: undefined, bureau: "GLOBAL", kind: "region" },
  purpose: "",
  recipient: "",
  instrument: "",
  lineKinds: [],
};

function checkResources(plan: Plan, law: Law): Finding[] {
  const years = yearsOf(plan);
  return plan.tables.resources.flatMap((row) => {
    if (row.amount === 0 || !years.includes(row.fiscal_year)) return [];
    const answer = law.eligible(row.account, anybody, row.fiscal_year);
    const ended = [...answer.provisions, ...answer.warnings].find(
      (each) =>
        [`${row.account}.sunset`, `${row.account}.status`].includes(each.rule) &&
        each.effect !== "allows",
    );
    if (ended === undefined) return [];
    return [
      report(
        "resource_after_end",
        { file: "resources.csv", field: "fiscal_year", id: row.id },
        {
          found: `${showDollars(row.amount)} of \`${row.account}\` in FY${row.fiscal_year}. ${bare(ended.says)}`,
          expected: "money only while its authority is in force",
          help: "Move the money to an authority in force, or name the assumption that it is renewed.",
          source: ended.citation,
        },
      ),
    ];
  });
}

function checkUnasked(plan: Plan, prospects: readonly Prospect[]): Finding[] {
  const asked = new Set(prospects.flatMap((each) => each.initiative.accounts));
  const usable = new Set(prospects.flatMap((each) => each.accounts.flat()));
  const years = yearsOf(plan);
  const seen = new Set<string>();
  return plan.tables.resources.flatMap((row) => {
    const inside = row.amount > 0 && years.includes(row.fiscal_year);
    if (!inside || usable.has(row.account) || seen.has(row.account)) return [];
    seen.add(row.account);
    return [
      report(
        "money_unasked",
        { file: "resources.csv", field: "account", id: row.id },
        {
          found: asked.has(row.account)
            ? `money of \`${row.account}\`, which no initiative may lawfully use`
            : `money of \`${row.account}\`, which no initiative asks for`,
          expected: "an initiative that names the account and may use it",
          help: "Add one, or leave the money unspent.",
        },
      ),
    ];
  });
}
