import assert from "node:assert/strict";
import { test } from "node:test";
import { readLawFolder, realLaw } from "../law/law-folder.test-data.ts";
import { stepActions } from "../plan/field-spec.ts";
import { realCasebook } from "./casebook.test-data.ts";
import { loadCasebook } from "./casebook.ts";
import { processesReference } from "./processes-reference.ts";

const small = `
code: small
kind: concurrence
name: "Small"
summary: "Made up."
cites: ["Made up"]
first: draft
offices:
  - {code: one, name: "One", department: State}
states:
  - {code: draft, name: "Draft", meaning: "Made up.", money: waits, next: [one]}
  - {code: done, name: "Done", meaning: "Made up.", money: free, closed: true}
events:
  - {code: finish, name: "Finish", meaning: "Made up.", from: [draft], to: done, by: [one]}
clocks:
  - code: limit
    name: "Limit"
    starts: [open]
    ends: [finish]
    unit: calendar
    kind: limit
    days:
      - {from: null, to: null, value: 5, cite: "Made up", mark: unsure, says: "Made up."}
    then: "It is late."
asks:
  - {code: why, name: "Why", says: "Made up.", fields: [initiatives.name], before: [finish], cite: "Made up", mark: checked}
`;

const holidays = "calendar/federal-holidays.yaml";

function codesOf(text: string, path = "processes/small.yaml"): string[] {
  const files = new Map<string, string | Uint8Array>([[path, text]]);
  files.set(holidays, readLawFolder().get(holidays) ?? "");
  const { result, findings } = loadCasebook(files);
  if (findings.length > 0) assert.equal(result.processes.has("small"), false);
  return findings.map((finding) => finding.code);
}

test("the real processes, policies and holidays have nothing wrong", () => {
  const { result, findings } = loadCasebook(readLawFolder());
  assert.deepEqual(findings, []);
  const mine = ["concurrence", "concurrence-joint", "condition", "condition-tranche"];
  for (const code of mine) assert.ok(result.processes.has(code), code);
  assert.match(result.edition, /^[0-9a-f]{12}$/);
  assert.ok(result.groups.length > 0);
});

test("the edition changes with what the files say, and not with comments or second readings", () => {
  const path = "processes/small.yaml";
  const editionOf = (text: string) =>
    loadCasebook(new Map<string, string | Uint8Array>([...readLawFolder(), [path, text]])).result
      .edition;
  const plain = editionOf(small);
  const reading = `second_reading: {by: Somebody, on: 2026-11-22, read: "Made up", agrees: "yes", note: "So it is."}`;
  assert.equal(editionOf(`# A comment.\n${small}${reading}\n`), plain);
  assert.notEqual(editionOf(small.replace("value: 5", "value: 6")), plain);
});

test("every account that a process decides is one of the law", () => {
  const { result } = loadCasebook(readLawFolder());
  const codes = realLaw().accountCodes;
  for (const process of result.processes.values()) {
    for (const account of process.accounts) assert.ok(codes.includes(account), account);
  }
});

test("each authority with a part of State has a process of concurrence, or a stated reason why not", () => {
  const processes = [...realCasebook().processes.values()];
  const decided = new Set(
    processes.flatMap(({ kind, accounts }) => (kind === "concurrence" ? accounts : [])),
  );
  const reasons = processes.flatMap((process) => process.without_case);
  const without = reasons.flatMap((each) => each.accounts);
  const asked = [...realLaw().contents.authorities.values()]
    .filter(({ parameters }) =>
      parameters.state_role?.some(({ value }) => value === "joint" || value === "concurrence"),
    )
    .map((authority) => authority.code);
  assert.ok(asked.length >= 25);
  assert.deepEqual(
    asked.filter((code) => !decided.has(code) && !without.includes(code)),
    [],
  );
  // A reason stands for an authority that asks for a part of State, and that no process decides.
  assert.equal(new Set(without).size, without.length);
  for (const code of without) assert.ok(asked.includes(code) && !decided.has(code), code);
  const reference = processesReference(realCasebook());
  for (const { says } of reasons) assert.ok(reference.includes(says.trim()), says);
});

test("the wait of section 333 is the one that the catalogue of authorities states", () => {
  const wait = realLaw().contents.authorities.get("S333")?.parameters.notice_days?.at(-1);
  const { result } = loadCasebook(readLawFolder());
  const clocks = result.processes.get("concurrence-joint")?.clocks;
  const clock = clocks?.find((each) => each.code === "notice")?.days.at(-1);
  assert.deepEqual([clock?.value, clock?.mark], [wait?.value, wait?.mark]);
});

test("a small process is taken, and each thing that is broken in it is named", () => {
  assert.deepEqual(codesOf(small), []);
  const cases: [string, RegExp | string, string][] = [
    ["process_name_unknown", "first: draft", "first: drafts"],
    ["process_name_unknown", "to: done", "to: dune"],
    ["process_name_unknown", "by: [one]", "by: [two]"],
    ["process_name_unknown", "ends: [finish]", "ends: [finnish]"],
    ["process_name_unknown", "before: [finish]", "before: [begin]"],
    ["process_field_unknown", "initiatives.name", "initiatives.nam"],
    ["process_days_broken", "{from: null, to: null,", "{from: 2021-02-01, to: 2021-01-01,"],
    ["process_state_stuck", "closed: true", "closed: false"],
    ["law_key_unknown", "then:", "than:"],
    ["law_value_invalid", "unit: calendar", "unit: hours"],
  ];
  for (const [code, from, to] of cases) {
    assert.ok(codesOf(small.replace(from, to)).includes(code), `${code} for ${to}`);
  }
  const lost = small.replace(
    "events:",
    '  - {code: lost, name: "L", meaning: "M.", money: free, closed: true}\nevents:',
  );
  assert.deepEqual(codesOf(lost), ["process_state_unreached"]);
  const twice = small.replace(
    "states:",
    '  - {code: one, name: "Again", department: State}\nstates:',
  );
  assert.deepEqual(codesOf(twice), ["process_name_repeated"]);
  assert.deepEqual(codesOf(small, "processes/other.yaml"), ["process_file_misnamed"]);
});

test("without the calendar of holidays there is a finding, and broken days of a holiday are named", () => {
  const files = new Map<string, string | Uint8Array>(readLawFolder());
  const path = holidays;
  const text = new TextDecoder().decode(files.get(path) as Uint8Array);
  files.delete(path);
  assert.deepEqual(
    loadCasebook(files).findings.map((finding) => finding.code),
    ["casework_file_missing"],
  );
  files.set(
    path,
    text.replace("from: 1978-01-01\n    to: null", "from: 1978-01-01\n    to: 1977-01-01"),
  );
  assert.deepEqual(
    loadCasebook(files).findings.map((finding) => finding.code),
    ["process_days_broken"],
  );
});

test("a process in which steps are taken says of each kind of step who may take it", () => {
  const taking = small.replace("{code: finish,", "{code: finish, ladder: take,");
  assert.notEqual(taking, small);
  const rung = (code: string) => `  - {code: ${code}, says: "Made up.", money: free, by: [one]}`;
  assert.deepEqual(
    codesOf(taking),
    stepActions.map(() => "process_rung_missing"),
  );
  const whole = `${taking}ladder:\n${stepActions.map(rung).join("\n")}\n`;
  assert.deepEqual(codesOf(whole), []);
  assert.deepEqual(codesOf(whole.replace("free, by: [one]", "free, by: [two]")), [
    "process_name_unknown",
  ]);
  assert.deepEqual(codesOf(`${whole}${rung("end")}\n`), ["process_name_repeated"]);
});

test("a process that puts cases before a higher level names it, and leads there and back", () => {
  const raising = small.replace("{code: finish,", "{code: finish, delay: raise,");
  assert.notEqual(raising, small);
  assert.deepEqual(codesOf(raising), ["process_levels_missing"]);
  const level = 'levels:\n  - {name: "Above", offices: [one], cite: "Made up", mark: unsure}\n';
  assert.deepEqual(codesOf(`${small}${level}`), ["process_levels_missing"]);
  assert.deepEqual(codesOf(`${raising}${level}`), ["process_levels_missing"]);
  const acts = (["raise", "lower", "accept"] as const).map(
    (delay) => `  - {code: ${delay}, name: "A", meaning: "B.", by: [one], delay: ${delay}}\n`,
  );
  const whole = small.replace("events:\n", `events:\n${acts.join("")}`);
  assert.deepEqual(codesOf(`${whole}${level}`), []);
  assert.deepEqual(codesOf(`${whole}${level.replace("[one]", "[two]")}`), ["process_name_unknown"]);
});

test("every act that rests on a claim about a partner or unit asks for evidence", () => {
  const { result } = loadCasebook(readLawFolder());
  const asking = (code: string) =>
    result.processes
      .get(code)
      ?.events.filter((event) => event.needs.includes("evidence"))
      .map((event) => event.code)
      .sort();
  const vetting = ["certify_remediation", "end_exception", "fail_remediation", "reject"];
  const news = ["report_progress", "resume", "suspend"];
  const state = [...vetting, ...news, "find_effective_steps"].sort();
  assert.deepEqual(asking("leahy-state"), state);
  const dod = [...vetting, ...news, "except_emergency", "find_corrective_steps", "waive"].sort();
  assert.deepEqual(asking("leahy-dod"), dod);
  const judged = ["allege", "find_met", "find_not_met", "restore", "step_back"];
  assert.deepEqual(asking("condition"), judged);
  assert.deepEqual(asking("condition-tranche"), ["certify", "waive", "withhold"]);
  assert.deepEqual(asking("condition-tranche-defense"), ["certify", "withhold"]);
  assert.deepEqual(asking("dcs"), ["certify_emergency", "report_check", "revoke"]);
  for (const code of ["fms", "lease", "tpt"]) assert.deepEqual(asking(code), ["certify_emergency"]);
});

test("in vetting no act bars a unit, or lifts a bar, without evidence", () => {
  const { result } = loadCasebook(readLawFolder());
  let found = 0;
  for (const { kind, code, states, events } of result.processes.values()) {
    if (kind !== "vetting") continue;
    const isBarred = (name: string | null) =>
      states.find((state) => state.code === name)?.money === "blocked";
    for (const event of events) {
      const turns = event.from.some((from) => isBarred(from) !== isBarred(event.to ?? from));
      if (!turns) continue;
      found++;
      assert.ok(event.needs.includes("evidence"), `${code} ${event.code}`);
    }
  }
  assert.ok(found > 6);
});
