import { type Finding, sortFindings } from "../base/findings.ts";

/** How many findings of one code are listed; the rest are counted. */
const mostPerCode = 20;

/** Gathers findings of one file, so that ten thousand bad rows make a page and not a book. */
export interface FindingList {
  add(finding: Finding): void;
  addAll(findings: Iterable<Finding>): void;
  /** At most twenty of each code in the fixed order, then one that counts the rest. */
  list(): Finding[];
}

/** A new {@link FindingList}. */
export function startFindingList(): FindingList {
  const byCode = new Map<string, Finding[]>();
  const counts = new Map<string, number>();
  const add = (finding: Finding): void => {
    const known = byCode.get(finding.code) ?? [];
    if (known.length < mostPerCode) known.push(finding);
    byCode.set(finding.code, known);
    counts.set(finding.code, (counts.get(finding.code) ?? 0) + 1);
  };
  return {
    add,
    addAll(findings) {
      for (const finding of findings) add(finding);
    },
    list() {
      const all: Finding[] = [];
      for (const [code, findings] of byCode) {
        all.push(...findings);
        const more = (counts.get(code) ?? 0) - findings.length;
        const last = findings.at(-1);
        if (more > 0 && last !== undefined) all.push(rest(last, more));
      }
      return sortFindings(all);
    },
  };
}

function rest(last: Finding, more: number): Finding {
  const { file } = last.at;
  return {
    ...last,
    at: file === undefined ? {} : { file },
    found: `${more} more of the same kind (\`${last.code}\`)`,
  };
}
