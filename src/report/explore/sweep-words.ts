import { showRegion } from "../words.ts";

/** A region inside a sentence, after “in”: `Europe and Eurasia`, `worldwide programs`. */
export function nameRegionIn(bureau: string): string {
  return bureau === "GLOBAL" ? "worldwide programs" : showRegion(bureau);
}
