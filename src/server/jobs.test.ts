import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { RefusedError } from "../api/client.ts";
import type { JobResults } from "../api/job-results.ts";
import type { Briefing } from "../report/briefing.ts";
import type { Comparison } from "../report/compare.ts";
import { readExample } from "./pages/example-plan.test-data.ts";
import {
  type SignedClient,
  startEmbedded,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from "./running.test-data.ts";
import { listen } from "./server-suite.test-data.ts";

const plan = "two-partners";
const params = { plan };

describe("work over HTTP, with a worker inside", () => {
  let database: TestDatabase;
  let server: TestServer;
  let client: SignedClient;
  before(async () => {
    database = await startEmbedded();
    server = await startTestServer(database, [readExample(plan)], [], { works: true });
    client = await server.clientOf();
  });
  after(async () => {
    await server.stop();
    await database.stop();
  });

  /** Asks for work and waits for its end, as a page does. */
  const run = async (body: Parameters<typeof startOf>[1]) => {
    const stream = await listen(server.origin, client, "");
    const started = await startOf(client, body);
    await stream.until(
      (event) =>
        event.kind === "job" &&
        event.job.id === started.id &&
        ["done", "failed", "cancelled"].includes(event.job.state),
    );
    stream.stop();
    return client.call("readJob", { params: { plan, job: started.id } });
  };

  test("an allocation is asked for, told of, and stands in the pages", async () => {
    const job = await run({ kind: "allocate" });
    assert.equal(job.state, "done");
    assert.ok(job.allocation);
    const whole = await client.call("readAllocation", {
      params: { plan, allocation: job.allocation },
    });
    assert.equal(whole.value, 75);
    const overview = await client.call("readOverview", { params });
    assert.equal(overview.allocation?.id, job.allocation);
    assert.equal((overview.briefing as Briefing).unasked, false);
    const { partners } = await client.call("listPartners", { params });
    const allocated = partners.reduce((sum, one) => sum + (one.allocated ?? 0), 0);
    assert.equal(allocated, whole.amount);
    const strategy = await client.call("readStrategy", { params });
    assert.equal(strategy.rows[0]?.money, whole.amount);
  });

  test("what is tried stands beside the record and beside what was kept, and is not the newest", async () => {
    const { allocations } = await client.call("listAllocations", { params });
    const kept = allocations[0]?.id ?? "";
    const edit = { table: "resources" as const, row: "FMF-2021", field: "amount" };
    const { cells } = await client.call("readRow", {
      params: { plan, table: "resources", row: "FMF-2021" },
    });
    const edits = [{ ...edit, before: cells[4] ?? null, after: "70000000" }];
    const job = await run({ kind: "allocate", quick: true, edits });
    assert.equal(job.state, "done", JSON.stringify(job.findings));
    const tried = job.allocation ?? "";
    const overview = await client.call("readOverview", { params });
    assert.equal(overview.allocation?.id, kept);
    const { comparison } = await client.call("compareAllocations", {
      ...{ params, query: { left: kept, right: tried } },
    });
    const { before: left, after: right, tables } = comparison as Comparison;
    assert.ok(right.amount < left.amount);
    for (const table of tables) {
      const sum = table.changes.reduce((all, one) => all + one.difference, 0);
      assert.equal(sum, right.amount - left.amount, table.dimension);
    }
    const record = await client.call("compareAllocations", {
      ...{ params, query: { left: "record", right: kept } },
    });
    assert.match((record.comparison as Comparison).before.label, /^FY2020/);
    const again = await client.call("compareAllocations", {
      ...{ params, query: { left: "record", right: kept } },
    });
    assert.deepEqual(again, record);
  });

  test("a plan without a record, and an allocation that is not there, are said so", async () => {
    const { allocations } = await client.call("listAllocations", { params });
    const right = allocations[0]?.id ?? "";
    await assert.rejects(
      client.call("compareAllocations", { params, query: { left: "a-none", right } }),
      (error) => error instanceof RefusedError && error.problem.findings[0]?.code === "not_there",
    );
    await database.db.query("delete from entente_work.inputs where allocation = $1", [right]);
    await assert.rejects(
      client.call("compareAllocations", { params, query: { left: right, right } }),
      (error) =>
        error instanceof RefusedError &&
        error.problem.findings[0]?.code === "comparison_impossible",
    );
  });

  test("what is exported is imported again as another plan, and the same comes out", async () => {
    const read = async (id: string) => {
      const answer = await fetch(`${server.origin}/api/v1/plans/${id}/export`, {
        headers: client.headers,
      });
      assert.equal(answer.headers.get("content-type"), "application/zip");
      return Buffer.from(await answer.arrayBuffer());
    };
    const zip = await read(plan);
    const job = await run({ kind: "import", id: "again", zip: zip.toString("base64") });
    assert.equal(job.state, "done", JSON.stringify(job.findings));
    assert.equal((job.result as JobResults["import"]).plan, "again");
    const head = await client.call("readPlan", { params: { plan: "again" } });
    const first = await client.call("readPlan", { params });
    assert.deepEqual(head.rows, first.rows);
    assert.deepEqual(
      head.branches.map((one) => one.id),
      first.branches.map((one) => one.id),
    );
  });

  test("a scenario goes its way: begun, changed, compared, merged, undone", async () => {
    const body = { id: "cheaper", title: "Cheaper" };
    await client.call("createBranch", { params, body });
    const at = { plan, table: "initiatives", row: "norland-radar" } as const;
    const edit = { table: at.table, row: at.row, field: "name", before: "Norland: border radar" };
    const edits = [{ ...edit, after: "Norland: cheaper radar" }];
    await client.call("makeChange", { params, body: { branch: "cheaper", reason: "r", edits } });
    const beside = await client.call("compareBranches", { params: { plan, branch: "cheaper" } });
    assert.equal(beside.differences.length, 1);
    const mine = [{ ...edit, after: "Norland: dearer radar" }];
    await client.call("makeChange", { params, body: { reason: "r", edits: mine } });
    const overview = await client.call("readOverview", { params });
    const told = overview.attention.find((one) => one.kind === "branch_conflicts");
    assert.equal(told?.count, 1);
    const branch = { plan, branch: "cheaper" };
    const first = await client.call("mergeBranch", { params: branch, body: { reason: "r" } });
    assert.equal(first.done, false);
    const settle = [{ table: at.table, row: at.row, field: "name", value: "Norland: radar" }];
    const merged = await client.call("mergeBranch", {
      ...{ params: branch, body: { reason: "r", settle } },
    });
    assert.equal(merged.done, true);
    const seq = merged.change?.seq ?? 0;
    assert.equal((await client.call("readRow", { params: at })).cells[1], "Norland: radar");
    await client.call("undoChange", { params: { plan, seq }, body: {} });
    assert.equal((await client.call("readRow", { params: at })).cells[1], "Norland: dearer radar");
  });
});

type AllocateBody = { kind: "allocate"; quick?: boolean; edits?: Edits };
type ImportBody = { kind: "import"; id: string; zip: string };
type Edits = {
  table: "resources";
  row: string;
  field: string;
  before: string | null;
  after: string;
}[];

function startOf(client: SignedClient, body: AllocateBody | ImportBody) {
  return client.call("startJob", { params, body });
}
