import assert from "node:assert/strict";
import { appendFile, cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, describe, it } from "node:test";
import { ententeHere, ententeSolving } from "../../test/run-entente.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";

const fy2021 = ["cases", "examples/fy2021"];

describe("entente cases", () => {
  const solver = makeThreadSolver(1);
  after(() => solver.close());

  it("lists who must act by when, the overdue first, and the money that waits", async () => {
    const { code, out } = await ententeHere(fy2021);
    assert.equal(code, 0);
    const [head = "", , first = ""] = out.split("\n");
    assert.match(head, /^19 cases of 27 on 2020-12-31, 6 overdue\./);
    assert.match(
      first,
      /^ {2}geo-launchers-fms +Offer in work +military_department +2020-05-28 overdue/,
    );
    assert.match(
      out,
      /tun-border-vetting +Rejected +post, osd_policy +\$140\.0 million {2}blocked/,
    );
    assert.ok(out.split("\n").every((line) => line.length <= 120));
  });

  it("says of a signature that lapsed what has changed since", async () => {
    const { out } = await ententeHere([...fy2021, "--case", "idn-watch-333"]);
    assert.match(
      out,
      /Countersign for State of 2020-11-20 lapsed: Changed since: amount of\s+`idn-watch\.standard\.0\.equipment` from 18000000 to 20000000\./,
    );
  });

  it("tells the conditions on aid to Egypt as they were decided, on a later day", async () => {
    const later = ["--partner", "EGY", "--closed", "--on", "2023-10-01", "--json"];
    const { out } = await ententeHere([...fy2021, ...later]);
    const { cases } = JSON.parse(out).result;
    assert.equal(cases.length, 8);
    assert.ok(
      cases.every(
        (row: { state: string; illustrative: boolean }) =>
          row.state === "decided" && !row.illustrative,
      ),
    );
  });

  it("names what an option does not know", async () => {
    const { code, err } = await ententeHere([...fy2021, "--office", "state-pm"]);
    assert.equal(code, 1);
    assert.match(err, /--office: found `state-pm`.*`state_pm`/);
  });

  it("lets a scenario assume an outcome, on which the money then rests", async () => {
    const folder = await mkdtemp(join(tmpdir(), "entente-cases-"));
    try {
      await cp("examples/two-partners", folder, { recursive: true });
      await writeCase(folder);
      const allocate = async (more: readonly string[]) =>
        JSON.parse((await ententeSolving(["allocate", folder, "--json", ...more], solver)).out)
          .result;
      const starts = async (more: readonly string[]) =>
        (await allocate(more)).allocation.choices
          .filter((choice: { initiative: string }) => choice.initiative === "sudland-boats")
          .map((choice: { start: number }) => choice.start);
      assert.deepEqual(await starts(["--no-scenario"]), []);
      assert.deepEqual(await starts(["--scenario", "approved"]), [2022]);
      const asked = ["cases", folder, "--no-scenario", "--case", "vet", "--cost", "--json"];
      const { cost } = JSON.parse((await ententeSolving(asked, solver)).out).result;
      const excluded = await allocate(["--no-scenario", "--exclude", "sudland-boats"]);
      assert.equal(cost.refused.value, excluded.allocation.value);
      assert.equal(cost.refused.paid, 0);
      assert.ok(cost.cleared.value > cost.refused.bound && cost.cleared.paid > 0);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("shows the money of a tranche, and what falls due in the registers", async () => {
    const { out } = await ententeHere(fy2021);
    assert.match(out, /ukr-tranche .*\$137\.5 million {2}waits/);
    assert.match(out, /2021-01-15 +Posture decision/);
    const narrowed = await ententeHere([...fy2021, "--partner", "UKR"]);
    assert.doesNotMatch(narrowed.out, /Posture decision/);
  });

  it("names checks of delivered articles that are overdue, also of one partner", async () => {
    const overdue = /\d{4}-\d\d-\d\d overdue +[^\n]*(first inventory|yearly check)/;
    assert.match((await ententeHere(fy2021)).out, overdue);
    assert.match((await ententeHere([...fy2021, "--partner", "GEO"])).out, overdue);
    assert.doesNotMatch((await ententeHere([...fy2021, "--partner", "UKR"])).out, overdue);
    const { days } = JSON.parse((await ententeHere([...fy2021, "--json"])).out).result;
    const late = days.filter((one: { kind: string; late: boolean }) => one.late);
    assert.ok(
      late.some(
        (one: { kind: string; partners: string[] }) =>
          one.kind === "end_use" && one.partners.includes("GEO"),
      ),
    );
  });

  it("leaves out evidence of a later day", async () => {
    const egypt = [...fy2021, "--case", "egypt-tranche-fy2021"];
    const { out: before } = await ententeHere([...egypt, "--on", "2020-12-31"]);
    assert.doesNotMatch(before, /EVIDENCE/);
    const { out: after } = await ententeHere([...egypt, "--on", "2023-10-01"]);
    assert.match(after, /EVIDENCE\n +2022-09-01 /);
  });

  it("shows what a scenario assumes of a case as assumed", async () => {
    const assumed = ["--scenario", "concurred-by-march", "--case", "lbn-border-1226"];
    const { out } = await ententeHere([...fy2021, ...assumed]);
    assert.match(out, /2021-03-01 Concur \(assumed\)/);
    assert.match(out, /is assumed to be `cleared` from 2021-03-17/);
  });
});

/** A unit that is barred, and a scenario in which its vetting ends well in November 2021. */
async function writeCase(folder: string): Promise<void> {
  const write = (file: string, lines: readonly string[]) =>
    writeFile(join(folder, file), `${lines.join("\n")}\n`);
  await write("units.csv", ["id,name,partner,force", "watchers,Watchers,SUDLAND,navy"]);
  await write("cases.csv", [
    "id,name,kind,process,partner,initiative,unit,opened_on,owner",
    "vet,Vetting,vetting,leahy-state,SUDLAND,sudland-boats,watchers,2020-06-01,post",
  ]);
  await write("evidence.csv", [
    "id,case,claim,standard,dated,said_by,source",
    "claim,vet,A violation.,credible,2020-06-02,Embassy,Made up",
  ]);
  await write("events.csv", [
    "id,case,number,on,event,author,office,reason,evidence,rule_version,until,assumed",
    "vet.1,vet,1,2020-06-01,submit,Officer,post,,,,,false",
    "vet.2,vet,2,2020-06-03,clear_post,Officer,post,Passed on.,,,,false",
    "vet.3,vet,3,2020-06-08,reject,Officer,state_drl,Credible.,claim,22 U.S.C. 2378d,,false",
  ]);
  const initiatives = (await readFile(join(folder, "initiatives.csv"), "utf8"))
    .trimEnd()
    .split("\n");
  const unitOf = (line: string) => (line.startsWith("sudland-boats,") ? "watchers" : "");
  await write(
    "initiatives.csv",
    initiatives.map((line, at) => `${line},${at === 0 ? "units" : unitOf(line)}`),
  );
  await appendFile(
    join(folder, "plan.yaml"),
    "  - id: approved\n    title: Steps are found\n    description: Effective steps by November 2021.\n",
  );
  await write("scenarios/approved.csv", [
    "author,at,reason,table,row,field,before,after",
    ...assume("vet.4", "4", "2021-11-05", "find_effective_steps", {
      evidence: "claim",
      reason: "Tried.",
    }),
    ...assume("vet.5", "5", "2021-11-10", "report", { addressee: "Committees" }),
  ]);
}

/** The edits that record an event as assumed. */
function assume(
  id: string,
  number: string,
  on: string,
  event: string,
  more: Readonly<Record<string, string>>,
): readonly string[] {
  const values = {
    id,
    case: "vet",
    number,
    on,
    event,
    author: "Planner",
    office: "secretary_of_state",
  };
  const fields = { ...values, rule_version: "22 U.S.C. 2378d", ...more, assumed: "true" };
  return Object.entries(fields).map(
    ([field, value]) =>
      `planner,2020-12-31T12:00:00Z,If it ends well,events,${id},${field},,${value}`,
  );
}
