import type { Authority, Dated } from "../book.ts";
import { findInForce, type InForce } from "../in-force.ts";
import type { Judgment } from "../law.ts";
import type { ParameterName } from "../parameters.ts";
import { sayValue } from "../words.ts";
import { type CheckQuestion, judgmentOf, type LegalCheck } from "./legal-check.ts";
import { listSpentUnder } from "./spent-under.ts";

/** The words of a duty, which are the same for all that ask. */
interface DutyWords {
  readonly expected: string;
  readonly says: string;
}

/**
 * A check that tells a duty of whoever pays: it never stops money. By a checked rule of severity `waits` the money
 * waits until the duty is done; by any other, it warns.
 *
 * Money that is spent only under another authority, and has no such duty of its own, has those of the authorities
 * under which it may be spent.
 * `found` says what is known of the line; a duty without a value, or with the value `none`, is no duty.
 */
export function dutyCheck(
  name: ParameterName,
  card: Pick<LegalCheck, "sentence" | "reads" | "severity">,
  says: (entry: InForce<unknown>) => string,
  found: (question: CheckQuestion, value: unknown) => string = () => "nothing yet",
): LegalCheck {
  const said = new WeakMap<object, DutyWords>();
  const wordsOf = (entry: InForce<unknown>): DutyWords => {
    const words = said.get(entry) ?? {
      expected: sayValue(name, entry.value),
      says: says(entry),
    };
    said.set(entry, words);
    return words;
  };
  const judgeOne = (authority: Authority, question: CheckQuestion): Judgment[] => {
    const values: readonly Dated<unknown>[] | undefined = authority.parameters[name];
    const entry = findInForce(values, question.first);
    if (entry === undefined || entry.value === "none") return [];
    const words = wordsOf(entry);
    const waits = card.severity === "waits" && entry.mark === "checked";
    const compared = {
      found: found(question, entry.value),
      expected: words.expected,
      effect: waits ? ("waits" as const) : ("warns" as const),
    };
    const under = authority === question.authority ? "" : `Under ${authority.code}: `;
    const told = judgmentOf(name, authority, name, entry, compared);
    return [{ ...told, says: `${under}${words.says}` }];
  };
  return {
    ...card,
    name,
    law: [name],
    judge: (question) => {
      const own = judgeOne(question.authority, question);
      if (own.length > 0) return own;
      return listSpentUnder(question)
        .filter((each) => each !== question.authority)
        .flatMap((each) => judgeOne(each, question));
    },
  };
}
