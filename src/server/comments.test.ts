import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CallOf, RefusedError } from "../api/client.ts";
import { isoDate } from "../base/fiscal.ts";
import { casePlan } from "../casework/case-plan.test-data.ts";
import { noRows } from "../plan/rows.ts";
import {
  type SignedClient,
  startEmbedded,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from "./running.test-data.ts";

const plan = "sample";

/** Ana administers; Dora is of Defense, Cleo of State, and Vera looks on. */
const grants = {
  dora: { role: "contributor", agency: "Defense" },
  cleo: { role: "contributor", agency: "Department of State" },
  vera: { role: "viewer", agency: null },
} as const;
type Who = "ana" | keyof typeof grants;
const people: readonly Who[] = ["ana", "dora", "cleo", "vera"];
const accounts = people.map((subject) => ({
  ...{ subject, name: `${subject} of example`, email: `${subject}@example.gov` },
}));
type Said = CallOf<"addComment">["body"];

describe("comments over HTTP", () => {
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
    server = await startTestServer(database, [whole], accounts, { today: isoDate("2021-01-25") });
    for (const who of people) clients.set(who, await server.clientOf(who));
    for (const [who, { role, agency }] of Object.entries(grants)) {
      const { id, name, email } = await as(who as Who).call("readMe", {});
      const grant = { role, agency, partner: null };
      const body = { name, email, grants: [grant], see: "public" as const };
      await as("ana").call("putPerson", { params: { plan, person: id }, body });
    }
  });
  after(async () => {
    await server.stop();
    await database.stop();
  });

  const say = (who: Who, over: Partial<Said> = {}) =>
    as(who).call("addComment", {
      params: { plan },
      body: { table: "cases", row: "c-333", text: "Is it so?", ...over },
    });
  const list = (who: Who, query: CallOf<"listComments">["query"] = {}) =>
    as(who).call("listComments", { params: { plan }, query });
  const refusal = async (done: Promise<unknown>) => {
    const error = await done.then(
      () => null,
      (thrown: unknown) => thrown,
    );
    assert.ok(error instanceof RefusedError, String(error));
    return [error.problem.status, ...error.problem.findings.map(({ code }) => code)];
  };

  test("both departments see a case's thread, answer in it, settle it and open it again", async () => {
    const said = await say("dora", {
      text: "@cleo of example: which units?",
      mentions: ["state_pm"],
    });
    assert.equal(said.thread.comments[0]?.text, "which units?");
    assert.deepEqual(
      said.thread.comments[0]?.mentions.map(({ name }) => name),
      ["state_pm", "cleo of example"],
    );
    const { id } = said.thread;
    assert.equal((await list("cleo", { mine: "true" })).threads[0]?.id, id);
    assert.deepEqual((await list("vera", { mine: "true" })).threads, []);
    assert.equal((await list("vera", { table: "cases", row: "c-333" })).threads[0]?.id, id);
    const answered = await say("cleo", { answers: id, text: "The coast guard's." });
    assert.equal(answered.thread.comments.length, 2);
    const settled = await say("dora", { answers: id, act: "resolution", text: "Answered" });
    assert.equal(settled.thread.state, "resolved");
    assert.deepEqual((await list("cleo", { open: "true" })).threads, []);
    const opened = await say("cleo", { answers: id, act: "reopening", text: "One more" });
    assert.equal(opened.thread.state, "open");
    const counts = (await list("vera", { table: "cases" })).counts;
    assert.deepEqual(counts, [{ table: "cases", row: "c-333", open: 1, threads: 1 }]);
    // What was said stands in the log, under the name of who said it.
    const log = await as("ana").call("listChanges", {
      params: { plan },
      query: { table: "comments" },
    });
    assert.equal(log.changes.length, 4);
    assert.equal(log.changes[0]?.author_name, "cleo of example");
  });

  test("an author corrects and takes back what they said, and nobody else does", async () => {
    const { thread } = await say("cleo", { text: "Tree" });
    const mine = { answers: thread.id };
    assert.deepEqual(await refusal(say("ana", { ...mine, act: "correction", text: "Three" })), [
      ...[422, "comment_answers"],
    ]);
    const mended = await say("cleo", { ...mine, act: "correction", text: "Three" });
    assert.deepEqual(
      mended.thread.comments.map(({ text, earlier }) => [text, earlier]),
      [["Three", ["Tree"]]],
    );
    const back = await say("cleo", { ...mine, act: "withdrawal", text: "Another case" });
    assert.equal(back.thread.state, "withdrawn");
    assert.equal(back.thread.comments[0]?.withdrawn?.reason, "Another case");
  });

  test("viewers read and say nothing; what is wrong is told with findings", async () => {
    assert.equal((await list("vera")).may_comment, false);
    assert.equal((await list("dora")).may_comment, true);
    assert.deepEqual(await refusal(say("vera")), [403, "right_missing"]);
    assert.deepEqual(await refusal(say("dora", { text: " " })), [422, "cell_blank"]);
    assert.deepEqual(await refusal(say("dora", { text: "=SUM(A1)" })), [422, "cell_formula"]);
    assert.deepEqual(await refusal(say("dora", { text: "x".repeat(5001) })), [422, "comment_long"]);
    assert.deepEqual(await refusal(say("dora", { text: "x".repeat(20_001) })), [
      ...[400, "request_malformed"],
    ]);
    assert.deepEqual(await refusal(say("dora", { mentions: ["nobody"] })), [
      422,
      "mention_unknown",
    ]);
    assert.deepEqual(await refusal(say("dora", { row: "ATL" })), [422, "comment_place"]);
    assert.deepEqual(await refusal(say("dora", { table: "people" })), [422, "comment_place"]);
    assert.deepEqual(await refusal(say("dora", { answers: "none" })), [422, "comment_answers"]);
  });

  test("what begins with a sign is said as it was typed", async () => {
    const { thread } = await say("cleo", { text: "+1" });
    assert.equal(thread.comments[0]?.text, "+1");
  });

  test("markup is text, and comes back as it was said", async () => {
    const text = "<script>alert(1)</script> **bold** “quotes” & 'more'\nof it";
    const { thread } = await say("dora", { text });
    assert.equal(thread.comments[0]?.text, text);
    const csv = await fetch(`${server.origin}/api/v1/plans/${plan}/export`, {
      headers: as("dora").headers,
    });
    assert.equal(csv.status, 200);
  });
});
