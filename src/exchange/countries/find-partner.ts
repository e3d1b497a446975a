import { findNearest } from "../../base/ids.ts";
import { type Bureau, countries } from "./countries.ts";
import { regions } from "./regions.ts";

/** A recipient as plans know it. */
export interface KnownPartner {
  readonly id: string;
  readonly name: string;
  readonly kind: "country" | "region" | "organization";
  /** ISO 3166-1 alpha-3; for Kosovo the user-assigned `XKX`; absent for what is no country of ISO. */
  readonly iso3?: string;
  readonly bureau: Bureau;
  /** The combatant command, where one alone covers the partner. */
  readonly command?: string;
  readonly note?: string;
}

/** Every known partner, sorted by id. */
export const knownPartners: readonly KnownPartner[] = [
  ...countries.map(
    ([id, bureau, command, name]): KnownPartner =>
      id === "SCG"
        ? { id, name, kind: "country", bureau, command }
        : { id, name, kind: "country", iso3: id, bureau, command },
  ),
  ...regions.map(({ names, ...rest }): KnownPartner => ({ ...rest, name: names[0] ?? rest.id })),
].sort((a, b) => (a.id < b.id ? -1 : 1));

const byId: ReadonlyMap<string, KnownPartner> = new Map(
  knownPartners.map((partner) => [partner.id, partner]),
);

const idByName: ReadonlyMap<string, string> = new Map([
  ...countries.flatMap(([id, , , ...names]) =>
    names.map((name): [string, string] => [normalizeName(name), id]),
  ),
  ...regions.flatMap(({ id, names }) =>
    names.map((name): [string, string] => [normalizeName(name), id]),
  ),
]);

/** The partner of a name in an official file, or nothing. Letter case, accents, `&` and spacing do not matter. */
export function findPartner(name: string): KnownPartner | undefined {
  const id = idByName.get(normalizeName(name));
  return id === undefined ? undefined : byId.get(id);
}

/** The known name nearest to an unknown one, or nothing if none is near. */
export function findNearestPartnerName(name: string): string | undefined {
  const near = findNearest(normalizeName(name), idByName.keys());
  return near === undefined ? undefined : byId.get(idByName.get(near) ?? "")?.name;
}

/** A name without what official files vary in: case, accents, curly quotes, `&`, runs of spaces. */
export function normalizeName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[\u2018\u2019\u0092]/g, "'")
    .replace(/&/g, " and ")
    .replace(/\s+/g, " ")
    .trim()
    .toLowerCase();
}
