/** The departments that carry security assistance, in the order of columns. */
export const departments = [
  "State",
  "Defense",
  "Coast Guard",
  "Homeland Security",
  "Justice",
  "Treasury",
  "USAID",
] as const;

/**
 * Words of an agency's name that tell its department, the first that fits: offices and commands stand under theirs.
 *
 * The Coast Guard stands before Homeland Security, to which it belongs, since plans ask for its part by name.
 */
const telling: readonly (readonly [RegExp, (typeof departments)[number]])[] = [
  [/\b(coast guard|uscg)\b/, "Coast Guard"],
  [/\b(homeland|dhs|cbp|ice|tsa|cisa|secret service)\b/, "Homeland Security"],
  [/\b(justice|doj|icitap|opdat|fbi|dea|atf|marshals)\b/, "Justice"],
  [/\b(treasury|ota|ofac|fincen)\b/, "Treasury"],
  [/\b(usaid|international development)\b/, "USAID"],
  [
    /\b(defense|dod|osd\S*|dsca|dtra|army|navy|air force|marine corps|national guard|joint staff|\w+com)\b/,
    "Defense",
  ],
  [/\b(state|pm|inl|isn|ct|drl|eap|eur|nea|sca|wha)\b/, "State"],
];

/** The department of an agency by its name; the name itself where it is none of those known. */
export function departmentOf(agency: string): string {
  const name = agency.toLowerCase();
  return telling.find(([words]) => words.test(name))?.[1] ?? agency;
}

/** Departments of a list in the order of columns, then others by name. */
export function orderDepartments(names: Iterable<string>): string[] {
  const known: readonly string[] = departments;
  const place = (name: string) => (known.includes(name) ? known.indexOf(name) : known.length);
  return [...new Set(names)].sort((a, b) => place(a) - place(b) || (a < b ? -1 : a > b ? 1 : 0));
}

/** A department whose trade a domain is. */
export interface DepartmentTrade {
  readonly domain: string;
  readonly department: (typeof departments)[number];
  /** What it brings. */
  readonly says: string;
  readonly source: string;
}

/** Departments whose trade a domain is, beside State and Defense, which work in all of them. */
export const departmentTrades: readonly DepartmentTrade[] = [
  {
    domain: "maritime",
    department: "Coast Guard",
    says: "The Coast Guard helps maritime authorities of other countries, mostly on the money of others",
    source: "14 U.S.C. 710",
  },
  {
    domain: "border",
    department: "Homeland Security",
    says: "Customs, border and immigration officers train their like abroad",
    source: "from knowledge: CBP and ICE programs abroad",
  },
  {
    domain: "cyber",
    department: "Homeland Security",
    says: "The civilian cyber agency sits in Homeland Security",
    source: "from knowledge: CISA",
  },
  {
    domain: "law_enforcement",
    department: "Justice",
    says: "Justice develops police and prosecutors abroad, paid by State and USAID",
    source: "Department of Justice, ICITAP and OPDAT",
  },
  {
    domain: "governance",
    department: "USAID",
    says: "USAID works on the governance of security sectors",
    source: "from knowledge; 22 U.S.C. 2420 limits help to police",
  },
  {
    domain: "governance",
    department: "Treasury",
    says: "Treasury advises finance ministries, and traces money of crime and terror",
    source: "from knowledge: Office of Technical Assistance, 22 U.S.C. 2151aa",
  },
];
