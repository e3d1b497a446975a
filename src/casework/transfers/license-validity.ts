import type { IsoDate } from "../../base/fiscal.ts";
import type { LicenseList } from "../../law/book.ts";
import type { LegalMark } from "../../law/law.ts";
import { findValidity } from "../../law/licenses.ts";
import type { Transfer } from "../../plan/plan.ts";
import { addMonths } from "./add-months.ts";

/** How long a license or agreement holds, and by what. */
export interface LicenseValidity {
  /** Its last day. */
  readonly until: IsoDate;
  readonly says: string;
  readonly citation: string;
  readonly mark: LegalMark;
}

/**
 * How long what a transfer names holds, from its day of issue.
 *
 * Nothing for an agreement or exemption that states no day, and for what the law does not know.
 * Source: 22 CFR 123.21 (law/licenses/dcs.yaml).
 */
export function licenseValidity(
  list: LicenseList | undefined,
  { id, license: named, license_until }: Transfer,
  issued: IsoDate,
): LicenseValidity | undefined {
  if (license_until !== undefined) {
    const from = { citation: `transfers/${id}`, mark: "unsure" } as const;
    return { until: license_until, says: "The last day that it states.", ...from };
  }
  const rule = findValidity(list, named ?? "", issued);
  if (rule === undefined) return undefined;
  const { says, cite: citation, mark } = rule;
  return { until: addMonths(issued, rule.value), says, citation, mark };
}
