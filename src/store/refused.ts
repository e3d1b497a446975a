import type { Finding, FindingWords, Place } from "../base/findings.ts";
import { reportStore, type StoreFindingCode } from "./finding-kinds.ts";
import {
  type Conflict,
  give,
  type Refusal,
  type RefusalKind,
  type Reply,
  refuse,
} from "./refusal.ts";

/** Thrown inside a transaction to roll it back with a refusal; it never leaves the store. */
export class Refused extends Error {
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.findings.map(({ found }) => found).join("; "));
    this.refusal = refusal;
  }
}

/** A refusal to throw, with findings that were made elsewhere. */
export function refused(
  kind: RefusalKind,
  findings: readonly Finding[],
  conflicts: readonly Conflict[] = [],
): Refused {
  return new Refused({ kind, findings, conflicts });
}

/** A refusal to throw, with one finding of the store. */
export function refusedFor(
  kind: RefusalKind,
  code: StoreFindingCode,
  at: Place,
  words: FindingWords,
): Refused {
  return refused(kind, [reportStore(code, at, words)]);
}

/** What row-level security says where a person writes what they may not. */
const insufficientPrivilege = "42501";

/** The result of some work, or the refusal that it threw; also where the database itself refused by the person's rights. */
export async function replyOf<T>(work: () => Promise<T>): Promise<Reply<T>> {
  try {
    return give(await work());
  } catch (error) {
    if (error instanceof Refused) return { value: null, refusal: error.refusal };
    if (error instanceof Error && "code" in error && error.code === insufficientPrivilege) {
      return refuse("forbidden", [missingRight("a change that the person may not make")]);
    }
    throw error;
  }
}

/** The finding for something that a person may not do. */
export function missingRight(found: string, at: Place = {}): Finding {
  return reportStore("right_missing", at, {
    found,
    expected: "something that the person's roles in the plan allow",
    help: "Ask an administrator of the plan for the role, or somebody who has it for the change.",
  });
}

/** The refusal where a plan is not there, or not for who asks: both look the same. */
export function planUnknown(plan: string): Refused {
  return refusedFor(
    "not_found",
    "plan_unknown",
    { id: plan },
    {
      found: `the plan \`${plan}\``,
      expected: "a plan that the person may see",
      help: "Check the name, or ask an administrator of the plan for a role in it.",
    },
  );
}

/** The refusal where a plan has no such branch. */
export function branchUnknown(branch: string): Refused {
  return refusedFor(
    "not_found",
    "branch_unknown",
    { id: branch },
    {
      found: `the branch \`${branch}\``,
      expected: "`main`, or a scenario of the plan",
      help: "Check the name.",
    },
  );
}
