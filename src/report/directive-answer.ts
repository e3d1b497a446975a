import type { Allocation } from "../allocate/allocation.ts";
import { showDollars } from "../base/money.ts";
import type { Directive } from "../plan/plan.ts";
import { withheldOf } from "../plan/tranche.ts";
import { showPoints, showYear } from "./words.ts";

/** What a directive that does not bind today would change, found by solving again as if it did. */
export interface DirectiveAnswer {
  readonly directive: string;
  /** What was supposed: the tranche is withheld or released, or the report language binds. */
  readonly supposed: "withheld" | "released" | "binding";
  /** Worth of the plan now, and as supposed; `null` where no allocation was found then.   Unit: value points. */
  readonly value: number;
  readonly value_supposed: number | null;
  readonly sentence: string;
}

type Worth = Pick<Allocation, "value" | "bound">;

/** What to suppose of a directive that is not a rule today. */
export function supposeOf(row: Directive): DirectiveAnswer["supposed"] {
  if (row.kind !== "withhold") return "binding";
  return row.outcome === "withheld" ? "released" : "withheld";
}

/** The directive as supposed. */
export function supposed(row: Directive): Directive {
  if (row.kind !== "withhold") return { ...row, force: "law" };
  return { ...row, force: "law", outcome: row.outcome === "withheld" ? "certified" : "withheld" };
}

/** The answer in sentences: what the directive says, where it stands, and what supposing it changes. */
export function answerDirective(row: Directive, now: Worth, then: Worth | null): DirectiveAnswer {
  const found = {
    directive: row.id,
    supposed: supposeOf(row),
    value: now.value,
    value_supposed: then?.value ?? null,
  };
  const standing = row.kind === "withhold" ? trancheWords(row) : reportWords(row);
  return { ...found, sentence: `${standing} ${changeWords(found.supposed, now, then)}` };
}

function trancheWords(row: Directive): string {
  const due = row.decision_due === undefined ? "" : `, due ${row.decision_due}`;
  const part =
    row.waivable_amount === undefined
      ? ""
      : ` ${showDollars(row.waivable_amount)} of it may be waived.`;
  const use =
    row.outcome === "withheld"
      ? "It was withheld, so the plan does without it."
      : row.outcome === "pending"
        ? `The decision is pending${due}; until then the plan counts on the money.`
        : useWords(row);
  return `${row.name}, ${showYear(row.fiscal_year)}: ${showDollars(row.amount)} on a condition.${part} ${use}`;
}

function useWords(row: Directive): string {
  const kept = withheldOf(row);
  return kept === 0
    ? `It was ${row.outcome}, so the plan may use the money.`
    : `It was ${row.outcome} as far as it may be; the plan does without the other ${showDollars(kept)}.`;
}

function reportWords(row: Directive): string {
  const asks = row.kind === "not_less_than" ? "at least" : "at most";
  return (
    `${row.name}, ${showYear(row.fiscal_year)}: report language asks for ${asks} ` +
    `${showDollars(row.amount)}. It informs and does not bind.`
  );
}

const supposedWords: Readonly<Record<DirectiveAnswer["supposed"], string>> = {
  withheld: "as withheld",
  released: "as released",
  binding: "as if it bound",
};

function changeWords(what: DirectiveAnswer["supposed"], now: Worth, then: Worth | null): string {
  const again = `Solved again ${supposedWords[what]}`;
  if (then === null) return `${again}: no allocation keeps every rule.`;
  const values = `the plan is worth ${then.value.toFixed(2)} points instead of ${now.value.toFixed(2)}`;
  const change = then.value - now.value;
  // What is proven: each plan is worth its value at least, and its bound at most.
  const least = then.value - now.bound;
  const most = then.bound - now.value;
  if (least <= 0 && most >= 0) {
    return `${again}, ${values}: no difference that the proven gap can tell.`;
  }
  const range =
    most - least < 0.005
      ? ""
      : ` (proven to lie between ${showPoints(least)} and ${showPoints(most)})`;
  return `${again}, ${values}: a difference of ${showPoints(change)} points${range}.`;
}
