import type { Dated } from "../book.ts";
import { findInForce, type InForce } from "../in-force.ts";
import type { ParameterName } from "../parameters.ts";
import { sayValue } from "../words.ts";
import { type CheckQuestion, judgmentOf, type LegalCheck } from "./legal-check.ts";

/**
 * A check that tells a duty of whoever pays: it never stops money by itself, and the money waits until it is done.
 *
 * `found` says what is known of the line; a duty without a value, or with the value `none`, is no duty.
 */
export function dutyCheck(
  name: ParameterName,
  card: Pick<LegalCheck, "sentence" | "reads" | "severity">,
  says: (entry: InForce<unknown>) => string,
  found: (question: CheckQuestion) => string = () => "nothing yet",
): LegalCheck {
  // The words of a value are the same for all that ask.
  const said = new WeakMap<object, { readonly expected: string; readonly says: string }>();
  return {
    ...card,
    name,
    law: [name],
    judge: (question) => {
      const { authority, first } = question;
      const values: readonly Dated<unknown>[] | undefined = authority.parameters[name];
      const entry = findInForce(values, first);
      if (entry === undefined || entry.value === "none") return [];
      const words = said.get(entry) ?? {
        expected: sayValue(name, entry.value),
        says: says(entry),
      };
      said.set(entry, words);
      const compared = {
        found: found(question),
        expected: words.expected,
        effect: "warns",
      } as const;
      return [{ ...judgmentOf(name, authority, name, entry, compared), says: words.says }];
    },
  };
}
