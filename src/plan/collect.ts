import { compareText, type Finding, type FindingWords, type Place } from "../base/findings.ts";
import { group } from "../base/money.ts";
import { type PlanFindingCode, reportPlan } from "./finding-kinds.ts";

/** Findings of one code that are shown for one file; the rest are counted. */
export const findingsShownPerCode = 200;

/** Gathers findings; of each code and file it keeps the first, and counts the rest exactly. */
export interface Collector {
  add(code: PlanFindingCode, at: Place, words: FindingWords): void;
  /** Everything gathered, with one `findings_more` for each code and file that has more. */
  list(): Finding[];
}

/** A new, empty collector. */
export function makeCollector(): Collector {
  const kept: Finding[] = [];
  const counts = new Map<string, number>();
  return {
    add(code, at, words) {
      const key = `${at.file ?? ""}\n${code}`;
      const count = (counts.get(key) ?? 0) + 1;
      counts.set(key, count);
      if (count <= findingsShownPerCode) kept.push(reportPlan(code, at, words));
    },
    list() {
      const over = [...counts].filter(([, count]) => count > findingsShownPerCode);
      over.sort(([a], [b]) => compareText(a, b));
      return [...kept, ...over.map(([key, count]) => countRest(key, count))];
    },
  };
}

function countRest(key: string, count: number): Finding {
  const [file = "", code = ""] = key.split("\n");
  const rest = group(String(count - findingsShownPerCode));
  return reportPlan("findings_more", file === "" ? {} : { file }, {
    found: `${rest} more of \`${code}\``,
    expected: "none",
    help: `The first ${findingsShownPerCode} are shown. Mend those, and read the plan again.`,
  });
}
