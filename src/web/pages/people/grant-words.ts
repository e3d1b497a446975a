import type { AnswerOf } from "../../../api/client.ts";

/** A person of a plan. */
export type Person = AnswerOf<"listPeople">["people"][number];
/** A role, with the agency or the partner that it is for. */
export type Grant = Person["grants"][number];
/** What somebody may do with a plan. */
export type Role = Grant["role"];
/** How sensitive rows may be. */
export type Sight = Person["see"];

/** The roles, from the least to the most. */
export const roles: readonly Role[] = [
  "viewer",
  "contributor",
  "planner",
  "decision_maker",
  "administrator",
];

/** What each role may do. */
export const roleMeanings: Readonly<Record<Role, string>> = {
  viewer: "Sees the plan and its history, and works out allocations without keeping what they try.",
  contributor: "Also writes proposals, of one agency or for one partner.",
  planner: "Also edits everything else in the plan, makes scenarios and decides in them.",
  decision_maker: "Also pins, excludes and part-funds initiatives in the plan itself.",
  administrator: "Also says who may do what.",
};

/** What somebody sees, in words. */
export const seeWords: Readonly<Record<Sight, string>> = {
  public: "public rows",
  internal: "public and internal rows",
  restricted: "all rows, also restricted ones",
};

const roleNames: Readonly<Record<Role, string>> = {
  viewer: "Viewer",
  contributor: "Contributor",
  planner: "Planner",
  decision_maker: "Decision maker",
  administrator: "Administrator",
};

/** A grant in words: `Contributor for DSCA`. */
export function grantWords(grant: Grant): string {
  const whom = [grant.agency, grant.partner].filter((one) => one !== null && one !== "");
  return whom.length === 0
    ? roleNames[grant.role]
    : `${roleNames[grant.role]} for ${whom.join(", ")}`;
}

/** An id for a new person, from the e-mail or the name: small letters, digits and hyphens, unlike the taken ones. */
export function makePersonId(name: string, email: string, taken: readonly string[]): string {
  const [local = ""] = email.split("@");
  const words = (local === "" ? name : local)
    .normalize("NFKD")
    // Accents, which now stand alone.
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  const base = words === "" ? "person" : words.slice(0, 60);
  if (!taken.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    if (!taken.includes(`${base}-${number}`)) return `${base}-${number}`;
  }
}

/** What is missing or wrong in a person's form; nothing where it can be sent. */
export function complainPerson(
  name: string,
  email: string,
  grants: readonly Grant[],
): readonly string[] {
  const complaints: string[] = [];
  if (name.trim() === "") complaints.push("Write the person's name.");
  if (email !== "" && !/^[^@\s]+@[^@\s]+\.[^@\s]+$/.test(email)) {
    complaints.push("Write the e-mail address as name@agency.gov, or leave it empty.");
  }
  const vague = grants.some(
    ({ role, agency, partner }) => role === "contributor" && agency === null && partner === null,
  );
  if (vague) complaints.push("Say for which agency or partner the contributor writes.");
  return complaints;
}
