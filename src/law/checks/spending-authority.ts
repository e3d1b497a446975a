import type { IsoDate } from "../../base/fiscal.ts";
import type { LawContents } from "../book.ts";
import { findInForce } from "../in-force.ts";
import { sayValue } from "../words.ts";
import { judgmentOf, type LegalCheck, type UnderAnswer } from "./legal-check.ts";

const name = "needs_authority";

interface Paid extends UnderAnswer {
  readonly code: string;
}

/** Whether money without a purpose of its own may be spent here under an authority that it pays. */
export const spendingAuthorityCheck: LegalCheck = {
  name,
  sentence: "Money without a purpose of its own is spent under an authority that allows the same.",
  reads: ["initiatives.accounts"],
  law: [name, "paid_from"],
  severity: "blocks",
  judge: ({ contents, authority, first, pays, ask }) => {
    const entry = findInForce(authority.parameters.needs_authority, first);
    if (entry?.value !== true) return [];
    const paid = pays.map((code): Paid => ({ code, ...ask(code) }));
    const lawful = paid.filter((each) => each.lawful);
    const fits = lawful.filter((each) => each.doubts.length === 0);
    const expected = "an authority of the catalogue that allows it";
    if (fits.length > 0) {
      const names = fits.map(({ code }) => sayFit(contents, code, first)).join(", ");
      const compared = {
        found: names,
        expected,
        effect: "allows",
        more: `Here: ${names}.`,
      } as const;
      return [judgmentOf(name, authority, name, entry, compared)];
    }
    const near = lawful.map((each) => `${each.code} (against it: ${each.doubts.join(", ")})`);
    const more =
      near.length === 0
        ? "No authority of this catalogue that it pays allows this; DoD has others."
        : `No authority of this catalogue fits without doubt: ${near.join(", ")}.`;
    const found = near.length === 0 ? "none" : near.join(", ");
    const effect = entry.mark === "checked" && near.length === 0 ? "blocks" : "warns";
    return [judgmentOf(name, authority, name, entry, { found, expected, effect, more })];
  },
};

function sayFit(contents: LawContents, code: string, on: IsoDate): string {
  const role = findInForce(contents.authorities.get(code)?.parameters.state_role, on);
  return role === undefined ? code : `${code} (${sayValue("state_role", role.value)})`;
}
