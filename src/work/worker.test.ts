import assert from "node:assert/strict";
import { after, before, describe, it } from "node:test";
import { strToU8, zipSync } from "fflate";
import { readExample } from "../../test/read-example.ts";
import type { JobResults } from "../api/job-results.ts";
import { readLawFolder, realLaw } from "../law/law-folder.test-data.ts";
import { planUnderScenario } from "../plan/scenario.ts";
import { writePlan } from "../plan/write.ts";
import { makeThreadSolver } from "../solver/thread-solver.ts";
import { listAllocations, readAllocation } from "../store/allocations.ts";
import { makeChange } from "../store/changes.ts";
import type { Database, Session } from "../store/database.ts";
import { exportPlan } from "../store/export-plan.ts";
import { importPlan } from "../store/import-plan.ts";
import { type AskedWork, type Job, jobOf, readJob } from "../store/job-rows.ts";
import { exportHistory } from "../store/log/history-file.ts";
import { putPerson } from "../store/rights/grants.ts";
import { localPerson, localPersonId } from "../store/rights/people.ts";
import { answerAllocate, answerExplain } from "./answer-allocate.ts";
import { abandonedQueue } from "./boss.ts";
import { ClaimLostError, takePiece } from "./claim.ts";
import { unseenProgress } from "./means.ts";
import { toPlain } from "./plain.ts";
import { startDatabase, type TestDatabase } from "./work-database.test-data.ts";
import { cancelJob, openWorkQueue, startJob, type WorkQueue } from "./work-queue.ts";
import { type RunningWorker, startWorker } from "./worker.ts";

const law = readLawFolder();
const plan = "two-partners";
/** A plan whose search takes a while; too slow to take in twice. */
const large = "fy2021";
const allocateMain: AskedWork = { kind: "allocate", branch: "main", edits: [], quick: false };

/** What the commands say of the scenario, worked out once for both databases. */
let known: ReturnType<typeof allocateHere> | undefined;

async function allocateHere() {
  const base = readExample(plan);
  const { result: under } = planUnderScenario(base, "without-floor");
  const scenarios = base.scenarios
    .filter(({ id }) => id === "without-floor")
    .map((one) => ({ ...one, edits: [] }));
  const input = { base: { ...under, scenarios }, plan: under, scenario: "without-floor" };
  const solver = makeThreadSolver(1);
  try {
    const stop = new AbortController().signal;
    const means = { solver, stop, version: "0.0.0", startProgress: unseenProgress };
    const options = { gap: 0.001, steps: 200_000 };
    const { answered, solved } = await answerAllocate({ ...input, law: realLaw() }, options, means);
    assert.ok(answered.kind === "found" && solved !== null);
    const { answer } = await answerExplain(solved, options, means);
    return { allocation: toPlain(answered.allocation), briefing: toPlain(answer) };
  } finally {
    await solver.close();
  }
}

for (const kind of ["embedded", "postgres"] as const satisfies readonly Database["kind"][]) {
  describe(`work on a database (${kind})`, () => {
    let test: TestDatabase;
    let queue: WorkQueue;
    let worker: RunningWorker | undefined;
    const defects: unknown[] = [];

    const begin = async () => {
      const version = "0.0.0";
      const onDefect = (error: unknown) => defects.push(error);
      worker = await startWorker({ queue, law, version, threads: 1, width: 1, onDefect });
    };
    const pause = async () => {
      await worker?.stop();
      worker = undefined;
    };
    const ask = async (asked: AskedWork, of = plan, person = localPersonId): Promise<Job> => {
      const { value, refusal } = await startJob(queue, person, of, asked);
      assert.equal(refusal, null);
      return value ?? assert.fail();
    };
    const until = async (job: Job, reached: (job: Job) => boolean): Promise<Job> => {
      for (let tries = 0; tries < 600; tries++) {
        const now = (await jobOf(test.db, job.id)) ?? assert.fail();
        if (reached(now)) return now;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return assert.fail(
        `the job did not get there: ${JSON.stringify(await jobOf(test.db, job.id))}`,
      );
    };
    const ended = (job: Job) =>
      until(job, ({ state }) => state !== "waiting" && state !== "running");
    const codes = ({ findings }: Job) => findings.map(({ code }) => code);

    before(async () => {
      test = await startDatabase(kind);
      await localPerson(test.db);
      for (const example of kind === "postgres" ? [plan, large] : [plan]) {
        const { refusal } = await importPlan(test.db, localPersonId, readExample(example));
        assert.equal(refusal, null);
      }
      queue = await openWorkQueue(test.db, {
        works: true,
        onError: (error) => defects.push(error),
      });
      await begin();
    });
    after(async () => {
      await pause();
      await queue?.close();
      await test?.stop();
    });

    it("allocates a branch, with its prices, as the commands do", async () => {
      const job = await ended(await ask({ ...allocateMain, branch: "without-floor" }));
      assert.equal(job.state, "done", JSON.stringify(job));
      const kept = await readAllocation(test.db, plan, job.allocation ?? "");
      known ??= allocateHere();
      const here = await known;
      assert.deepEqual(kept?.allocation, here.allocation);
      assert.deepEqual(kept?.briefing, here.briefing);
    });

    it("answers about an allocation after the plan has changed, in a worker that never met it", async () => {
      const found = await ended(await ask({ ...allocateMain, quick: true }));
      const allocation = found.allocation ?? assert.fail();
      const about = { kind: "initiative", id: "sudland-boats" } as const;
      const warm = await ended(await ask({ kind: "why", allocation, about }));
      const edit = { table: "initiatives", row: "sudland-boats", field: "name" } as const;
      const [row] = readExample(plan).tables.initiatives.filter(({ id }) => id === about.id);
      const { refusal } = await makeChange(test.db, localPersonId, {
        ...{ plan, branch: "main", reason: "A better name" },
        edits: [{ ...edit, before: row?.name ?? null, after: "Boats" }],
      });
      assert.equal(refusal, null);
      await pause();
      await begin();
      const cold = await ended(await ask({ kind: "why", allocation, about }));
      assert.deepEqual([cold.state, cold.result], ["done", warm.result]);
      const [newest] = await listAllocations(test.db, plan, "main");
      assert.deepEqual([newest?.id, newest?.stale], [allocation, true]);
    });

    it("tells what falls if an assumption fails, and plans anew without it", async () => {
      const found = await ended(await ask({ ...allocateMain, quick: true }));
      const allocation = found.allocation ?? assert.fail();
      const asked = { kind: "failure", allocation, assumption: "crews-stay" } as const;
      const job = await ended(await ask(asked));
      const failure = job.result as JobResults["failure"];
      assert.equal(job.state, "done", JSON.stringify(job));
      assert.deepEqual(
        failure.fall.initiatives.map(({ id }) => id),
        ["sudland-boats", "sudland-crews"],
      );
      assert.ok(failure.paid > 0 && (failure.value_without ?? failure.value) < failure.value);
      const unknown = await ended(await ask({ ...asked, assumption: "crews-go" }));
      assert.deepEqual([unknown.state, ...codes(unknown)], ["failed", "asked_unknown"]);
    });

    it("sweeps in chunks that any worker takes, and sums them up", async () => {
      const allocation =
        (await ended(await ask({ ...allocateMain, quick: true }))).allocation ?? "";
      const asked = { kind: "sweep", allocation, what_ifs: 25, seed: 1 } as const;
      const one = await ended(await ask(asked));
      assert.deepEqual([one.state, one.progress?.done, one.progress?.total], ["done", 25, 25]);
      const again = await ended(await ask(asked));
      assert.deepEqual(again.result, one.result);
      const left = await test.db.query("select from entente_work.chunks");
      assert.equal(left.length, 0);
    });

    it("tries edits, and says what is wrong with them or with a question", async () => {
      const edits = [
        {
          table: "initiatives",
          row: "norland-fmf",
          field: "excluded",
          before: null,
          after: "true",
        },
        {
          table: "initiatives",
          row: "norland-fmf",
          field: "override_reason",
          before: null,
          after: "x",
        },
      ] as const;
      const strict = await ended(await ask({ ...allocateMain, edits: [...edits] }));
      // Without its yearly program only the radar serves Norland, in one year: the other year's floor has to go.
      assert.deepEqual([strict.state, strict.allocation], ["done", null]);
      const { contradiction } = strict.result as { contradiction: { relax: unknown[] } };
      assert.ok(contradiction.relax.length > 0);
      const stale = { ...edits[0], before: "true" };
      const wrong = await ended(await ask({ ...allocateMain, edits: [stale] }));
      assert.deepEqual([wrong.state, codes(wrong)], ["failed", ["edit_stale"]]);
      const allocation =
        (await ended(await ask({ ...allocateMain, quick: true }))).allocation ?? "";
      const nobody = await ended(await ask({ kind: "overrides", allocation }));
      assert.deepEqual([nobody.state, codes(nobody)], ["failed", ["nobody_decided"]]);
    });

    it("takes a zipped plan in, and says what is wrong with another", async () => {
      const files = [...writePlan(readExample(plan))].map(
        ([path, text]) => [path, strToU8(text)] as const,
      );
      const zip = Buffer.from(zipSync(Object.fromEntries(files))).toString("base64");
      const taken = await ended(await ask({ kind: "import", id: "second", zip }));
      assert.deepEqual([taken.state, taken.result], ["done", { plan: "second" }]);
      assert.equal((await jobOf(test.db, taken.id))?.asked.kind, "import");
      const twice = await ended(await ask({ kind: "import", id: "second", zip }));
      assert.deepEqual([twice.state, codes(twice)], ["failed", ["plan_taken"]]);
      const broken = await ended(
        await ask({ kind: "import", id: "third", zip: zip.slice(0, 400) }),
      );
      assert.deepEqual([broken.state, codes(broken)], ["failed", ["zip_damaged"]]);
    });

    it("takes a plan in with its history, and refuses one that is not its own", async () => {
      const zipOf = (files: Iterable<readonly [string, string]>) =>
        Buffer.from(
          zipSync(Object.fromEntries([...files].map(([path, text]) => [path, strToU8(text)]))),
        ).toString("base64");
      const read = <T>(what: (tx: Session, id: string) => Promise<T>) =>
        test.db.asPerson(localPersonId, (tx) => what(tx, "moved"));
      await importPlan(test.db, localPersonId, readExample(plan), "moved");
      const exported = (await read(exportPlan)) ?? assert.fail();
      const lines = await read(exportHistory);
      // As in a store that never had it.
      await test.db.query("delete from entente.plans where id = 'moved'");
      const files = new Map(writePlan(exported)).set("history.jsonl", lines.join("\n"));
      const renamed = await ended(await ask({ kind: "import", id: "other", zip: zipOf(files) }));
      assert.deepEqual([renamed.state, codes(renamed)], ["failed", ["history_elsewhere"]]);
      const partners = (files.get("partners.csv") ?? "").replace("Norland", "Northland");
      const edited = zipOf(new Map(files).set("partners.csv", partners));
      const differs = await ended(await ask({ kind: "import", id: "moved", zip: edited }));
      assert.deepEqual([differs.state, codes(differs)], ["failed", ["history_differs"]]);
      const taken = await ended(await ask({ kind: "import", id: "moved", zip: zipOf(files) }));
      assert.deepEqual([taken.state, taken.result], ["done", { plan: "moved" }]);
      assert.deepEqual(await read(exportHistory), lines);
    });

    it("works with the rights of who asks, and shows nothing to who may see less", async () => {
      const grants = [{ role: "viewer" as const, agency: null, partner: null }];
      const guest = { name: "Guest", email: null, grants, see: "public" as const };
      const put = await putPerson(test.db, localPersonId, plan, "guest", guest);
      assert.equal(put.refusal, null);
      const elsewhere = await startJob(queue, "guest", "second", allocateMain);
      assert.equal(elsewhere.refusal?.kind, "not_found");
      const mayNot = await startJob(queue, "guest", plan, { kind: "import", id: "x", zip: "" });
      assert.equal(mayNot.refusal?.kind, "forbidden");
      const { refusal } = await makeChange(test.db, localPersonId, {
        ...{ plan, branch: "main", reason: "Not for everybody" },
        edits: [
          {
            table: "initiatives",
            row: "sudland-boats",
            field: "handling",
            before: null,
            after: "restricted",
          },
        ],
      });
      assert.equal(refusal, null, JSON.stringify(refusal));
      const whole = await ended(await ask({ ...allocateMain, quick: true }));
      const less = await ended(await ask({ ...allocateMain, quick: true }, plan, "guest"));
      const seen = await test.db.asPerson("guest", async (tx) => ({
        whole: await readAllocation(tx, plan, whole.allocation ?? ""),
        less: await readAllocation(tx, plan, less.allocation ?? ""),
        job: await readJob(tx, plan, whole.id),
      }));
      assert.deepEqual([seen.whole, seen.job, seen.less?.withheld], [null, null, true]);
      assert.doesNotMatch(JSON.stringify([seen.less, less]), /sudland-boats/);
      const asked = { kind: "prices", allocation: whole.allocation ?? "" } as const;
      const refused = await startJob(queue, "guest", plan, asked);
      assert.equal(refused.refusal?.kind, "not_found");
      assert.equal((await cancelJob(queue, "guest", plan, whole.id)).refusal?.kind, "not_found");
    });

    if (kind === "postgres") {
      it("says how far a search is, and keeps its best plan when it is cancelled", async () => {
        const running = await ask(allocateMain, large);
        const begun = await until(running, ({ progress }) => (progress?.value ?? 0) > 0);
        assert.ok((begun.progress?.bound ?? 0) >= (begun.progress?.value ?? 0));
        await cancelJob(queue, localPersonId, large, running.id);
        const { state, allocation } = await ended(running);
        assert.equal(state, "cancelled");
        const kept = await readAllocation(test.db, large, allocation ?? "");
        assert.deepEqual([kept?.ended, (kept?.value ?? 0) > 0], ["stopped", true]);
      });
    }

    it("cancels what waits at once, and lets nobody keep anything of a piece that is another's", async () => {
      await pause();
      const waiting = await ask(allocateMain);
      const cancelled = await cancelJob(queue, localPersonId, plan, waiting.id);
      assert.equal(cancelled.value?.state, "cancelled");
      // What was cancelled is taken and let go.
      const stale = (await takePiece(test.db, queue.boss)) ?? assert.fail();
      await stale.finish(async () => undefined);
      const job = await ask(allocateMain);
      const first = (await takePiece(test.db, queue.boss)) ?? assert.fail();
      await first.giveBack("a test");
      await new Promise((resolve) => setTimeout(resolve, 1100));
      const second = (await takePiece(test.db, queue.boss)) ?? assert.fail();
      assert.deepEqual(second.piece, first.piece);
      assert.deepEqual([await first.hold(), await second.hold()], [false, true]);
      let kept = 0;
      const keep = async () => void kept++;
      await assert.rejects(first.finish(keep), ClaimLostError);
      await assert.rejects(first.keep(keep), ClaimLostError);
      assert.equal(kept, 0);
      await second.keep(keep);
      await assert.rejects(
        second.finish(async () => {
          throw new Error("the store is away");
        }),
        /away/,
      );
      await second.finish(keep);
      assert.deepEqual([kept, await second.hold()], [2, false]);
      assert.equal((await jobOf(test.db, job.id))?.state, "waiting");
      await begin();
    });

    it("ends a job as failed where the program is wrong, or all its workers died", async () => {
      const allocation =
        (await ended(await ask({ ...allocateMain, quick: true }))).allocation ?? "";
      await pause();
      await test.db.query("update entente_work.inputs set input = 'broken' where allocation = $1", [
        allocation,
      ]);
      const lost = await ask(allocateMain);
      const taken = (await takePiece(test.db, queue.boss)) ?? assert.fail();
      await taken.finish(async () => undefined);
      await queue.boss.send(abandonedQueue, taken.piece);
      assert.deepEqual(defects, []);
      await begin();
      const failed = await ended(await ask({ kind: "prices", allocation }));
      assert.deepEqual([failed.state, codes(failed)], ["failed", ["work_failed"]]);
      const abandoned = await ended(lost);
      assert.deepEqual([abandoned.state, codes(abandoned)], ["failed", ["work_abandoned"]]);
      assert.equal(defects.length, 1);
    });
  });
}
