import type { AuthorityParameters, Dated } from "../book.ts";
import { findInForce } from "../in-force.ts";
import type { LegalSubject } from "../law.ts";
import type { ParameterName } from "../parameters.ts";
import { sayWords } from "../words.ts";
import { type CheckQuestion, effectOf, judgmentOf, type LegalCheck } from "./legal-check.ts";

/** What a subject asks for, against the words that an authority allows. */
interface Asked {
  readonly words: readonly string[];
  /** Whether it cannot be told: the partner is no single country or region. Then it warns, however sure the rule. */
  readonly doubtful?: boolean;
  /** What to say instead of the words that are outside. */
  readonly instead?: string;
}

/** Parameters whose values are lists of words that are allowed. */
type ListParameter = {
  [N in ParameterName]: NonNullable<AuthorityParameters[N]> extends readonly Dated<
    readonly string[]
  >[]
    ? N
    : never;
}[ParameterName];

/**
 * A check that all that a subject asks for is among what an authority allows on the first day of the fiscal year.
 *
 * A parameter without a value sets no limit.
 */
export function limitCheck(
  name: ListParameter,
  card: Pick<LegalCheck, "sentence" | "reads">,
  asks: (subject: LegalSubject, allowed: readonly string[]) => Asked,
): LegalCheck {
  // The words of a value are the same for all that ask.
  const said = new WeakMap<object, string>();
  return {
    ...card,
    name,
    law: [name],
    severity: "blocks",
    judge: ({ authority, subject, first }: CheckQuestion) => {
      const values: readonly Dated<readonly string[]>[] | undefined = authority.parameters[name];
      const entry = findInForce(values, first);
      if (entry === undefined) return [];
      const asked = asks(subject, entry.value);
      const outside = asked.words.filter((word) => !entry.value.includes(word));
      const expected = said.get(entry) ?? sayWords(entry.value);
      said.set(entry, expected);
      const inside = outside.length === 0 && asked.instead === undefined;
      const found = asked.words.length === 0 ? "no single one" : sayWords(asked.words);
      if (inside) {
        return [judgmentOf(name, authority, name, entry, { found, expected, effect: "allows" })];
      }
      const effect = asked.doubtful === true ? "warns" : effectOf(entry);
      const more = asked.instead ?? `It allows ${expected}; this asks for ${sayWords(outside)}.`;
      return [judgmentOf(name, authority, name, entry, { found, expected, effect, more })];
    },
  };
}
