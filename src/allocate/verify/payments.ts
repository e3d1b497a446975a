import type { Finding } from "../../base/findings.ts";
import type { Choice, Payment } from "../allocation.ts";
import { reportVerify } from "./finding-kinds.ts";
import { costsOfChoice, findRow, type Reading } from "./reading.ts";
import { exactDollars, isPayable } from "./spending.ts";

/** Checks that each cost is paid exactly once, by accounts that may pay it, and that nothing else is paid. */
export function checkPayments(
  reading: Reading,
  payments: readonly Payment[],
  funded: ReadonlyMap<string, Choice>,
): Finding[] {
  const byInitiative = Map.groupBy(payments, (payment) => payment.initiative);
  const findings: Finding[] = [];
  for (const [initiative, paid] of byInitiative) {
    if (!funded.has(initiative)) findings.push(unfunded(initiative, paid));
  }
  for (const choice of funded.values()) {
    const paid = byInitiative.get(choice.initiative) ?? [];
    findings.push(...checkPayers(reading, paid), ...checkSums(reading, choice, paid));
  }
  return findings;
}

const placeOf = (initiative: string, field: string) => ({
  file: "initiatives.csv",
  id: initiative,
  field,
});

function unfunded(initiative: string, paid: readonly Payment[]): Finding {
  return reportVerify("payment_unfunded", placeOf(initiative, "accounts"), {
    found: `${exactDollars(sumPayable(paid))} paid for \`${initiative}\``,
    expected: "$0, because it is not funded",
    help: "Drop the payments, or fund the initiative.",
  });
}

function checkPayers(reading: Reading, paid: readonly Payment[]): Finding[] {
  const seen = new Set<string>();
  return paid.flatMap((payment) => {
    const { initiative, account, fiscal_year: year, amount } = payment;
    const findings: Finding[] = [];
    const from = `from ${account} for \`${initiative}\` in FY${year}`;
    const row = findRow(reading.initiatives, initiative, "initiative");
    if (!isPayable(amount)) {
      findings.push(
        reportVerify("payment_amount", placeOf(initiative, "amount"), {
          found: `a payment of ${amount} cents ${from}`,
          expected: "whole cents above zero, at most a trillion dollars",
          help: "Pay the cost in whole cents; leave out what is zero.",
        }),
      );
    }
    const key = `${account}/${year}`;
    if (seen.has(key)) {
      findings.push(
        reportVerify("payment_twice", placeOf(initiative, "amount"), {
          found: `a second payment ${from}`,
          expected: "one payment with their sum",
          help: "Add the two up.",
        }),
      );
    }
    seen.add(key);
    if (!row.accounts.includes(account)) {
      findings.push(
        reportVerify("payment_account", placeOf(initiative, "accounts"), {
          found: `a payment ${from}`,
          expected: `one of its accounts: ${row.accounts.join(", ")}`,
          help: "Pay from an account that the initiative names.",
        }),
      );
    } else if (!reading.isLawful(row, account, year)) {
      findings.push(
        reportVerify("payment_unlawful", placeOf(initiative, "accounts"), {
          found: `a payment ${from}`,
          expected: "an account that the law lets pay for it in that year",
          help: "Ask the law for the provisions that bar it, and pay from another account.",
        }),
      );
    }
    return findings;
  });
}

function checkSums(reading: Reading, choice: Choice, paid: readonly Payment[]): Finding[] {
  const costs = costsOfChoice(reading, choice);
  const byYear = Map.groupBy(paid, (payment) => payment.fiscal_year as number);
  const years = [...new Set([...costs.keys(), ...byYear.keys()])];
  return years.flatMap((year) => {
    const sum = sumPayable(byYear.get(year) ?? []);
    const cost = costs.get(year) ?? 0n;
    if (sum === cost) return [];
    return reportVerify("payment_sum", placeOf(choice.initiative, "amount"), {
      found: `${exactDollars(sum)} paid for \`${choice.initiative}\` in FY${year}`,
      expected: `${exactDollars(cost)}, the cost of \`${choice.package}\` in that year`,
      help: "Pay each year's cost to the cent.",
    });
  });
}

function sumPayable(paid: readonly Payment[]): bigint {
  return paid.reduce((sum, { amount }) => (isPayable(amount) ? sum + BigInt(amount) : sum), 0n);
}
