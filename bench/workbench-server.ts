/** The server of the workbench in a process of its own, so that what asks it takes nothing from it but cores. */
import { join } from "node:path";
import process from "node:process";
import { realCasebook } from "../src/casework/casebook.test-data.ts";
import { realLaw } from "../src/law/law-folder.test-data.ts";
import type { OpenIdSettings } from "../src/server/open-id.ts";
import { startServer } from "../src/server/start-server.ts";
import { openPostgres } from "../src/store/postgres.ts";
import { openWorkQueue } from "../src/work/work-queue.ts";

/** What the server is told by who starts it. */
export interface ServerOrder {
  readonly url: string;
  readonly port: number;
  readonly signIn: OpenIdSettings;
  readonly admin: string;
}

process.once("message", async ({ url, port, signIn, admin }: ServerOrder) => {
  const db = openPostgres(url);
  const onError = (error: unknown) => void process.stderr.write(`${error}\n`);
  const queue = await openWorkQueue(db, { onError });
  const server = await startServer({
    ...{
      db,
      queue,
      law: realLaw(),
      book: realCasebook(),
      version: "bench",
      host: "127.0.0.1",
      port,
      signIn,
      admin,
    },
    // Findings are worked out in a thread of their own, which is measured with the allocation.
    check: async () => [],
    readsAhead: true,
    web: join(import.meta.dirname, "no-such-folder"),
    limits: { requests: 100_000_000, sign_ins: 1000 },
  });
  process.send?.({ kind: "ready", memory: process.memoryUsage().rss });
  process.once("disconnect", async () => {
    await server.close();
    await queue.close();
    await db.close();
    process.exit();
  });
});
