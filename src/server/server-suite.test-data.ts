import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { addresses } from "../api/addresses.ts";
import { type AnswerOf, RefusedError } from "../api/client.ts";
import { type RouteName, routes } from "../api/routes.ts";
import { problemSchema } from "../api/value-schemas.ts";
import { readExample } from "./pages/example-plan.test-data.ts";
import {
  type SignedClient,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from "./running.test-data.ts";

const plan = "two-partners";
const row = { table: "initiatives", row: "norland-radar" } as const;

/** What the server does for one person on their own machine, on a database of either kind. */
export function describeServer(kind: string, start: () => Promise<TestDatabase>): void {
  describe(`the server on ${kind}`, () => {
    let database: TestDatabase;
    let server: TestServer;
    let client: SignedClient;
    before(async () => {
      database = await start();
      server = await startTestServer(database, [readExample(plan)]);
      client = await server.clientOf();
    });
    after(async () => {
      await server.stop();
      await database.stop();
    });
    const ask = (path: string, init: RequestInit = {}) =>
      fetch(`${server.origin}/api/v1${path}`, {
        ...init,
        headers: { ...client.headers, ...init.headers },
      });
    const send = (path: string, body: unknown, headers: Record<string, string> = {}) =>
      ask(path, {
        method: "POST",
        body: JSON.stringify(body),
        headers: { "content-type": "application/json", ...headers },
      });
    const rename = async (name: string, branch = "main") => {
      const page = await client.call("readRow", { params: { plan, ...row }, query: { branch } });
      const edit = { ...row, field: "name", before: page.cells[1] ?? null, after: name };
      const body = { branch, reason: "A better name", edits: [edit] };
      return client.call("makeChange", { params: { plan }, body });
    };

    test("every route of the contract is served, and refuses strangers to a plan alike", async () => {
      for (const name of Object.keys(routes) as RouteName[]) {
        const [method = "", path = ""] = addresses[name].split(" ");
        const filled = path
          .replace(":plan", "no-such-plan")
          .replace(":table", "lines")
          .replace(":seq", "1")
          .replace(/:\w+/g, "x");
        const answer = await ask(filled.replace(/compare$/, "compare?left=a&right=b"), {
          method,
          ...(method === "GET" ? {} : { body: bodyFor(name), headers: json }),
        });
        if (!path.includes(":plan")) {
          assert.equal(answer.status, 200, name);
          continue;
        }
        assert.ok([404, 428].includes(answer.status), `${name}: ${answer.status}`);
        assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
        const problem = problemSchema.parse(await answer.json());
        assert.ok(problem.findings.length > 0, name);
      }
    });

    test("every read answers what the contract says", async () => {
      const on = { params: { plan } };
      const partner = { params: { plan, partner: "NORLAND" } };
      const answers = {
        readMe: await client.call("readMe", {}),
        listPlans: await client.call("listPlans", {}),
        listFields: await client.call("listFields", {}),
        readPlan: await client.call("readPlan", on),
        readFindings: await client.call("readFindings", on),
        listChanges: await client.call("listChanges", on),
        listJobs: await client.call("listJobs", on),
        listAllocations: await client.call("listAllocations", on),
        readOverview: await client.call("readOverview", on),
        readStrategy: await client.call("readStrategy", on),
        listPartners: await client.call("listPartners", on),
        readPartner: await client.call("readPartner", partner),
        listPeople: await client.call("listPeople", on),
        listCases: await client.call("listCases", on),
        readCalendar: await client.call("readCalendar", on),
        readAssessment: await client.call("readAssessment", on),
      };
      for (const [name, answer] of Object.entries(answers)) {
        routes[name as RouteName].response.parse(answer);
      }
      assert.equal(answers.readPlan.rows.initiatives, 4);
      assert.equal(answers.readPlan.may.administer, true);
      assert.equal(answers.listFields.tables.length, Object.keys(answers.readPlan.rows).length);
    });

    test("pages of rows follow each other, and a condition chooses some", async () => {
      const params = { plan, table: "lines" as const };
      const all = await client.call("readTable", { params });
      const ids: string[] = [];
      let next: string | null = null;
      do {
        const from: { after?: string } = next === null ? {} : { after: next };
        const page: AnswerOf<"readTable"> = await client.call("readTable", {
          ...{ params, query: { limit: 3, ...from } },
        });
        ids.push(...page.rows.map((one) => one.id));
        next = page.next;
      } while (next !== null);
      assert.deepEqual(
        ids,
        all.rows.map((one) => one.id),
      );
      const where = ["package=norland-fmf-same", "kind=equipment"];
      const some = await client.call("readTable", { params, query: { where } });
      assert.deepEqual(
        some.rows.map((one) => one.id),
        ["norland-fmf-same-0", "norland-fmf-same-1"],
      );
      await assert.rejects(
        client.call("readTable", { params, query: { where: ["nothing=1"] } }),
        (error) => error instanceof RefusedError && error.problem.status === 400,
      );
    });

    test("what has not changed is not sent again", async () => {
      const first = await ask(`/plans/${plan}/tables/partners`);
      const tag = first.headers.get("etag") ?? "";
      assert.match(tag, /^"\d+/);
      const again = await ask(`/plans/${plan}/tables/partners`, {
        headers: { "if-none-match": tag },
      });
      assert.equal(again.status, 304);
      assert.equal(await again.text(), "");
      await rename("Norland: a radar chain");
      const changed = await ask(`/plans/${plan}/tables/partners`, {
        headers: { "if-none-match": tag },
      });
      assert.equal(changed.status, 200);
    });

    test("a stale write is refused with both sides, and nothing is written", async () => {
      await rename("Norland: radars of ours");
      const edit = { ...row, field: "name", before: "What was there long ago", after: "Mine" };
      const answer = await send(`/plans/${plan}/changes`, { reason: "r", edits: [edit] });
      assert.equal(answer.status, 412);
      const problem = problemSchema.parse(await answer.json());
      const [conflict] = problem.conflicts ?? [];
      assert.equal(conflict?.yours, "Mine");
      assert.equal(conflict?.theirs, "Norland: radars of ours");
      assert.equal(conflict?.by?.reason, "A better name");
    });

    test("with If-Match, any other change of the branch refuses too", async () => {
      const { seq } = await client.call("readTable", { params: { plan, table: "partners" } });
      const made = await rename("Norland: radars once more");
      const edit = {
        table: "partners",
        row: "NORLAND",
        field: "tier_reason",
        before: null,
        after: "x",
      };
      const body = { reason: "r", edits: [edit] };
      const answer = await send(`/plans/${plan}/changes`, body, { "if-match": `"${seq}"` });
      assert.equal(answer.status, 412);
      const foreign = await send(`/plans/${plan}/changes`, body, { "if-match": '"abc"' });
      assert.equal(foreign.status, 412);
      const problem = problemSchema.parse(await foreign.json());
      assert.equal(problem.findings[0]?.code, "version_stale");
      assert.ok(made.change.seq > seq);
    });

    test("a row is replaced only by who says which version they saw", async () => {
      const path = `/plans/${plan}/rows/initiatives/norland-radar`;
      const put = (tag?: string) =>
        ask(path, {
          method: "PUT",
          body: JSON.stringify({ reason: "r", cells: { name: "Norland: radars, put" } }),
          headers: { ...json, ...(tag === undefined ? {} : { "if-match": tag }) },
        });
      const without = await put();
      assert.equal(without.status, 428);
      assert.equal(problemSchema.parse(await without.json()).findings[0]?.code, "version_required");
      const tag = (await ask(path)).headers.get("etag") ?? "";
      assert.equal((await put(tag)).status, 200);
      assert.equal((await put(tag)).status, 412);
    });

    test("a change is seen at once by those who listen, and sent again to those who missed it", async () => {
      const { change } = await rename("Norland: before the stream");
      const missed = await listen(server.origin, client, `since=${change.seq - 1}`);
      await missed.until((event) => event.kind === "change" && event.change.seq === change.seq);
      const made = await rename("Norland: in the stream");
      await missed.until(
        (event) => event.kind === "change" && event.change.seq === made.change.seq,
      );
      await missed.until((event) => event.kind === "findings" && event.seq >= made.change.seq);
      const body = { window: "w1", page: "plan", cell: { ...row, field: "name" } };
      const present = await client.call("putPresence", { params: { plan }, body });
      assert.deepEqual(Object.keys(present), ["people"]);
      await missed.until(
        (event) => event.kind === "presence" && event.people.some((one) => one.window === "w1"),
      );
      missed.stop();
    });

    test("fifty listeners are each told of every change, once and in order", async () => {
      const streams = await Promise.all(
        Array.from({ length: 50 }, () => listen(server.origin, client, "")),
      );
      const seqs: number[] = [];
      for (const name of ["a", "b", "c"]) seqs.push((await rename(`Norland: ${name}`)).change.seq);
      for (const stream of streams) {
        await stream.until((one) => one.kind === "change" && one.change.seq === seqs.at(-1));
        const told = stream.events.flatMap((one) =>
          one.kind === "change" ? [one.change.seq] : [],
        );
        assert.deepEqual(told, seqs);
        stream.stop();
      }
    });

    test("what a change leaves wrong in its rows is told with it, and gone when it is undone", async () => {
      const edit = { ...row, field: "latest_start", before: "2022", after: "2020" };
      const body = { reason: "r", edits: [edit] };
      const made = await client.call("makeChange", { params: { plan }, body });
      assert.deepEqual(
        made.findings.map((one) => one.code),
        ["start_order"],
      );
      const seq = made.change.seq;
      const undone = await client.call("undoChange", { params: { plan, seq }, body: {} });
      assert.deepEqual(undone.findings, []);
      assert.equal(undone.change.undoes, seq);
    });

    test("memory follows the changes: pages show what was changed", async () => {
      const before = await client.call("readPartner", { params: { plan, partner: "NORLAND" } });
      assert.ok(before.proposals.some((one) => one.id === row.row));
      await rename("Norland: as memory knows it");
      const page = await client.call("readPartner", { params: { plan, partner: "NORLAND" } });
      const proposal = page.proposals.find((one) => one.id === row.row);
      assert.equal(proposal?.name, "Norland: as memory knows it");
      assert.ok(page.changes.some((one) => one.reason === "A better name"));
    });

    test("what is wrong with a request is said at its place, and no request breaks the server", async () => {
      const bodies: [string, string, number, string][] = [
        ["{", "application/json", 400, "request_not_json"],
        ["", "application/json", 400, "request_not_json"],
        ["a=b", "application/x-www-form-urlencoded", 415, "request_not_json"],
        ['{"reason":"r","edits":"all"}', "application/json", 400, "request_malformed"],
        ['{"__proto__":{"x":1}}', "application/json", 400, "request_not_json"],
      ];
      for (const [body, type, status, code] of bodies) {
        const answer = await ask(`/plans/${plan}/changes`, {
          ...{ method: "POST", body, headers: { "content-type": type } },
        });
        assert.equal(answer.status, status, body);
        assert.equal(problemSchema.parse(await answer.json()).findings[0]?.code, code, body);
      }
      const large = await send(`/plans/${plan}/presence`, {}, {});
      assert.equal(large.status, 404, "POST is no verb of presence");
      const tooLarge = await ask(`/plans/${plan}/presence`, {
        ...{ method: "PUT", body: JSON.stringify({ page: "x".repeat(1_100_000) }), headers: json },
      });
      assert.equal(tooLarge.status, 413);
      assert.equal(
        problemSchema.parse(await tooLarge.json()).findings[0]?.code,
        "request_too_large",
      );
      const unknown = await ask("/nothing");
      assert.equal(problemSchema.parse(await unknown.json()).findings[0]?.code, "route_unknown");
      assert.equal(server.log.filter((entry) => entry.kind === "defect").length, 0);
    });
  });
}

const json = { "content-type": "application/json" };

/** The smallest body that the contract takes for a route. */
function bodyFor(name: RouteName): string {
  const bodies: Partial<Record<RouteName, unknown>> = {
    putRow: { reason: "r", cells: { name: "x" } },
    makeChange: {
      reason: "r",
      edits: [{ ...row, field: "name", before: null, after: "x" }],
    },
    undoChange: {},
    createBranch: { id: "x", title: "X" },
    rebaseBranch: { reason: "r" },
    mergeBranch: { reason: "r" },
    startJob: { kind: "allocate" },
    checkProposal: { initiative: {}, packages: [] },
    putBranch: { state: "dropped", reason: "r" },
    putHead: { reason: "r" },
    putPerson: { name: "X", grants: [] },
    putPresence: { window: "w", page: "p" },
    openCase: { cells: {} },
    giveVerdict: { finding: "x", subject: "x", verdict: "accept", reason: "r" },
    addEvidence: { cells: {} },
    actInCase: { event: "join", office: "x" },
    addComment: { table: "lines", row: "x", text: "t" },
  };
  return JSON.stringify(bodies[name] ?? {});
}

type Event = import("../api/live-schemas.ts").LiveEvent;

interface Stream {
  readonly events: readonly Event[];
  readonly until: (wanted: (event: Event) => boolean) => Promise<void>;
  readonly stop: () => void;
}

/** Listens to the plan's stream; `until` fails when nothing wanted comes in time. */
export async function listen(origin: string, client: SignedClient, query: string): Promise<Stream> {
  const stopper = new AbortController();
  const answer = await fetch(`${origin}/api/v1/plans/${plan}/live?${query}`, {
    headers: client.headers,
    signal: stopper.signal,
  });
  assert.equal(answer.status, 200);
  const events: Event[] = [];
  let wake = () => {};
  const reading = readEvents(answer, (event) => {
    events.push(event);
    wake();
  }).catch(() => undefined);
  const until = async (wanted: (event: Event) => boolean) => {
    const end = AbortSignal.timeout(40_000);
    while (!events.some(wanted)) {
      if (end.aborted) throw new Error(`not told: ${JSON.stringify(events).slice(0, 2000)}`);
      await new Promise<void>((resolve) => {
        wake = resolve;
        setTimeout(resolve, 100);
      });
    }
  };
  await until((event) => event.kind === "presence");
  return {
    events,
    until,
    stop: () => {
      stopper.abort();
      void reading;
    },
  };
}

async function readEvents(answer: Response, take: (event: Event) => void): Promise<void> {
  const decoder = new TextDecoder();
  let rest = "";
  for await (const bytes of answer.body ?? []) {
    rest += decoder.decode(bytes, { stream: true });
    const blocks = rest.split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const data = /^data: (.*)$/m.exec(block)?.[1];
      if (data !== undefined) take(JSON.parse(data) as Event);
    }
  }
}
