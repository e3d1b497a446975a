import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";
import { root } from "./project-files.ts";

const run = promisify(execFile);

const program = `
  import { makeClient, RefusedError } from "entente/client";
  const client = makeClient({ server: process.argv[2] });
  const { plans } = await client.call("listPlans", {});
  const refused = await client.call("readMe", {}).catch((error) => error);
  console.log(JSON.stringify([plans, refused instanceof RefusedError, refused.problem.status]));
`;
const typed = `
  import { type AnswerOf, makeClient } from "entente/client";
  const answer: AnswerOf<"listPlans"> = await makeClient().call("listPlans", {});
  export const ids: readonly string[] = answer.plans.map(({ id }) => id);
  // @ts-expect-error there is no such route
  await makeClient().call("readNothing", {});
  // @ts-expect-error a plan must be named
  await makeClient().call("readPlan", {});
`;

test("the package's typed client is found by its name, asks a server, and says what is wrong in a call", async () => {
  const folder = await mkdtemp(join(tmpdir(), "entente-client-"));
  const server = createServer((request, answer) => {
    const known = request.url === "/api/v1/plans";
    answer.statusCode = known ? 200 : 401;
    answer.end(
      JSON.stringify(known ? { plans: [] } : { title: "", status: 401, detail: "", findings: [] }),
    );
  });
  try {
    const home = join(folder, "node_modules", "entente");
    const tsc = join(root, "node_modules", "typescript", "bin", "tsc");
    await mkdir(home, { recursive: true });
    await cp(join(root, "package.json"), join(home, "package.json"));
    await run(process.execPath, [
      tsc,
      "-p",
      join(root, "src/api"),
      "--outDir",
      join(home, "out/client"),
    ]);
    await symlink(join(root, "node_modules", "zod"), join(folder, "node_modules", "zod"));
    await writeFile(join(folder, "ask.mjs"), program);
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    const address = server.address();
    assert.ok(typeof address === "object" && address !== null);
    const { stdout } = await run(process.execPath, [
      ...[join(folder, "ask.mjs"), `http://127.0.0.1:${address.port}`],
    ]);
    assert.deepEqual(JSON.parse(stdout), [[], true, 401]);
    await writeFile(join(folder, "typed.mts"), typed);
    const options = [
      "--noEmit",
      "--strict",
      "--skipLibCheck",
      "--module",
      "nodenext",
      "--target",
      "es2024",
    ];
    await run(
      process.execPath,
      [tsc, ...options, "--lib", "es2024,dom", join(folder, "typed.mts")],
      {
        cwd: folder,
      },
    );
  } finally {
    server.close();
    await rm(folder, { recursive: true, force: true });
  }
});
