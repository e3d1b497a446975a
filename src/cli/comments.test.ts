import assert from "node:assert/strict";
import { appendFile, cp, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, it } from "node:test";
import { ententeHere } from "../../test/run-entente.ts";

const fy2021 = ["comments", "examples/fy2021"];

describe("entente comments", () => {
  it("shows threads, the open ones first, and those that name an office", async () => {
    const { code, out } = await ententeHere(fy2021);
    assert.equal(code, 0);
    assert.match(out, /^4 threads of 4, 3 open\.\n\ncases\/idn-watch-333: Indonesia/);
    assert.match(out, /settled it: Yes/);
    const named = await ententeHere([...fy2021, "--mentions", "STATE_PM", "--open", "--json"]);
    const { threads } = JSON.parse(named.out).result;
    assert.deepEqual(
      threads.map(({ id }: { id: string }) => id),
      ["idn-watch-333-ports"],
    );
  });

  it("shows what is said of a case with the case", async () => {
    const { out } = await ententeHere(["cases", "examples/fy2021", "--case", "idn-watch-333"]);
    assert.match(out, /COMMENTS: 1 thread of 1, 1 open\./);
  });

  it("prints the row that says more, and the plan takes it", async () => {
    const folder = await mkdtemp(join(tmpdir(), "entente-comments-"));
    try {
      await cp("examples/two-partners", folder, { recursive: true });
      const say = (words: string, more: readonly string[]) =>
        ententeHere(["comments", folder, "--say", words, "--author", "A. Smith", ...more]);
      const place = [
        "--on",
        "partners/NORLAND",
        "--field",
        "tier",
        "--mention",
        "post",
        "state_pm",
      ];
      const first = await say('Which "tier", and why?', place);
      assert.match(first.out, /^id,on_table,on_row,.*\nNORLAND-/);
      await appendFile(join(folder, "comments.csv"), first.out);
      const id = first.out.split("\n")[1]?.split(",")[0] ?? "";
      const second = await say("Answered", ["--answer", id, "--as", "resolution"]);
      await appendFile(join(folder, "comments.csv"), second.out);
      const { out } = await ententeHere(["comments", folder, "--json"]);
      const [thread] = JSON.parse(out).result.threads;
      assert.equal(thread.state, "resolved");
      assert.equal(thread.comments[0].text, 'Which "tier", and why?');
      assert.deepEqual(thread.comments[0].mentions, ["post", "state_pm"]);
      const checked = await ententeHere(["check", folder]);
      assert.equal(checked.code, 0, checked.out);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });

  it("tells what an option does not know, and refuses what says nothing", async () => {
    const err = async (more: readonly string[]) => {
      const reply = await ententeHere(["comments", "examples/two-partners", ...more]);
      assert.equal(reply.code, 1);
      return reply.err;
    };
    assert.match(await err(["--on", "case/x"]), /--on: found `case\/x`/);
    assert.match(await err(["--on", "partners/NORLANT"]), /`NORLAND`/);
    assert.match(await err(["--say", "Well", "--author", "A"]), /--on: found no row/);
    assert.match(await err(["--say", "Well", "--answer", "none"]), /--answer/);
    assert.match(await err(["--say", "Well", "--on", "partners/NORLAND", "--as", "joke"]), /--as/);
    assert.match(await err(["--say", "Well", "--on", "partners/NORLAND"]), /cell_blank/);
  });
});
