import type { IsoDate } from "../base/fiscal.ts";
import type { LawBook, LawContents } from "./book.ts";
import { makeJudges } from "./eligible.ts";
import { findInForce } from "./in-force.ts";
import type { Availability } from "./law.ts";

/** The law as the program asks it, over contents that were read and checked. */
export function makeLawBook(edition: string, contents: LawContents): LawBook {
  return {
    edition,
    contents,
    accountCodes: [...contents.authorities.values()]
      .filter((each) => each.kind !== "duty")
      .map((each) => each.code),
    findTitle: (account) => contents.authorities.get(account)?.name,
    ...makeJudges(contents),
    findAvailability: (account, on) => availabilityOn(contents, account, on),
  };
}

/**
 * How long new money of an account may be obligated, on a day.
 *
 * Source: law/authorities/*.yaml, parameter `availability`; for FMF 31 U.S.C. 1501(a)(5)(C).
 */
function availabilityOn(
  contents: LawContents,
  account: string,
  on: IsoDate,
): Availability | undefined {
  const authority = contents.authorities.get(account);
  const entry = findInForce(authority?.parameters.availability, on);
  if (authority === undefined || entry === undefined) return undefined;
  return {
    years: entry.value === "until_expended" ? null : entry.value,
    provision: {
      rule: `${account}.availability`,
      file: authority.file,
      citation: entry.cite,
      mark: entry.mark,
      says: entry.says,
      effect: "allows",
    },
  };
}
