import { compareText, type Finding } from "../../base/findings.ts";
import type { FiscalYear } from "../../base/fiscal.ts";
import { reportVerify } from "./finding-kinds.ts";
import type { Reading } from "./reading.ts";
import { exactDollars, type Spending } from "./spending.ts";

/** Some years of an account, and the new money that may be spent in them. */
export interface AccountWindow {
  readonly account: string;
  readonly years: readonly FiscalYear[];
  /** Unit: cents. */
  readonly available: bigint;
}

/**
 * Every run of years of an account with the money available in it, shorter runs first.
 *
 * Money that lasts L years can be spent in years t1 to t2 if it is new in one of t1-L+1 to t2.
 */
export function listAccountWindows(reading: Reading, account: string): readonly AccountWindow[] {
  const { years } = reading;
  const found = reading.law.findAvailability(account, reading.plan.head.as_of);
  const lasts = found === undefined ? 1 : (found.years ?? years.length);
  const rows = reading.plan.tables.resources.filter((row) => row.account === account);
  const fresh = years.map((year) =>
    rows.reduce((sum, row) => (row.fiscal_year === year ? sum + BigInt(row.amount) : sum), 0n),
  );
  const windows: AccountWindow[] = [];
  for (let length = 1; length <= years.length; length++) {
    for (let first = 0; first + length <= years.length; first++) {
      const oldest = Math.max(0, first - lasts + 1);
      const available = fresh.slice(oldest, first + length).reduce((sum, part) => sum + part, 0n);
      windows.push({ account, years: years.slice(first, first + length), available });
    }
  }
  return windows;
}

/**
 * Checks that no account pays more over any run of years than the money available in it.
 *
 * Only the shortest overspent runs are named: a longer one that holds one of them says nothing new.
 */
export function checkAccounts(reading: Reading, spending: Spending): Finding[] {
  const findings: Finding[] = [];
  for (const account of [...spending.byAccount.keys()].sort(compareText)) {
    const spent = new Map<number, bigint>();
    for (const { year, amount } of spending.byAccount.get(account) ?? []) {
      spent.set(year, (spent.get(year) ?? 0n) + amount);
    }
    const named: AccountWindow[] = [];
    for (const window of listAccountWindows(reading, account)) {
      const paid = window.years.reduce((sum, year) => sum + (spent.get(year) ?? 0n), 0n);
      const holdsNamed = named.some((other) =>
        other.years.every((year) => window.years.includes(year)),
      );
      if (paid <= window.available || holdsNamed) continue;
      named.push(window);
      findings.push(overspent(window, paid));
    }
  }
  return findings;
}

function overspent({ account, years, available }: AccountWindow, paid: bigint): Finding {
  const [first, last] = [years[0], years.at(-1)];
  const span = first === last ? `${first}` : `${first}..${last}`;
  const when = first === last ? `FY${first}` : `FY${first} to FY${last}`;
  return reportVerify(
    "account_overspent",
    { id: `${account}/${span}`, field: "amount" },
    {
      found: `${exactDollars(paid)} paid from ${account} in ${when}`,
      expected: `at most the ${exactDollars(available)} that may be spent then`,
      help: "Pay less from the account in these years, or add money.",
    },
  );
}
