import { existsSync } from "node:fs";
import { join } from "node:path";
import fastifyStatic from "@fastify/static";
import type { FastifyInstance, FastifyReply } from "fastify";
import { plainPage } from "./plain-page.ts";

/** Paths that are never a page of the web client. */
const notPages = /^\/(api|assets|sign-in)(\/|$)/;

/** Serves the built web client; every address that is no file is a page of it. */
export async function addWebFiles(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, "index.html"));
  if (!isBuilt) {
    app.get("/*", { schema: { hide: true } }, async (request, reply) =>
      notPages.test(request.url) ? reply.callNotFound() : sendMissing(reply),
    );
    return;
  }
  await app.register(fastifyStatic, {
    root: folder,
    serveDotFiles: false,
    wildcard: false,
    index: false,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // The names of built files hold a hash of their contents; the page that names them does not.
      const lasting = path.includes(`${join(folder, "assets")}`);
      const words = lasting ? "public, max-age=31536000, immutable" : "no-cache";
      reply.header("cache-control", words);
    },
  });
  app.get("/*", { schema: { hide: true } }, async (request, reply) =>
    notPages.test(request.url)
      ? reply.callNotFound()
      : reply.header("cache-control", "no-cache").sendFile("index.html"),
  );
}

function sendMissing(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .type("text/html; charset=utf-8")
    .send(
      plainPage(
        "The workbench is not built yet",
        [
          "The server runs, and the API answers. The pages are made once, by this command in the folder of entente:",
          "npm run build",
          "Then load this page again.",
        ],
        { to: "/api/reference", words: "The reference of the API" },
      ),
    );
}
