import { distance } from "fastest-levenshtein";

/** The form of an id: letters, digits and `. _ -`, up to 80, starting with a letter or digit. */
export const idPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,79}$/;

/**
 * The known name nearest to a misspelt one, or nothing if none is near.
 *
 * Near: at most a third of the letters differ, so that help never suggests an unrelated name.
 */
export function findNearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    const gap = distance(name.toLowerCase(), candidate.toLowerCase());
    if (gap < bestDistance) {
      best = candidate;
      bestDistance = gap;
    }
  }
  return best;
}
