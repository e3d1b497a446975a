import { distance } from "fastest-levenshtein";
import { compareText } from "./findings.ts";

/** The form of an id: letters, digits and `. _ -`, up to 80, starting with a letter or digit. */
export const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/**
 * The known name nearest to a misspelt one, or nothing if none is near.
 *
 * Near: at most a third of the letters differ, so that help never suggests an unrelated name. Of several that are
 * equally near, the first in the order of texts, so that the order of the rows does not matter.
 */
export function findNearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const gap = distance(name.toLowerCase(), candidate.toLowerCase());
    const isTie = best !== undefined && gap === bestDistance;
    if (gap < bestDistance || (isTie && compareText(candidate, best ?? "") < 0)) {
      best = candidate;
      bestDistance = gap;
    }
  }
  return best;
}
