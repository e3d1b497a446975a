import type { Finding } from "../../base/findings.ts";
import { fiscalYearOf } from "../../base/fiscal.ts";
import type { Hold } from "../../law/hold.ts";
import type { Choice, Payment } from "../allocation.ts";
import { reportVerify } from "./finding-kinds.ts";
import type { Reading } from "./reading.ts";

/** Checks that no money is paid that a case or a precondition blocks, and that nothing starts before it is free. */
export function checkHolds(
  reading: Reading,
  payments: readonly Payment[],
  funded: ReadonlyMap<string, Choice>,
): Finding[] {
  const holds = reading.law.listHolds?.(reading.plan) ?? [];
  if (holds.length === 0) return [];
  const accountsOf = new Map<string, Set<string>>();
  for (const { initiative, account } of payments) {
    const known = accountsOf.get(initiative) ?? new Set<string>();
    accountsOf.set(initiative, known.add(account));
  }
  return holds.flatMap((hold) => {
    const choice = funded.get(hold.initiative);
    if (choice === undefined) return [];
    if (hold.packages.length > 0 && !hold.packages.includes(choice.package)) return [];
    const payers = [...(accountsOf.get(hold.initiative) ?? [])];
    const touched = hold.accounts.length === 0 || payers.some((one) => hold.accounts.includes(one));
    return touched ? checkHold(hold, choice) : [];
  });
}

function checkHold(hold: Hold, choice: Choice): Finding[] {
  const at = { file: "initiatives.csv", id: choice.initiative };
  const words = `\`${choice.initiative}\` with \`${choice.package}\` from FY${choice.start}`;
  const help = `${hold.because} Fund another package, or end what holds it (\`${hold.row}\`).`;
  const source = hold.citation === "" ? {} : { source: hold.citation };
  if (hold.not_before !== null) {
    const first = fiscalYearOf(hold.not_before);
    if (choice.start >= first) return [];
    const expected = `a start in FY${first} or later, since the way is free from ${hold.not_before}`;
    return [reportVerify("choice_too_early", at, { found: words, expected, help, ...source })];
  }
  if (hold.effect === "waiting") return [];
  const payers = hold.accounts.length === 0 ? "" : ` from ${hold.accounts.join(", ")}`;
  const expected = `no money${payers}, since it is blocked`;
  return [reportVerify("choice_held", at, { found: words, expected, help, ...source })];
}
