import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type AnswerOf, type CallOf, RefusedError } from "../api/client.ts";
import { isoDate } from "../base/fiscal.ts";
import { casePlan } from "../casework/case-plan.test-data.ts";
import {
  barePlan,
  partnerOf,
  transferOf,
  walk,
} from "../casework/transfers/transfer-plan.test-data.ts";
import type { Plan } from "../plan/plan.ts";
import { makeRow, noRows } from "../plan/rows.ts";
import {
  type SignedClient,
  startEmbedded,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from "./running.test-data.ts";

const plan = "sample";
const params = { plan, case: "c-333" };

/** Ana administers; Dora decides for Defense, Stan for State; Cleo is a clerk of State, Vera looks on. */
const grants = {
  dora: [
    { role: "contributor", agency: "Defense" },
    { role: "planner", agency: null },
  ],
  stan: [
    { role: "contributor", agency: "State" },
    { role: "decision_maker", agency: null },
  ],
  cleo: [{ role: "contributor", agency: "Department of State" }],
  vera: [{ role: "viewer", agency: null }],
} as const;
type Who = "ana" | keyof typeof grants;
const people: readonly Who[] = ["ana", "dora", "stan", "cleo", "vera"];
const accounts = people.map((subject) => ({
  ...{ subject, name: `${subject} of example`, email: `${subject}@example.gov` },
}));

/** A commercial license to a government on the list of child soldiers of FY2021, which was not waived for it. */
function barredPlan(): Plan {
  const requested_on = isoDate("2020-12-01");
  const plan = barePlan(isoDate("2021-01-01"), {
    partners: [partnerOf("SSD", "AF")],
    transfers: [transferOf({ partner: "SSD", channel: "DCS", requested_on })],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "License", kind: "transfer", process: "dcs", partner: "SSD" },
        ...{ transfer: "t", opened_on: requested_on, owner: "ddtc" },
      }),
    ],
  });
  const apply = { event: "apply", on: isoDate("2020-12-02") };
  return { ...walk(plan, [apply]).plan, head: { ...plan.head, id: "barred" } };
}

describe("cases over HTTP", () => {
  let database: TestDatabase;
  let server: TestServer;
  const clients = new Map<Who, SignedClient>();
  const as = (who: Who): SignedClient => {
    const client = clients.get(who);
    assert.ok(client);
    return client;
  };
  before(async () => {
    database = await startEmbedded();
    const given = casePlan();
    const whole = { ...given, tables: { ...noRows, ...given.tables } };
    server = await startTestServer(database, [whole, barredPlan()], accounts, {
      today: isoDate("2021-01-25"),
    });
    for (const who of people) clients.set(who, await server.clientOf(who));
    for (const [who, roles] of Object.entries(grants)) {
      const { id, name, email } = await as(who as Who).call("readMe", {});
      const list = roles.map(({ role, agency }) => ({ role, agency, partner: null }));
      const body = { name, email, grants: list, see: "public" as const };
      await as("ana").call("putPerson", { params: { plan, person: id }, body });
    }
  });
  after(async () => {
    await server.stop();
    await database.stop();
  });

  const read = (who: Who = "ana", query: CallOf<"readCase">["query"] = {}) =>
    as(who).call("readCase", { params, query });
  const tagOf = async (who: Who) => {
    const path = `${server.origin}/api/v1/plans/${plan}/cases/c-333`;
    return (await fetch(path, { headers: as(who).headers })).headers.get("etag") ?? "";
  };
  const act = async (
    who: Who,
    event: string,
    office: string,
    over: Partial<CallOf<"actInCase">["body"]> & { ifMatch?: string } = {},
  ): Promise<AnswerOf<"actInCase">> => {
    const { ifMatch, ...rest } = over;
    const body = { event, office, cells: { reason: "It is sound." }, ...rest };
    return as(who).call("actInCase", { params, body, ifMatch: ifMatch ?? (await tagOf(who)) });
  };
  const refusal = async (done: Promise<unknown>) => {
    try {
      await done;
    } catch (thrown) {
      assert.ok(thrown instanceof RefusedError, String(thrown));
      const { status, findings } = thrown.problem;
      return { status, codes: findings.map(({ code }) => code) };
    }
    return assert.fail("nothing was refused");
  };

  test("the case waits for both departments, and says what each person may do", async () => {
    const list = await as("stan").call("listCases", { params: { plan }, query: { mine: "true" } });
    assert.equal(list.on, "2021-01-25");
    assert.deepEqual(
      list.cases.map(({ id, state, money }) => [id, state.code, money]),
      [["c-333", "opened", "waits"]],
    );
    assert.equal(list.cases[0]?.amount, 500_000_000);
    const of = async (who: Who) => (await read(who)).next.find(({ code }) => code === "join");
    assert.equal((await of("stan"))?.may, true);
    assert.equal((await of("vera"))?.may, false);
    assert.match((await of("vera"))?.why_not ?? "", /^It is for .*\(State\)/);
    const none = await as("vera").call("listCases", { params: { plan }, query: { mine: "true" } });
    assert.equal(none.cases.length, 0);
    assert.equal(none.count, 1);
  });

  test("two people of two departments sign, the amount changes, and the signatures lapse", async () => {
    const joined = await act("cleo", "join", "state_pm", { on: "2021-01-05" });
    assert.equal(joined.case.case.clock?.code, "draft");
    const calendar = await as("vera").call("readCalendar", { params: { plan }, query: {} });
    assert.deepEqual(
      calendar.entries.map(({ row, kind, late }) => [row, kind, late]),
      [["cases/c-333", "limit", false]],
    );
    await act("dora", "sign", "osd_policy", { on: "2021-01-11" });
    const decided = await refusal(act("cleo", "countersign", "state_pm"));
    assert.deepEqual(decided, { status: 403, codes: ["right_missing"] });
    const signed = await act("stan", "countersign", "state_pm", { on: "2021-01-20" });
    assert.equal(signed.case.state.code, "countersigned");
    assert.equal(signed.case.events.at(-1)?.author, "stan of example");
    const edit = { table: "lines" as const, row: "maritime-radar", field: "amount" };
    const edits = [{ ...edit, before: "5000000", after: "6000000" }];
    await as("dora").call("makeChange", { params: { plan }, body: { reason: "More", edits } });
    const page = await read("stan");
    assert.equal(page.state.code, "drafting");
    assert.equal(page.case.lapsed, 2);
    assert.deepEqual(page.events.find(({ event }) => event === "countersign")?.changes, [
      { ...edit, before: "5000000", now: "6000000" },
    ]);
  });

  test("nobody signs what they have not seen, acts for others, or dates an act ahead", async () => {
    const seen = await tagOf("dora");
    const edit = { table: "lines" as const, row: "maritime-radar", field: "amount" };
    const edits = [{ ...edit, before: "6000000", after: "7000000" }];
    await as("ana").call("makeChange", { params: { plan }, body: { reason: "More", edits } });
    const blind = await refusal(act("dora", "sign", "osd_policy", { ifMatch: seen }));
    assert.deepEqual(blind, { status: 412, codes: ["version_stale"] });
    const none = await refusal(
      as("dora").call("actInCase", { params, body: { event: "sign", office: "osd_policy" } }),
    );
    assert.deepEqual(none, { status: 428, codes: ["version_required"] });
    assert.equal((await refusal(act("stan", "sign", "osd_policy"))).status, 403);
    assert.equal((await refusal(act("vera", "sign", "osd_policy"))).status, 403);
    const ahead = await refusal(act("dora", "sign", "osd_policy", { on: "2021-01-26" }));
    assert.deepEqual(ahead, { status: 422, codes: ["act_in_future"] });
    const early = await refusal(act("dora", "notify", "dsca"));
    assert.deepEqual(early, { status: 422, codes: ["event_state_wrong"] });
    const odd = await refusal(
      act("dora", "sign", "osd_policy", { cells: { author: "stan", until: "soon" } }),
    );
    assert.equal(odd.status, 422);
    assert.equal(odd.codes.length, 2);
    const absent = as("dora").call("readCase", { params: { plan, case: "nothing" } });
    assert.deepEqual(await refusal(absent), { status: 404, codes: ["not_there"] });
  });

  test("what the law bars cannot be approved, and says so before anybody tries", async () => {
    const at = { plan: "barred", case: "c" };
    const page = await as("ana").call("readCase", { params: at, query: {} });
    const approve = page.next.find(({ code }) => code === "approve");
    assert.deepEqual(
      approve?.bars.map(({ rule, blocks }) => [rule, blocks]),
      [["CSPA.listed", true]],
    );
    assert.deepEqual(page.next.find(({ code }) => code === "deny")?.bars, []);
    const path = `${server.origin}/api/v1/plans/barred/cases/c`;
    const answer = await fetch(path, { headers: as("ana").headers });
    const ifMatch = answer.headers.get("etag") ?? "";
    const body = { event: "approve", office: "ddtc", cells: { reason: "It is sound." } };
    const refused = await refusal(as("ana").call("actInCase", { params: at, body, ifMatch }));
    assert.deepEqual(refused, { status: 422, codes: ["event_barred"] });
    // The same row, added as a change of the plan, is refused by the same rule.
    const cells = {
      ...{ case: "c", number: "2", on: "2021-01-10", event: "approve", office: "ddtc" },
      ...{ author: "ana", reason: "It is sound." },
    };
    const edits = Object.entries({ id: "c-2", ...cells }).map(([field, after]) => {
      return { table: "events" as const, row: "c-2", field, before: null, after };
    });
    const [change, put] = [{ plan: "barred" }, { plan: "barred", table: "events", row: "c-2" }];
    const asRow = as("ana").call("makeChange", { params: change, body: { reason: "R", edits } });
    assert.deepEqual(await refusal(asRow), { status: 422, codes: ["event_barred"] });
    const byCells = as("ana").call("putRow", {
      ...{ params: { ...put, table: "events" as const }, body: { reason: "R", cells } },
      ifMatch: '"0"',
    });
    assert.deepEqual(await refusal(byCells), { status: 422, codes: ["event_barred"] });
    const deny = { ...body, event: "deny" };
    const denied = await as("ana").call("actInCase", { params: at, body: deny, ifMatch });
    assert.equal(denied.case.state.code, "denied");
    // What grants nothing may still be added as a row by whoever may act.
    const { author: _, ...rest } = { ...cells, number: "3", event: "deny", on: "2021-01-25" };
    const kept = Object.entries({ id: "c-3", ...rest, author: "ana of example" });
    const plain = kept.map(([field, after]) => {
      return { table: "events" as const, row: "c-3", field, before: null, after };
    });
    const body3 = { reason: "R", edits: plain };
    const made = await as("ana").call("makeChange", { params: change, body: body3 });
    assert.equal(made.change.edits.length, plain.length);
  });

  test("a case is put before the next level, and stands in the inbox of its offices", async () => {
    const listed = async (office: string) => {
      const query = { office, open: "true" } as const;
      const { cases } = await as("vera").call("listCases", { params: { plan }, query });
      return cases.map(({ id }) => id);
    };
    assert.deepEqual(await listed("state_t"), []);
    const cells = { reason: "State has not answered." };
    const { case: page } = await act("ana", "escalate", "osd_policy", { cells });
    assert.deepEqual(page.case.raised, {
      ...{ level: "the Under Secretaries of both departments", on: "2021-01-25", age: 0 },
      ...{ author: "ana of example", reason: "State has not answered." },
    });
    assert.deepEqual(await listed("state_t"), ["c-333"]);
    const until = { reason: "A visit comes first.", until: "2021-03-01" };
    const accepted = await act("ana", "accept_delay", "state_t", { cells: until });
    assert.equal(accepted.case.case.delay_accepted?.until, "2021-03-01");
    const back = await act("ana", "send_back_down", "state_t");
    assert.equal(back.case.case.raised, null);
    assert.deepEqual(await listed("state_t"), []);
  });

  test("a scenario assumes an act; the plan knows nothing of it", async () => {
    await as("dora").call("createBranch", { params: { plan }, body: { id: "if", title: "If" } });
    const tag = async () =>
      (
        await fetch(`${server.origin}/api/v1/plans/${plan}/cases/c-333?branch=if`, {
          headers: as("cleo").headers,
        })
      ).headers.get("etag") ?? "";
    const assume = async (event: string, office: string, on: string) =>
      act("cleo", event, office, { branch: "if", on, ifMatch: await tag() });
    const done = await assume("sign", "osd_policy", "2021-03-01");
    assert.equal(done.case.state.code, "defense_signed");
    assert.equal(done.case.case.assumed, true);
    assert.equal((await read("cleo")).state.code, "drafting");
  });

  test("cases are opened and given evidence by who has a part in them", async () => {
    const cells = {
      ...{ name: "A second look", process: "concurrence-joint", partner: "PHL" },
      ...{ initiative: "maritime", owner: "state_pm", due_on: "2021-02-10" },
    };
    const open = (who: Who) => as(who).call("openCase", { params: { plan }, body: { cells } });
    assert.equal((await refusal(open("vera"))).status, 403);
    const opened = await open("cleo");
    assert.equal(opened.case.case.id, "maritime-concurrence-joint");
    assert.equal(opened.case.beside[0]?.id, "c-333");
    const broken = as("cleo").call("openCase", { params: { plan }, body: { cells: {} } });
    assert.equal((await refusal(broken)).status, 422);
    const claim = { claim: "Crews are there.", standard: "credible", said_by: "Post" };
    const add = (who: Who) =>
      as(who).call("addEvidence", { params, body: { cells: { ...claim, source: "Cable" } } });
    assert.equal((await refusal(add("vera"))).status, 403);
    const told = await add("cleo");
    assert.equal(told.case.evidence[0]?.claim, "Crews are there.");
    assert.equal(told.case.evidence[0]?.dated, "2021-01-25");
    const before = { params, query: { on: "2021-01-24" as const } };
    assert.deepEqual((await as("cleo").call("readCase", before)).evidence, []);
  });

  test("a verdict settles a finding of the assessment, and is for who may write every row", async () => {
    const read = () => as("vera").call("readAssessment", { params: { plan }, query: {} });
    const open = (await read()).findings.find(({ standing }) => standing === "open");
    assert.ok(open);
    const give = (who: Who, reason: string) =>
      as(who).call("giveVerdict", {
        params: { plan },
        body: { finding: open.finding.code, subject: open.subject, verdict: "accept", reason },
      });
    assert.equal((await refusal(give("cleo", "Known."))).status, 403);
    assert.equal((await refusal(give("dora", " "))).status, 422);
    await give("dora", "Known.");
    const now = (await read()).findings.find(
      ({ subject, finding }) => subject === open.subject && finding.code === open.finding.code,
    );
    assert.equal(now?.standing, "settled");
    assert.equal(now.verdict?.author, "dora of example");
  });

  test("the calendar tells when clocks run out", async () => {
    const { entries } = await as("vera").call("readCalendar", { params: { plan }, query: {} });
    const set = entries.find(({ kind }) => kind === "set");
    assert.equal(set?.day, "2021-02-10");
    assert.ok(set.offices.includes("osd_policy"));
    assert.equal(set.late, false);
    const later = { on: "2021-02-11", office: "state_pm" };
    const then = await as("vera").call("readCalendar", { params: { plan }, query: later });
    assert.equal(then.entries[0]?.late, true);
  });
});
