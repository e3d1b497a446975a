import type { Authority } from "../book.ts";
import { findInForce } from "../in-force.ts";
import type { CheckQuestion } from "./legal-check.ts";

/**
 * The authorities whose rules bind the money: the account itself, or, where it is spent only under another authority,
 * those that it pays and that allow the same.
 *
 * Those that fit without doubt where there are any, else those that nothing checked speaks against. Sorted by code.
 */
export function listSpentUnder(question: CheckQuestion): readonly Authority[] {
  const { contents, authority, first, pays, ask } = question;
  if (findInForce(authority.parameters.needs_authority, first)?.value !== true) return [authority];
  const lawful = pays.filter((code) => ask(code).lawful);
  const fits = lawful.filter((code) => ask(code).doubts.length === 0);
  return (fits.length > 0 ? fits : lawful).flatMap((code) => contents.authorities.get(code) ?? []);
}
