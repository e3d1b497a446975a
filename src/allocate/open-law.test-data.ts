import { compareText } from "../base/findings.ts";
import type { FiscalYear } from "../base/fiscal.ts";
import type { Law, LegalSubject, Provision } from "../law/law.ts";

/** A refusal of the open law: it bars an account wherever all that it names agrees. */
export interface OpenLawBar {
  readonly account: string;
  readonly partner?: string;
  readonly recipient?: string;
  readonly lineKind?: string;
  readonly year?: number;
}

/**
 * A law made up for tests: it allows everything but the bars, and money lasts as many years as given.
 *
 * `lasts` maps each account code to its years of availability; `null` is until expended. Other accounts
 * are unknown.
 */
export function openLaw(
  lasts: Readonly<Record<string, number | null>>,
  bars: readonly OpenLawBar[] = [],
): Law {
  const known = new Map(Object.entries(lasts));
  return {
    edition: "open",
    accountCodes: [...known.keys()].sort(compareText),
    findTitle: (account) => (known.has(account) ? `Account ${account}` : undefined),
    eligible: (account, subject, year) => {
      const blocks = known.has(account)
        ? bars.filter((bar) => agrees(bar, account, subject, year))
        : [{ account }];
      return blocks.length > 0
        ? { answer: "no", provisions: [provision(account, "blocks")], warnings: [] }
        : { answer: "yes", provisions: [provision(account, "allows")], warnings: [] };
    },
    findAvailability: (account) => {
      const years = known.get(account);
      return years === undefined ? undefined : { years, provision: provision(account, "allows") };
    },
  };
}

function agrees(bar: OpenLawBar, account: string, subject: LegalSubject, year: FiscalYear) {
  return (
    bar.account === account &&
    (bar.partner === undefined || bar.partner === subject.partner.id) &&
    (bar.recipient === undefined || bar.recipient === subject.recipient) &&
    (bar.lineKind === undefined || subject.lineKinds.includes(bar.lineKind)) &&
    (bar.year === undefined || bar.year === year)
  );
}

function provision(account: string, effect: Provision["effect"]): Provision {
  return {
    rule: `${account}.${effect}`,
    file: "law/made-up.yaml",
    citation: "Made up for tests.",
    mark: "checked",
    says: `It ${effect} ${account}.`,
    effect,
  };
}
