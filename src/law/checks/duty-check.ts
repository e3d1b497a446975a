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
  return {
    ...card,
    name,
    law: [name],
    judge: (question) => {
      const { authority, first } = question;
      const values: readonly Dated<unknown>[] | undefined = authority.parameters[name];
      const entry = findInForce(values, first);
      if (entry === undefined || entry.value === "none") return [];
      const expected = sayValue(name, entry.value);
      const judgment = judgmentOf(name, authority, name, entry, {
        found: found(question),
        expected,
        effect: "warns",
      });
      return [{ ...judgment, says: says(entry) }];
    },
  };
}
