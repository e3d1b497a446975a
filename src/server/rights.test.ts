import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { type CallOf, RefusedError } from "../api/client.ts";
import type { RouteName } from "../api/routes.ts";
import { insertAllocation } from "../store/allocations.ts";
import type { Database } from "../store/database.ts";
import { createJob, updateJob } from "../store/job-rows.ts";
import {
  type SignedClient,
  startEmbedded,
  startTestServer,
  type TestDatabase,
  type TestServer,
} from "./running.test-data.ts";
import { planWithSecret } from "./secret-plan.test-data.ts";
import { listen } from "./server-suite.test-data.ts";

const plan = "two-partners";
const params = { plan };

/** Everybody who signs in; Ana is the administrator, and Sam has no role in the plan. */
const people = ["ana", "dora", "ben", "carl", "vera", "sam"] as const;
type Who = (typeof people)[number];
const accounts = people.map((subject) => ({
  subject,
  name: `${subject[0]?.toUpperCase()}${subject.slice(1)} Example`,
  email: `${subject}@example.gov`,
}));

const grants = {
  dora: { role: "decision_maker", agency: null, see: "restricted" },
  ben: { role: "planner", agency: null, see: "internal" },
  carl: { role: "contributor", agency: "State", see: "public" },
  vera: { role: "viewer", agency: null, see: "public" },
} as const;

/** Work that is asked for. */
type AskedOf = CallOf<"startJob">["body"];

/** A job and an allocation of somebody who sees all of the plan, with words that others must not see. */
async function keepSecrets(db: Database, { id }: { readonly id: string }) {
  const asked = { kind: "allocate", branch: "main", edits: [], quick: true } as const;
  const job = await createJob(db, id, { plan, asked: { ...asked, edits: [] } });
  await updateJob(db, job.id, { state: "done", result: { words: "secret" } });
  const allocation = await insertAllocation(db, id, {
    ...{ plan, branch: "main", seq: 1, value: 1, bound: 1, gap_ratio: 0, ended: "proven" },
    ...{ amount: 1, funded: 1, withheld: false, findings: [] },
    // Only tried, so that no page takes it for the newest.
    edits: [{ table: "partners", row: "NORLAND", field: "source", before: null, after: "x" }],
    ...{ allocation: { words: "secret" }, briefing: { words: "secret" } },
  });
  return { job: job.id, allocation };
}

describe("what each role may do over HTTP", () => {
  let database: TestDatabase;
  let server: TestServer;
  const clients = new Map<Who, SignedClient>();
  const seeds = { job: "", allocation: "" };
  const clientOf = (who: Who): SignedClient => {
    const client = clients.get(who);
    assert.ok(client);
    return client;
  };
  before(async () => {
    database = await startEmbedded();
    server = await startTestServer(database, [planWithSecret()], accounts, { works: true });
    for (const who of people) clients.set(who, await server.clientOf(who));
    for (const [who, { role, agency, see }] of Object.entries(grants)) {
      const { id, name, email } = await clientOf(who as Who).call("readMe", {});
      const body = { name, email, grants: [{ role, agency, partner: null }], see };
      await clientOf("ana").call("putPerson", { params: { plan, person: id }, body });
    }
    Object.assign(seeds, await keepSecrets(database.db, await clientOf("ana").call("readMe", {})));
  });
  after(async () => {
    await server.stop();
    await database.stop();
  });

  /** The status with which a call ends. */
  const statusOf = async (call: () => Promise<unknown>): Promise<number> => {
    try {
      await call();
      return 200;
    } catch (error) {
      if (error instanceof RefusedError) return error.problem.status;
      throw error;
    }
  };
  const seqOf = async (branch = "main") =>
    (
      await clientOf("ana").call("readTable", {
        params: { plan, table: "partners" },
        query: { branch },
      })
    ).seq;
  const nameOf = async (row: string) =>
    (await clientOf("ana").call("readRow", { params: { plan, table: "initiatives", row } }))
      .cells[1] ?? null;
  const rename = async (who: Who, row: string) => {
    const edit = { table: "initiatives" as const, row, field: "name", before: await nameOf(row) };
    const edits = [{ ...edit, after: `Named by ${who} after change ${await seqOf()}` }];
    return clientOf(who).call("makeChange", { params, body: { reason: "r", edits } });
  };
  let branches = 0;
  const beginBranch = (who: Who) => {
    branches += 1;
    const body = { id: `b${branches}`, title: `Scenario ${branches}` };
    return clientOf(who).call("createBranch", { params, body });
  };

  const verbs = {
    readPlan: (who) => clientOf(who).call("readPlan", { params }),
    readTable: (who) => clientOf(who).call("readTable", { params: { plan, table: "lines" } }),
    readRow: (who) =>
      clientOf(who).call("readRow", { params: { plan, table: "partners", row: "NORLAND" } }),
    readFindings: (who) => clientOf(who).call("readFindings", { params }),
    listChanges: (who) => clientOf(who).call("listChanges", { params }),
    readChange: (who) => clientOf(who).call("readChange", { params: { plan, seq: 1 } }),
    compareBranches: (who) =>
      clientOf(who).call("compareBranches", { params: { plan, branch: "without-floor" } }),
    listJobs: (who) => clientOf(who).call("listJobs", { params }),
    listAllocations: (who) => clientOf(who).call("listAllocations", { params }),
    readOverview: (who) => clientOf(who).call("readOverview", { params }),
    readStrategy: (who) => clientOf(who).call("readStrategy", { params }),
    listPartners: (who) => clientOf(who).call("listPartners", { params }),
    readPartner: (who) =>
      clientOf(who).call("readPartner", { params: { plan, partner: "SUDLAND" } }),
    listPeople: (who) => clientOf(who).call("listPeople", { params }),
    checkProposal: (who) =>
      clientOf(who).call("checkProposal", { params, body: { initiative: {}, packages: [] } }),
    putPresence: (who) =>
      clientOf(who).call("putPresence", { params, body: { window: who, page: "plan" } }),
    makeChange: (who) => rename(who, "norland-radar"),
    putRow: async (who) => {
      const path = { plan, table: "initiatives" as const, row: "norland-radar" };
      const { version } = await clientOf("ana").call("readRow", { params: path });
      const body = { reason: "r", cells: { cost_basis: `Said by ${who} of ${version}` } };
      return clientOf(who).call("putRow", { params: path, body, ifMatch: `"${version}"` });
    },
    undoChange: async (who) => {
      const { change } = await rename("ana", "norland-radar");
      return clientOf(who).call("undoChange", { params: { plan, seq: change.seq }, body: {} });
    },
    createBranch: beginBranch,
    rebaseBranch: async (who) => {
      const { id } = await beginBranch("ana");
      const body = { reason: "r" };
      return clientOf(who).call("rebaseBranch", { params: { plan, branch: id }, body });
    },
    mergeBranch: async (who) => {
      const { id } = await beginBranch("ana");
      const row = "norland-radar";
      const field = "source";
      const edit = {
        table: "initiatives" as const,
        row,
        field,
        before: "Made up",
        after: "Made up",
      };
      const edits = [{ ...edit, after: null }];
      await clientOf("ana").call("makeChange", {
        params,
        body: { branch: id, reason: "r", edits },
      });
      const body = { reason: "r" };
      const merged = await clientOf(who).call("mergeBranch", {
        params: { plan, branch: id },
        body,
      });
      const back = [{ ...edit, before: null, after: "Made up" }];
      await clientOf("ana").call("makeChange", { params, body: { reason: "r", edits: back } });
      return merged;
    },
    putBranch: async (who) => {
      const { id } = await beginBranch("ana");
      const body = { state: "dropped" as const, reason: "r" };
      return clientOf(who).call("putBranch", { params: { plan, branch: id }, body });
    },
    putHead: async (who) => {
      const body = { reason: "r", description: `Said by ${who} after change ${await seqOf()}` };
      return clientOf(who).call("putHead", { params, body });
    },
    startJob: (who) =>
      clientOf(who).call("startJob", { params, body: { kind: "allocate", quick: true } }),
    putPerson: async (who) => {
      const { people: known } = await clientOf("ana").call("listPeople", { params });
      const vera = known.find((one) => one.name.startsWith("Vera"));
      assert.ok(vera);
      const { id, ...body } = vera;
      return clientOf(who).call("putPerson", { params: { plan, person: id }, body });
    },
  } satisfies Partial<Record<RouteName, (who: Who) => Promise<unknown>>>;

  const hidden = { plan, case: "hush-case" };
  const signs = { event: "sign", office: "osd_policy" };
  /** Every other route: one that is new and not named here does not compile. */
  const others: Record<Exclude<RouteName, keyof typeof verbs>, (who: Who) => Promise<unknown>> = {
    readMe: (who) => clientOf(who).call("readMe", {}),
    signOut: async (who) => (await server.clientOf(who)).call("signOut", {}),
    listPlans: (who) => clientOf(who).call("listPlans", {}),
    listFields: (who) => clientOf(who).call("listFields", {}),
    readJob: (who) => clientOf(who).call("readJob", { params: { plan, job: seeds.job } }),
    cancelJob: (who) => clientOf(who).call("cancelJob", { params: { plan, job: seeds.job } }),
    readAllocation: (who) =>
      clientOf(who).call("readAllocation", { params: { plan, allocation: seeds.allocation } }),
    compareAllocations: (who) =>
      clientOf(who).call("compareAllocations", {
        ...{ params, query: { left: "record", right: seeds.allocation } },
      }),
    listCases: (who) => clientOf(who).call("listCases", { params }),
    openCase: (who) => clientOf(who).call("openCase", { params, body: { cells: {} } }),
    readCase: (who) => clientOf(who).call("readCase", { params: hidden }),
    actInCase: (who) =>
      clientOf(who).call("actInCase", { params: hidden, body: signs, ifMatch: '"1"' }),
    addEvidence: (who) =>
      clientOf(who).call("addEvidence", { params: hidden, body: { cells: { claim: "A claim" } } }),
    listComments: (who) => clientOf(who).call("listComments", { params }),
    addComment: (who) => {
      const body = { table: "partners", row: "NORLAND", text: `Said by ${who}` };
      return clientOf(who).call("addComment", { params, body });
    },
    readCalendar: (who) => clientOf(who).call("readCalendar", { params }),
    readAssessment: (who) => clientOf(who).call("readAssessment", { params }),
    giveVerdict: (who) => {
      const body = { finding: "x", subject: "x", verdict: "accept" as const, reason: "r" };
      return clientOf(who).call("giveVerdict", { params, body });
    },
  };

  const everybody: readonly Who[] = ["ana", "dora", "ben", "carl", "vera"];
  const writers: readonly Who[] = ["ana", "dora", "ben", "carl"];
  const planners: readonly Who[] = ["ana", "dora", "ben"];
  const allowed: Partial<Record<RouteName, readonly Who[]>> = {
    ...{ makeChange: writers, putRow: writers, undoChange: writers },
    ...{ createBranch: planners, rebaseBranch: planners, mergeBranch: planners },
    ...{ putBranch: planners, putHead: planners },
    putPerson: ["ana"],
  };

  for (const [name, verb] of Object.entries(verbs)) {
    test(`${name}: who may, and how the others are refused`, async () => {
      for (const who of people) {
        const may = (allowed[name as RouteName] ?? everybody).includes(who);
        const expected = may ? 200 : who === "sam" ? 404 : 403;
        assert.equal(await statusOf(() => verb(who)), expected, who);
      }
    });
  }

  test("a contributor edits what their agency proposes, and nothing else", async () => {
    const edit = { table: "partners" as const, row: "NORLAND", field: "tier_reason" };
    const edits = [
      { ...edit, before: "Transit state without a neighbor that threatens it", after: "x" },
    ];
    const status = await statusOf(() =>
      clientOf("carl").call("makeChange", { params, body: { reason: "r", edits } }),
    );
    assert.equal(status, 403);
    const decide = [
      {
        table: "initiatives" as const,
        row: "norland-radar",
        field: "excluded",
        before: "false",
        after: "true",
      },
    ];
    for (const who of ["carl", "ben"] as const) {
      const body = { reason: "r", edits: decide };
      assert.equal(
        await statusOf(() => clientOf(who).call("makeChange", { params, body })),
        403,
        who,
      );
    }
  });

  test("a stranger sees no plan, and no difference between a plan that is there and one that is not", async () => {
    const { plans } = await clientOf("sam").call("listPlans", {});
    assert.deepEqual(plans, []);
    const there = await problemOf(() => clientOf("sam").call("readPlan", { params }));
    const absent = await problemOf(() =>
      clientOf("sam").call("readPlan", { params: { plan: "two-partnerz" } }),
    );
    assert.deepEqual(
      JSON.parse(there.replaceAll(plan, "X")),
      JSON.parse(absent.replaceAll("two-partnerz", "X")),
    );
  });

  test("nobody who may not see it learns of a restricted proposal, from any answer", async () => {
    await rename("ana", "secret-boats");
    const answers: [string, string][] = [];
    const tables = ["initiatives", "packages", "lines", "effects", "links", "baseline"] as const;
    for (const [name, ask] of Object.entries({ ...verbs, ...others })) {
      answers.push([name, await told(() => ask("vera"))]);
    }
    for (const table of tables) {
      const page = await clientOf("vera").call("readTable", { params: { plan, table } });
      answers.push([table, JSON.stringify(page)]);
    }
    answers.push(["people", JSON.stringify(await clientOf("vera").call("listPeople", { params }))]);
    const zip = await fetch(`${server.origin}/api/v1/plans/${plan}/export?history=true`, {
      headers: clientOf("vera").headers,
    });
    assert.equal(zip.status, 200);
    const { unpackFolder } = await import("../exchange/zip-folder.ts");
    const { result } = unpackFolder(new Uint8Array(await zip.arrayBuffer()), "x.zip");
    for (const [path, bytes] of result ?? []) answers.push([path, new TextDecoder().decode(bytes)]);
    for (const [name, text] of answers) {
      // Who names a case is told its name again.
      const plain = name in others ? text.replaceAll(hidden.case, "") : text;
      assert.ok(
        !/secret(?!ar)|hush/i.test(plain),
        `${name} tells: ${/.{0,60}(secret(?!ar)|hush).{0,60}/i.exec(plain)}`,
      );
    }
    for (const [name, ask] of Object.entries(others)) {
      // What nobody can tell from an answer is not tested by one in which there is nothing to tell.
      if (/^(readJob|readAllocation|listCases|readCase|listComments)$/.test(name)) {
        assert.match(await told(() => ask("ana")), /secret/i, name);
      }
    }
    const head = await clientOf("vera").call("readPlan", { params });
    assert.equal(head.rows.initiatives, 4);
    assert.equal(head.withheld, true);
    const whole = await clientOf("ana").call("readPlan", { params });
    assert.equal(whole.rows.initiatives, 5);
    assert.equal(whole.withheld, false);
  });

  test("explanations tell nothing of a restricted proposal, not even that it is there", async () => {
    /** Work that somebody asks for, as they see it when it has ended. */
    const work = async (who: Who, body: AskedOf) => {
      const { id: job } = await clientOf(who).call("startJob", { params, body });
      for (;;) {
        const now = await clientOf(who).call("readJob", { params: { plan, job } });
        if (/^(done|failed|cancelled)$/.test(now.state)) return now;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    };
    const allocate = async (who: Who) => {
      const { state, allocation, findings } = await work(who, { kind: "allocate", quick: true });
      assert.ok(state === "done" && allocation !== null, JSON.stringify(findings));
      return allocation;
    };
    const whyOf = (who: Who, allocation: string, id: string) =>
      work(who, { kind: "why", allocation, about: { kind: "initiative", id } });

    const whole = await allocate("ana");
    const told = JSON.stringify(await whyOf("ana", whole, "secret-boats"));
    assert.match(told, /"initiative":"secret-boats"/, "who may see it is told why");

    const own = await allocate("vera");
    const refusals = ["secret-boats", "zecret-boats"].map(async (id) => {
      const { state, result, findings, progress } = await whyOf("vera", own, id);
      assert.equal(state, "failed", id);
      const words = JSON.stringify({ result, findings, progress: progress?.words });
      return words.replaceAll(id, "X");
    });
    const [hidden, absent] = await Promise.all(refusals);
    assert.match(hidden ?? "", /asked_unknown/);
    assert.equal(hidden, absent);

    const boats = await whyOf("vera", own, "sudland-boats");
    const prices = await work("vera", { kind: "prices", allocation: own });
    const kept = await clientOf("vera").call("readAllocation", {
      params: { plan, allocation: own },
    });
    assert.equal(kept.withheld, true);
    for (const [name, answer] of Object.entries({ boats, prices, kept })) {
      assert.doesNotMatch(JSON.stringify(answer), /secret(?!ar)|hush/i, name);
    }
    assert.deepEqual([boats.state, prices.state], ["done", "done"]);

    const about = (allocation: string) =>
      problemOf(() =>
        clientOf("vera").call("startJob", { params, body: { kind: "prices", allocation } }),
      );
    assert.equal(
      (await about(whole)).replaceAll(whole, "X"),
      (await about("none")).replaceAll("none", "X"),
    );
  });

  test("refusals say the same of a restricted row as of one that is not there", async () => {
    const row = async (id: string) => {
      const path = { plan, table: "initiatives" as const, row: id };
      const edits = [
        { table: "initiatives" as const, row: id, field: "name", before: "a", after: "b" },
      ];
      const body = { reason: "r", edits };
      return [
        await problemOf(() => clientOf("vera").call("readRow", { params: path })),
        await problemOf(() => clientOf("carl").call("makeChange", { params, body })),
        await problemOf(() =>
          clientOf("carl").call("putRow", {
            ...{ params: path, body: { reason: "r", cells: { name: "b" } }, ifMatch: '"1"' },
          }),
        ),
        JSON.stringify(
          await clientOf("carl").call("listChanges", {
            params,
            query: { table: "initiatives", row: id },
          }),
        ),
      ].map((text) => text.replaceAll(id, "X"));
    };
    assert.deepEqual(await row("secret-boats"), await row("zecret-boats"));
    const names = [
      "readCase",
      "actInCase",
      "addEvidence",
      "readJob",
      "cancelJob",
      "readAllocation",
    ];
    for (const name of names as (keyof typeof others)[]) {
      const known = { ...seeds, case: hidden.case };
      const real = await told(() => others[name]("vera"));
      [seeds.job, seeds.allocation, hidden.case] = ["none", "none", "none"];
      const absent = await told(() => others[name]("vera"));
      [seeds.job, seeds.allocation, hidden.case] = [known.job, known.allocation, known.case];
      const plain = Object.values(known).reduce((text, id) => text.replaceAll(id, "none"), real);
      assert.equal(plain, absent, name);
    }
  });

  test("the stream tells each listener only what they may see", async () => {
    const vera = await listen(server.origin, clientOf("vera"), `since=${await seqOf()}`);
    const dora = await listen(server.origin, clientOf("dora"), `since=${await seqOf()}`);
    const hidden = (await rename("ana", "secret-boats")).change.seq;
    const shown = (await rename("ana", "norland-radar")).change.seq;
    await clientOf("dora").call("putPresence", {
      params,
      body: {
        ...{ window: "d", page: "why/initiative/secret-boats" },
        cell: { table: "initiatives", row: "secret-boats", field: "name" },
      },
    });
    await dora.until((event) => event.kind === "change" && event.change.seq === hidden);
    await dora.until(
      (event) =>
        event.kind === "presence" && event.people.some((one) => one.cell?.row === "secret-boats"),
    );
    await vera.until((event) => event.kind === "change" && event.change.seq === shown);
    await vera.until(
      (event) => event.kind === "presence" && event.people.some((one) => one.window === "d"),
    );
    assert.ok(!/secret/i.test(JSON.stringify(vera.events)));
    assert.ok(!vera.events.some((event) => event.kind === "change" && event.change.seq === hidden));
    vera.stop();
    dora.stop();
  });

  test("who loses a role is told nothing more, and sees nothing more", async () => {
    const { id, name, email } = await clientOf("vera").call("readMe", {});
    const stream = await listen(server.origin, clientOf("vera"), "");
    const put = (roles: readonly "viewer"[]) =>
      clientOf("ana").call("putPerson", {
        params: { plan, person: id },
        body: { name, email, grants: roles.map((role) => ({ role })), see: "public" },
      });
    await put([]);
    assert.equal(await statusOf(() => clientOf("vera").call("readPlan", { params })), 404);
    const told = stream.events.length;
    await rename("ana", "norland-radar");
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(stream.events.slice(told).filter((event) => event.kind === "change").length, 0);
    stream.stop();
    await put(["viewer"]);
    assert.equal(await statusOf(() => clientOf("vera").call("readPlan", { params })), 200);
  });

  /** What somebody is told: the answer, or the words of the refusal. */
  async function told(call: () => Promise<unknown>): Promise<string> {
    try {
      return JSON.stringify(await call());
    } catch (error) {
      if (error instanceof RefusedError) return JSON.stringify(error.problem);
      throw error;
    }
  }

  async function problemOf(call: () => Promise<unknown>): Promise<string> {
    try {
      await call();
    } catch (error) {
      if (error instanceof RefusedError) return JSON.stringify(error.problem);
      throw error;
    }
    throw new Error("it was not refused");
  }
});
