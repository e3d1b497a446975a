import type { RefusalKind, Refusal as StoreRefusal } from "../store/refusal.ts";
import { report } from "./finding-kinds.ts";
import { type Refusal, refuse } from "./problems.ts";

const statuses: Readonly<Record<RefusalKind, number>> = {
  not_found: 404,
  forbidden: 403,
  stale: 412,
  invalid: 422,
};

/** A refusal of the store, as HTTP says it. */
export function refusalOfStore({ kind, findings, conflicts }: StoreRefusal): Refusal {
  return refuse(statuses[kind], findings, conflicts.length === 0 ? undefined : [...conflicts]);
}

/** The refusal for something that is not there, or that the caller may not see: the two look the same. */
export function refuseAbsent(what: string, id: string): Refusal {
  return refuse(
    404,
    report(
      "not_there",
      { id },
      {
        found: `no ${what} \`${id}\``,
        expected: `a ${what} that is there and that you may see`,
        help: "Check the address, or ask an administrator of the plan for the right to see it.",
      },
    ),
  );
}

/** The refusal of a replacement that does not say which version it replaces. */
export function refuseWithoutVersion(): Refusal {
  return refuse(
    428,
    report(
      "version_required",
      { field: "if-match" },
      {
        found: "no header `if-match`",
        expected: 'the ETag of the row as you read it, or `"0"` for a row that is not there yet',
        help: "Read the row first, and send its ETag as `if-match`.",
      },
    ),
  );
}

/** The refusal of a change from a version that is none of ours. */
export function refuseForeignVersion(): Refusal {
  return refuse(
    412,
    report(
      "version_stale",
      { field: "if-match" },
      {
        found: "an `if-match` that is no version of this server",
        expected: "an ETag as this server sent it",
        help: "Read it again, and make the change from what you find.",
      },
    ),
  );
}
