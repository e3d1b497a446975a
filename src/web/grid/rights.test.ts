import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { lockOfRow, lockOfTable, type May } from "./rights.ts";

const viewer: May = { edit: false, everywhere: false, agencies: [], partners: [] };
const planner: May = { edit: true, everywhere: true, agencies: [], partners: [] };
const contributor: May = { edit: true, everywhere: false, agencies: ["DoD"], partners: ["GEO"] };

const rows: Readonly<Record<string, Readonly<Record<string, string | null>>>> = {
  "initiatives boats": { agency: "State", partner: "UKR" },
  "initiatives radars": { agency: "DoD", partner: "UKR" },
  "packages boats-1": { initiative: "boats" },
};
const look = (table: string, row: string, field: string) => rows[`${table} ${row}`]?.[field];
const fieldsOf = (cells: Readonly<Record<string, string | null>>) => (name: string) => cells[name];

describe("lockOfTable", () => {
  it("closes every table for who may only see, and on a scenario that has ended", () => {
    assert.match(lockOfTable(viewer, "open", "initiatives") ?? "", /not change/);
    assert.match(lockOfTable(planner, "merged", "initiatives") ?? "", /merged/);
    assert.equal(lockOfTable(planner, "open", "directives"), undefined);
  });

  it("lets nobody write over what was said", () => {
    assert.match(lockOfTable(planner, "open", "comments") ?? "", /stays/);
  });

  it("opens proposals to contributors, and nothing else", () => {
    assert.equal(lockOfTable(contributor, "open", "lines"), undefined);
    assert.match(lockOfTable(contributor, "open", "directives") ?? "", /planners/);
  });
});

describe("lockOfRow", () => {
  it("opens proposals of one's own agency or partner", () => {
    const lock = (cells: Readonly<Record<string, string>>) =>
      lockOfRow(contributor, "initiatives", fieldsOf(cells), look);
    assert.equal(lock({ agency: "DoD", partner: "UKR" }), undefined);
    assert.equal(lock({ agency: "State", partner: "GEO" }), undefined);
    assert.equal(lock({ agency: "State", partner: "UKR" }), "It is a proposal of State for UKR.");
  });

  it("judges what hangs on a proposal by the proposal", () => {
    const lock = (table: string, cells: Readonly<Record<string, string>>) =>
      lockOfRow(contributor, table, fieldsOf(cells), look);
    assert.equal(lock("packages", { initiative: "radars" }), undefined);
    assert.match(lock("effects", { initiative: "boats" }) ?? "", /State/);
    assert.match(lock("lines", { package: "boats-1" }) ?? "", /State/);
  });

  it("says nothing where it cannot be told here", () => {
    assert.equal(
      lockOfRow(contributor, "lines", fieldsOf({ package: "unknown" }), look),
      undefined,
    );
    assert.equal(lockOfRow(planner, "initiatives", fieldsOf({ agency: "State" }), look), undefined);
  });
});
