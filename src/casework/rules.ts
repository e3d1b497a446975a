import { type Finding, sortFindings } from "../base/findings.ts";
import type { LawBook } from "../law/book.ts";
import { withLegalCaps } from "../law/legal-caps.ts";
import { loadLaw } from "../law/load.ts";
import { type Casebook, loadCasebook } from "./casebook.ts";
import { checkCasework } from "./check-casework.ts";
import { listHolds } from "./holds.ts";
import { withReserves } from "./reserves.ts";
import { settlePlan } from "./settlement.ts";
import { usualDays } from "./usual-course.ts";

/** All that is read from the files of `law/`: the law, which also knows a plan's cases, and the book of casework. */
export interface Rules {
  readonly law: LawBook;
  readonly book: Casebook;
  readonly findings: readonly Finding[];
}

/** What was read last, and from which files: those who run several commands read the same law for each. */
let last: { readonly files: ReadonlyMap<string, Uint8Array>; readonly rules: Rules } | undefined;

/**
 * The law and the casebook from the files of `law/`: path inside the folder → bytes. Files that say the same as those
 * before them are not read again.
 *
 * Errors: findings of both.
 */
export function loadRules(files: ReadonlyMap<string, Uint8Array>): Rules {
  if (last !== undefined && isSame(last.files, files)) return last.rules;
  const { law, findings } = loadLaw(files);
  const { result: book, findings: ofBook } = loadCasebook(files);
  const found = sortFindings([...findings, ...ofBook]);
  const rules = { law: withCasework(law, book), book, findings: found };
  last = { files: new Map(files), rules };
  return rules;
}

function isSame(
  before: ReadonlyMap<string, Uint8Array>,
  files: ReadonlyMap<string, Uint8Array>,
): boolean {
  if (before.size !== files.size) return false;
  for (const [path, bytes] of files) {
    const known = before.get(path);
    if (known === bytes) continue;
    if (known?.length !== bytes.length) return false;
    for (let at = 0; at < bytes.length; at += 1) if (known[at] !== bytes[at]) return false;
  }
  return true;
}

/** The law with casework: it also says what a plan's cases hold, decide and usually take, as of its day. */
export function withCasework<L extends LawBook>(law: L, book: Casebook): L {
  return {
    ...law,
    listHolds: (plan) => listHolds(plan, book, law, plan.head.as_of),
    checkCases: (plan) => checkCasework(plan, book, plan.head.as_of),
    usualDays: (plan) => usualDays(plan, book, plan.head.as_of),
    settlePlan: (plan) => withLegalCaps(withReserves(settlePlan(plan, book), law), law.contents),
  };
}
