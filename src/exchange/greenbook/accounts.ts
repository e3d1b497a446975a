import { normalizeName } from "../countries/find-partner.ts";

/** One account of the Greenbook: how the file names it, and its code in the catalogue. */
export interface GreenbookAccount {
  readonly name: string;
  readonly publicationRow: string;
  readonly category: "Military" | "Economic";
  /** The code in the authority catalogue; `null` for a known account that is not for security assistance. */
  readonly code: string | null;
  /** What a reader of its figures should know. */
  readonly note?: string;
}

/** An account that is taken. */
export interface SecurityAccount extends GreenbookAccount {
  readonly code: string;
}

const otherMilitary = "Other Military Assistance";
const nonMilitary = "Department of Defense Non-Military Assistance";
const maintenance = {
  "OM-A": "Operations and Maintenance, Army",
  "OM-AF": "Operation and Maintenance, Air Force",
  "OM-DW": "Operation and Maintenance, Defense-Wide",
  "OM-N": "Operation and Maintenance, Navy",
} as const;

/**
 * The accounts of the Greenbook that are taken, by name, publication row and category, and those with the same name
 * that are not.
 *
 * Every military account of FY2016-2020 is here. Accounts for civilian security stand under Economic: INCLE, the Andean
 * Counterdrug Initiative, NADR. Cooperative Threat Reduction and counter-drug money stand under both. Maintenance
 * money under Economic is humanitarian and stays out.
 * Source: names as in the Greenbook of 2022-08-09 (USAID); codes of the authority catalogue in `law/`.
 */
export const greenbookAccounts: readonly GreenbookAccount[] = [
  ...military("FMF", "Foreign Military Financing", "Foreign Military Financing Program"),
  ...military(
    "FMF-L",
    "Foreign Military Financing",
    "Foreign Military Financing, Direct Loan Program Account",
    "A loan, to be paid back.",
  ),
  ...military(
    "IMET",
    "International Military Education and Training",
    "International Military Education and Training",
  ),
  ...military("PKO", "Peace Keeping Operations", "Peace Keeping Operations"),
  ...military(
    "CTR",
    "Cooperative Threat Reduction",
    "Cooperative Threat Reduction Account, Defense",
  ),
  ...military(
    "DRUG",
    "Drug Interdiction and Counter-Drug",
    "Drug Interdiction and Counter-Drug Activities, Defense",
  ),
  ...military("ASFF", otherMilitary, "Afghanistan Security Forces Fund"),
  ...military("CTEF", otherMilitary, "Counter - ISIS Train and Equip Fund, Army"),
  ...military("ITEF", otherMilitary, "Iraq Train and Equip Fund, Army"),
  ...military(
    "EDA",
    otherMilitary,
    "Excess Defense Articles",
    "The value of articles from stock, not money.",
  ),
  ...military("AFCF", otherMilitary, "Air Force Cadet Fund"),
  ...military("OCOTF", otherMilitary, "Overseas Contingency Operations Transfer Fund, Defense"),
  ...Object.entries(maintenance).flatMap(([code, name]) => [
    ...military(code, otherMilitary, name),
    ...economic(null, nonMilitary, name),
  ]),
  ...economic("CTR", nonMilitary, "Cooperative Threat Reduction Account, Defense"),
  ...economic("DRUG", nonMilitary, "Drug Interdiction and Counter-Drug Activities, Defense"),
  ...economic("FMF", nonMilitary, "Foreign Military Financing Program"),
  ...economic(null, nonMilitary, "Overseas Contingency Operations Transfer Fund, Defense"),
  ...economic("INCLE", "Narcotics Control", "International Narcotics Control and Law Enforcement"),
  ...economic("ACI", "Narcotics Control", "Andean Counterdrug Initiative, Department of State"),
  ...economic(
    "NADR",
    "Nonproliferation, Anti-Terrorism, Demining & Related",
    "Nonproliferation, Anti-Terrorism, Demining and Related Programs",
  ),
];

function military(
  code: string,
  publicationRow: string,
  name: string,
  note?: string,
): GreenbookAccount[] {
  const account = { name, publicationRow, category: "Military", code } as const;
  return [note === undefined ? account : { ...account, note }];
}

function economic(code: string | null, publicationRow: string, name: string): GreenbookAccount[] {
  return [{ name, publicationRow, category: "Economic", code }];
}

const byKey: ReadonlyMap<string, GreenbookAccount> = new Map(
  greenbookAccounts.map((account) => [
    accountKey(account.name, account.publicationRow, account.category),
    account,
  ]),
);
const securityNames: ReadonlySet<string> = new Set(
  greenbookAccounts.map((account) => normalizeName(account.name)),
);

/**
 * What a row's account is: a security account, an account that is not, or one that the table does not know.
 *
 * Unknown: a military account that is not in the table, or a name of the table in another place of the file.
 */
export function findGreenbookAccount(
  name: string,
  publicationRow: string,
  category: string,
): SecurityAccount | "not_security" | "unknown" {
  const account = byKey.get(accountKey(name, publicationRow, category));
  if (account !== undefined) {
    const { code } = account;
    return code === null ? "not_security" : { ...account, code };
  }
  if (category === "Military" || securityNames.has(normalizeName(name))) return "unknown";
  return "not_security";
}

/** Codes under which money stands in both categories, so that a sum must say what is filed where. */
export const mixedCodes: ReadonlySet<string> = new Set(["CTR", "DRUG", "FMF"]);

function accountKey(name: string, publicationRow: string, category: string): string {
  return [name, publicationRow, category].map(normalizeName).join("|");
}
