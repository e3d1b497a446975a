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

/** The law and the casebook from the files of `law/`: path inside the folder → bytes.   Errors: findings of both. */
export function loadRules(files: ReadonlyMap<string, Uint8Array>): Rules {
  const { law, findings } = loadLaw(files);
  const { result: book, findings: ofBook } = loadCasebook(files);
  return { law: withCasework(law, book), book, findings: sortFindings([...findings, ...ofBook]) };
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
