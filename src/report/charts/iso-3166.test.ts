import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { alpha3ByNumber, smallPlaces } from "./iso-3166.ts";
import type { WorldMap } from "./map.ts";

const atlas = new URL(import.meta.resolve("world-atlas/countries-110m.json"));
const world = JSON.parse(readFileSync(atlas, "utf8")) as WorldMap;

test("every numbered country of the map has a code of its own", () => {
  const codes = world.objects.countries.geometries
    .filter((country) => country.id !== undefined)
    .map((country) => alpha3ByNumber.get(String(country.id)));
  assert.ok(codes.length > 170);
  assert.ok(codes.every((code) => code !== undefined && /^[A-Z]{3}$/.test(code)));
  assert.equal(new Set(codes).size, codes.length);
});

test("no two numbers share a code", () => {
  assert.equal(new Set(alpha3ByNumber.values()).size, alpha3ByNumber.size);
});

test("small places lie on the globe, and none of them is on the map already", () => {
  const onMap = new Set(
    world.objects.countries.geometries.map((country) => alpha3ByNumber.get(String(country.id))),
  );
  for (const [code, [east, north]] of smallPlaces) {
    assert.ok(Math.abs(east) <= 180 && Math.abs(north) <= 90, code);
    assert.ok(!onMap.has(code), code);
  }
});

// Spot checks. Source: ISO 3166-1.
const known: readonly (readonly [string, string])[] = [
  ["376", "ISR"],
  ["818", "EGY"],
  ["804", "UKR"],
  ["704", "VNM"],
  ["608", "PHL"],
  ["268", "GEO"],
];

for (const [number, code] of known) {
  test(`${number} is ${code}`, () => assert.equal(alpha3ByNumber.get(number), code));
}
