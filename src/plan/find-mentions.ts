import { longestComment } from "./check-comments.ts";

/** A text as it was typed, and to whom it is said. */
export interface AddressedText {
  /** The text without the names with which it begins: no cell begins with `@`, which spreadsheets take for a formula. */
  readonly text: string;
  readonly mentions: readonly string[];
}

/**
 * Whom a text names as `@Name`, of some names; capitals do not matter, and of two names that fit the longer counts.
 *
 * A text that is too long for a comment is not read: it is refused, and looking for every name in it would take long.
 */
export function findMentions(typed: string, names: readonly string[]): AddressedText {
  if (typed.trim().length > longestComment) return { text: typed, mentions: [] };
  const known = names
    .filter((name) => name !== "")
    .map((name) => ({ name, lowered: name.toLowerCase() }))
    .sort((a, b) => b.name.length - a.name.length);
  const found = new Set<string>();
  let text = typed.trim();
  for (;;) {
    const named = nameAt(text, 0, known);
    if (named === undefined) break;
    found.add(named.name);
    text = text.slice(named.end).replace(/^[\s,:;]+/, "");
  }
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const named = nameAt(text, at, known);
    if (named !== undefined) found.add(named.name);
  }
  return { text, mentions: [...found] };
}

interface KnownName {
  readonly name: string;
  readonly lowered: string;
}

/** The name that follows `@` at a place, and where it ends, if one does and no word goes on behind it. */
function nameAt(
  text: string,
  at: number,
  known: readonly KnownName[],
): { readonly name: string; readonly end: number } | undefined {
  if (text[at] !== "@" || /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return undefined;
  for (const { name, lowered } of known) {
    // A small letter may take more room than its capital, as that of İ does.
    for (const length of new Set([name.length, lowered.length])) {
      const end = at + 1 + length;
      if (text.slice(at + 1, end).toLowerCase() !== lowered) continue;
      if (!/^[\p{L}\p{N}_]/u.test(text.slice(end, end + 2))) return { name, end };
    }
  }
  return undefined;
}
