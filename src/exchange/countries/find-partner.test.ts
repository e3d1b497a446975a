import assert from "node:assert/strict";
import { test } from "node:test";
import { idPattern } from "../../base/ids.ts";
import { bureaus } from "../../plan/field-spec.ts";
import { countries } from "./countries.ts";
import {
  findNearestPartnerName,
  findPartner,
  knownPartners,
  normalizeName,
} from "./find-partner.ts";
import { regions } from "./regions.ts";

/** Expectations from ISO 3166-1 and the public lists of State's bureaus and the commands' areas. */
const partners: readonly [name: string, id: string, bureau: string, command: string | undefined][] =
  [
    ["Ukraine", "UKR", "EUR", "EUCOM"],
    ["Kosovo", "XKX", "EUR", "EUCOM"],
    ["Israel", "ISR", "NEA", "EUCOM"],
    ["Egypt", "EGY", "NEA", "CENTCOM"],
    ["Tunisia", "TUN", "NEA", "AFRICOM"],
    ["Sudan", "SDN", "AF", "AFRICOM"],
    ["Kazakhstan", "KAZ", "SCA", "CENTCOM"],
    ["Maldives", "MDV", "SCA", "INDOPACOM"],
    ["Mexico", "MEX", "WHA", "NORTHCOM"],
    ["Bahamas, The", "BHS", "WHA", "NORTHCOM"],
    ["Bosnia & Herzegovina", "BIH", "EUR", "EUCOM"],
    ["Bosnia and Herzegovina", "BIH", "EUR", "EUCOM"],
    ["Burma (Myanmar)", "MMR", "EAP", "INDOPACOM"],
    ["Congo (Kinshasa)", "COD", "AF", "AFRICOM"],
    ["Democratic Republic of the  Congo", "COD", "AF", "AFRICOM"],
    ["Congo (Brazzaville)", "COG", "AF", "AFRICOM"],
    ["Korea, South", "KOR", "EAP", "INDOPACOM"],
    ["China (Taiwan)", "TWN", "EAP", "INDOPACOM"],
    ["West Bank/Gaza", "PSE", "NEA", "CENTCOM"],
    ["Côte d’Ivoire", "CIV", "AF", "AFRICOM"],
    ["serbia", "SRB", "EUR", "EUCOM"],
    ["World (not specified)", "R-WORLD", "GLOBAL", undefined],
    ["Sub-Saharan Africa (not specified)", "R-AF", "AF", "AFRICOM"],
    ["Middle East & North Africa (not specified)", "R-NEA", "NEA", undefined],
    ["Asia (not specified)", "R-ASIA", "GLOBAL", undefined],
  ];

for (const [name, id, bureau, command] of partners) {
  test(`a name finds its partner: ${name}`, () => {
    const partner = findPartner(name);
    assert.deepEqual([partner?.id, partner?.bureau, partner?.command], [id, bureau, command]);
  });
}

test("what is no country of ISO has no code", () => {
  assert.equal(findPartner("Serbia and Montenegro, Former")?.iso3, undefined);
  assert.equal(findPartner("African Union")?.iso3, undefined);
  assert.equal(findPartner("Kosovo")?.iso3, "XKX");
});

test("an unknown name finds nobody, and is told the nearest name", () => {
  assert.equal(findPartner("Ukrane"), undefined);
  assert.equal(findNearestPartnerName("Ukrane"), "Ukraine");
  assert.equal(findNearestPartnerName("Ruritania and Borduria"), undefined);
});

test("every id is well formed and stands once, and every name means one partner", () => {
  const ids = knownPartners.map(({ id }) => id);
  assert.equal(new Set(ids).size, ids.length);
  for (const { id, bureau, kind } of knownPartners) {
    assert.match(id, idPattern);
    assert.ok(bureaus.includes(bureau));
    assert.match(id, kind === "country" ? /^[A-Z]{3}$/ : kind === "region" ? /^R-/ : /^O-/);
  }
  const names = [
    ...countries.flatMap(([, , , ...known]) => known),
    ...regions.flatMap(({ names: known }) => known),
  ].map(normalizeName);
  assert.deepEqual(
    names.filter((name, at) => names.indexOf(name) !== at),
    [],
  );
});
