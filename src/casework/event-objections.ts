import type { IsoDate } from "../base/fiscal.ts";
import { type Cents, cents } from "../base/money.ts";
import { evidenceStandards } from "../plan/field-spec.ts";
import type { Case, CaseEvent, Condition, Directive, EvidenceRow } from "../plan/plan.ts";
import type { Casebook } from "./casebook.ts";
import { decisionsOf, foldCase } from "./fold-case.ts";
import { objectStep } from "./ladder-objections.ts";
import type { CaseMachine } from "./machine.ts";
import type { Objection } from "./objections.ts";
import { type PlanRows, trancheOf } from "./plan-rows.ts";
import type { ProcessEvent } from "./process.ts";
import { settleTranche } from "./settle-tranche.ts";

/** What speaks against an event by other rows of the plan: its evidence, the ladder and the tranche of its condition. */
export function listRowObjections(
  rows: PlanRows,
  book: Casebook,
  row: Case,
  machine: CaseMachine,
  event: CaseEvent,
  act: ProcessEvent,
): readonly Objection[] {
  const condition = rows.find("conditions", row.condition);
  return [
    ...objectEvidence(rows, row, event),
    ...objectLaterEvidence(rows, row, event),
    ...objectStandard(rows, condition, event, act),
    ...(condition === undefined
      ? []
      : objectStep(rows, condition, machine, event, act, (tranche) =>
          findWithheld(rows, book, tranche, event.on),
        )),
  ];
}

function objectEvidence(rows: PlanRows, row: Case, event: CaseEvent): Objection[] {
  return event.evidence
    .filter((id) => rows.find("evidence", id)?.case !== row.id)
    .map((id) => ({
      code: "event_evidence_other",
      field: "evidence",
      words: {
        found: `the evidence \`${id}\`, which is none of the case \`${row.id}\``,
        expected: "rows of `evidence` of this case",
        help: "Add the evidence to the case first.",
      },
    }));
}

/** An act cannot rest on what was said after it. */
function objectLaterEvidence(rows: PlanRows, row: Case, event: CaseEvent): Objection[] {
  return event.evidence.flatMap((id): Objection[] => {
    const found = rows.find("evidence", id);
    if (found === undefined || found.case !== row.id || found.dated <= event.on) return [];
    const words = {
      found: `the evidence \`${id}\` of ${found.dated}, after the act of ${event.on}`,
      expected: "evidence of the day of the act or of an earlier one",
      help: "Correct the day of one of them, or name what was known by then.",
    };
    return [{ code: "event_evidence_later", field: "evidence", words }];
  });
}

const rankOf = (standard: EvidenceRow["standard"]) => evidenceStandards.indexOf(standard);

/** Evidence that the act rests on must be as firm as the act, or the condition, asks for. */
function objectStandard(
  rows: PlanRows,
  condition: Condition | undefined,
  event: CaseEvent,
  act: ProcessEvent,
): Objection[] {
  const asked = standardOf(rows, condition, act);
  const found = event.evidence.flatMap((id) => rows.find("evidence", id)?.standard ?? []);
  const best = found.sort((a, b) => rankOf(b) - rankOf(a))[0];
  if (asked === null || best === undefined || rankOf(best) >= rankOf(asked.standard)) return [];
  const words = {
    found: `evidence that is \`${best}\` at best`,
    expected: `\`${asked.standard}\` or firmer, which ${asked.by} asks for`,
    help: "Wait for firmer evidence, or decide otherwise.",
    ...(act.cite === "" ? {} : { source: act.cite }),
  };
  return [{ code: "event_evidence_weak", field: "evidence", words }];
}

function standardOf(
  rows: PlanRows,
  condition: Condition | undefined,
  { standard, code }: ProcessEvent,
): { readonly standard: EvidenceRow["standard"]; readonly by: string } | null {
  if (standard === null) return null;
  if (standard !== "condition" && standard !== "way_back") {
    return { standard, by: `\`${code}\`` };
  }
  if (condition === undefined) return null;
  // The way back has a standard of its own; where several lead back, the least of them is enough.
  const ramps =
    standard === "way_back"
      ? rows.plan.tables.conditions.filter((each) => each.of === condition.id)
      : [];
  const least = ramps.sort((a, b) => rankOf(a.standard) - rankOf(b.standard))[0] ?? condition;
  return { standard: least.standard, by: `\`${least.id}\`` };
}

/** How much of a tranche its cases withhold on a day, by decisions that stand. */
export function findWithheld(
  rows: PlanRows,
  book: Casebook,
  tranche: Directive,
  on: IsoDate,
): Cents {
  const withheld = rows.plan.tables.cases.map((row): number => {
    const process = book.processes.get(row.process);
    // A case with a ladder of its own cannot decide the tranche for which another ladder asks.
    if (process === undefined || process.ladder.length > 0) return 0;
    if (trancheOf(rows, row)?.id !== tranche.id) return 0;
    const { machine } = foldCase(rows, book, process, row, on, listRowObjections);
    return settleTranche(tranche, decisionsOf(machine))?.withheld ?? 0;
  });
  return cents(withheld.reduce((sum, each) => sum + each, 0));
}
