/**
 * How sure a legal datum is. `checked` was compared with the published text and may block; `knowledge` and
 * `unsure` may only warn.
 */
export type LegalMark = "checked" | "knowledge" | "unsure";

/** How much a mark weighs: the surer, the more. */
export const strength: Readonly<Record<LegalMark, number>> = {
  checked: 2,
  knowledge: 1,
  unsure: 0,
};

/** The less sure of two marks. */
export function weaker(a: LegalMark, b: LegalMark): LegalMark {
  return strength[a] <= strength[b] ? a : b;
}
