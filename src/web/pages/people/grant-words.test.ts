import assert from "node:assert/strict";
import { test } from "node:test";
import { complainPerson, grantWords, makePersonId } from "./grant-words.ts";

test("a grant says for whom", () => {
  assert.equal(grantWords({ role: "planner", agency: null, partner: null }), "Planner");
  assert.equal(
    grantWords({ role: "contributor", agency: "DSCA", partner: "UKR" }),
    "Contributor for DSCA, UKR",
  );
});

const ids: readonly (readonly [string, string, string[], string])[] = [
  ["Ana Alvarez", "Ana.Alvarez@state.gov", [], "ana-alvarez"],
  ["Ana Alvarez", "", [], "ana-alvarez"],
  ["Zoë Ångström", "", [], "zoe-angstrom"],
  ["Ana", "", ["ana", "ana-2"], "ana-3"],
  ["李", "", [], "person"],
];
for (const [name, email, taken, id] of ids) {
  test(`the id of ${name} ${email}`, () => {
    assert.equal(makePersonId(name, email, taken), id);
  });
}

test("a form with nothing wrong is not complained of; each mistake is", () => {
  const viewer = { role: "viewer", agency: null, partner: null } as const;
  assert.deepEqual(complainPerson("Ana", "ana@state.gov", [viewer]), []);
  assert.deepEqual(complainPerson("Ana", "", []), []);
  const wrong = complainPerson(" ", "ana at state", [{ ...viewer, role: "contributor" }]);
  assert.equal(wrong.length, 3);
});
