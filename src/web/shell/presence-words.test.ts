import assert from "node:assert/strict";
import { test } from "node:test";
import { othersHere } from "./presence-words.ts";

const here = (...names: string[]) => names.map((name) => ({ person: name.toLowerCase(), name }));

const cases: readonly (readonly [string[], string])[] = [
  [[], ""],
  [["Me"], ""],
  [["Me", "Ben"], "Ben is here"],
  [["Me", "Ben", "Ana", "Ben"], "Ana and Ben are here"],
  [["Ana", "Ben", "Cleo"], "Ana, Ben and 1 other are here"],
  [["Ana", "Ben", "Cleo", "Dan"], "Ana, Ben and 2 others are here"],
];

for (const [names, words] of cases) {
  test(`${names.join(", ") || "nobody"}: “${words}”`, () => {
    assert.equal(othersHere(here(...names), "me"), words);
  });
}
