/** A text as it was typed, and to whom it is said. */
export interface AddressedText {
  /** The text without the names with which it begins: no cell begins with `@`, which spreadsheets take for a formula. */
  readonly text: string;
  readonly mentions: readonly string[];
}

/**
 * Whom a text names as `@Name`, of some names; capitals do not matter, and of two names that fit the longer counts.
 */
export function findMentions(typed: string, names: readonly string[]): AddressedText {
  const known = [...names].filter((name) => name !== "").sort((a, b) => b.length - a.length);
  const found = new Set<string>();
  let text = typed.trim();
  for (;;) {
    const name = nameAt(text, 0, known);
    if (name === undefined) break;
    found.add(name);
    text = text.slice(name.length + 1).replace(/^[\s,:;]+/, "");
  }
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const name = nameAt(text, at, known);
    if (name !== undefined) found.add(name);
  }
  return { text, mentions: [...found] };
}

/** The name that follows `@` at a place, if one does and no word goes on behind it. */
function nameAt(text: string, at: number, known: readonly string[]): string | undefined {
  if (text[at] !== "@" || /[\p{L}\p{N}]/u.test(text[at - 1] ?? "")) return undefined;
  const rest = text.slice(at + 1).toLowerCase();
  return known.find(
    (name) =>
      rest.startsWith(name.toLowerCase()) && !/^[\p{L}\p{N}_]/u.test(rest.slice(name.length)),
  );
}
