import { compareText } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { LawContents } from "./book.ts";
import { findInForce } from "./in-force.ts";

/** Codes of the authorities whose activities an account pays on a day, sorted. */
export function listPaid(contents: LawContents, account: string, on: IsoDate): string[] {
  return [...contents.authorities.values()]
    .filter((each) => findInForce(each.parameters.paid_from, on)?.value.includes(account))
    .map((each) => each.code)
    .sort(compareText);
}
