import assert from "node:assert/strict";
import { it } from "node:test";
import { legalSubject } from "./subject.ts";

it("legalSubject holds each kind of line once, sorted", () => {
  const partner = { id: "PHL", iso3: "PHL", bureau: "EAP", kind: "country" } as const;
  const about = { purpose: "cyber_defense", recipient: "defense", instrument: "grant" } as const;
  const lines = [{ kind: "training" }, { kind: "equipment" }, { kind: "training" }] as const;
  assert.deepEqual(legalSubject(about, partner, lines), {
    ...about,
    partner,
    lineKinds: ["equipment", "training"],
  });
});
