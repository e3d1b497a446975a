import { capital, plainWords } from "../../../report/words.ts";

/** What the form calls a field, where that is not the field's own name. */
const names: Readonly<Record<string, string>> = {
  "initiatives.name": "What is asked",
  "initiatives.recipient": "Who receives it there",
  "initiatives.kind": "New or continuing",
  "initiatives.accounts": "Which law pays",
  "initiatives.cost_basis": "Where the costs come from",
  "initiatives.source": "Document behind it",
  "initiatives.handling": "Who may see it",
  "initiatives.least_share": "May be funded in part",
  "initiatives.dod_objective": "The Defense Department’s objective",
  "initiatives.dod_objective_reason": "Why it serves that military objective",
  "packages.name": "Name of the level",
  "packages.level": "Effect per dollar",
  "lines.kind": "Kind of a line",
  "lines.amount": "An amount",
  "effects.objective": "Objective",
  "effects.relevance": "How directly it serves the objective",
  "effects.confidence": "How likely it is to work",
};

/** What the form calls a field of a table. */
export function nameOfField(table: string, field: string): string {
  return names[`${table}.${field}`] ?? capital(plainWords(field));
}
