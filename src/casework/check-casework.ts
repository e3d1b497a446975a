import { type Finding, reporter, sortFindings } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { Plan } from "../plan/plan.ts";
import type { Casebook } from "./casebook.ts";
import { readConditions } from "./conditions.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import { checkRepeatedNotices } from "./notice.ts";
import { lookUpRows, type PlanRows } from "./plan-rows.ts";
import { readCases } from "./read-cases.ts";
import { listSettlements } from "./settlement.ts";

const report = reporter(caseworkFindingKinds);

/**
 * What is wrong in the casework of a plan: in its cases, conditions, notices and registers, sorted.
 *
 * What is only late or unwise is shown with the cases and conditions, and not here.
 */
export function checkCasework(plan: Plan, book: Casebook, on: IsoDate): readonly Finding[] {
  const rows = lookUpRows(plan);
  const conditions = readConditions(plan, book, on).findings;
  return sortFindings([
    ...readCases(plan, book, on).findings,
    ...conditions.filter((finding) => finding.severity === "error"),
    ...plan.tables.cases.flatMap((row) => checkRepeatedNotices(rows, row.id)),
    ...checkTranches(plan, book, on),
    ...checkPreconditions(rows),
    ...checkDates(plan),
  ]);
}

/** One case decides a tranche. Of two that do, the one that withholds more counts. */
function checkTranches(plan: Plan, book: Casebook, on: IsoDate): Finding[] {
  const settlements = listSettlements(plan, book, on);
  return settlements.flatMap(({ directive, decided_by }, index) => {
    const earlier = settlements.slice(0, index).find((each) => each.directive.id === directive.id);
    if (earlier === undefined) return [];
    return report(
      "tranche_decided_twice",
      { file: "directives.csv", id: directive.id },
      {
        found: `decisions in two cases: \`${earlier.decided_by[0]}\` and \`${decided_by[0]}\``,
        expected: "one case that decides a tranche",
        help: "Supersede the decision in one of them; until then what either withholds stays withheld.",
      },
    );
  });
}

function checkPreconditions(rows: PlanRows): Finding[] {
  return rows.plan.tables.preconditions.flatMap((row) => {
    const at = { file: "preconditions.csv", id: row.id };
    if (row.agreement === undefined && row.activity === undefined) {
      return report("precondition_empty", at, {
        found: "no agreement and no activity",
        expected: "what must be in place, in `agreement` or `activity`",
        help: "Name it. Until then the money is held, as nothing can meet it.",
      });
    }
    const agreement = rows.find("agreements", row.agreement);
    const initiative = rows.find("initiatives", row.initiative);
    if (agreement === undefined || initiative === undefined) return [];
    if (agreement.partner === initiative.partner) return [];
    // Work for a region may well need an agreement with one of its countries, and the other way round.
    const kinds = [agreement.partner, initiative.partner].map(
      (id) => rows.find("partners", id)?.kind,
    );
    if (kinds.some((kind) => kind !== "country")) return [];
    return report(
      "precondition_partner_other",
      { ...at, field: "agreement" },
      {
        found: `\`${agreement.id}\` with \`${agreement.partner}\`, and \`${initiative.id}\` for \`${initiative.partner}\``,
        expected: "an agreement with the partner of the initiative",
        help: "Correct it, or say in `reason` why another partner's agreement is needed.",
      },
    );
  });
}

function checkDates({ tables }: Plan): Finding[] {
  const spans = [
    ...tables.agreements.map(({ id, since, until }) => {
      return { file: "agreements.csv", id, field: "until", from: since, to: until };
    }),
    ...tables.activities.map(({ id, starts_on, ends_on }) => {
      return { file: "activities.csv", id, field: "ends_on", from: starts_on, to: ends_on };
    }),
  ];
  return spans.flatMap(({ from, to, ...at }) => {
    if (from === undefined || to === undefined || from <= to) return [];
    return report("register_dates_backward", at, {
      found: `${to}, before ${from}`,
      expected: "a last day that is the first, or later",
      help: "Correct one of the two days.",
    });
  });
}
