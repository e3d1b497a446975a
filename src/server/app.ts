import { randomUUID } from "node:crypto";
import compress from "@fastify/compress";
import cookie from "@fastify/cookie";
import Fastify, { type FastifyError, type FastifyInstance, type FastifyRequest } from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { apiRoot } from "../api/addresses.ts";
import type { ServerContext } from "./context.ts";
import { addExport } from "./export-route.ts";
import { report } from "./finding-kinds.ts";
import { allHandlers } from "./handlers.ts";
import { addLive } from "./live-route.ts";
import { entryOfDefect } from "./log.ts";
import { addReferencePages } from "./open-api.ts";
import { refuse } from "./problems.ts";
import { registerRoutes } from "./register.ts";
import { refusalOf } from "./request-findings.ts";
import { addSecurity, type RateLimits } from "./security.ts";
import { sendRefusal } from "./send-refusal.ts";
import { addCallers, findCaller } from "./sessions.ts";
import { addSignIn } from "./sign-in.ts";
import { addWebFiles } from "./web-files.ts";

/** How the server answers, apart from what it answers. */
export interface AppOptions {
  readonly limits: RateLimits;
  /** The folder of the built web client. */
  readonly web: string;
  /** Addresses of proxies whose word on the caller's address is believed. */
  readonly proxies: readonly string[];
}

/** The whole server as one application that listens nowhere yet. */
export async function makeApp(
  server: ServerContext,
  options: AppOptions,
): Promise<FastifyInstance> {
  const app = Fastify({
    logger: false,
    trustProxy: options.proxies.length === 0 ? false : [...options.proxies],
    genReqId: () => randomUUID(),
    // Time for a request to arrive whole; a stream that the server sends may last.
    requestTimeout: 60_000,
    keepAliveTimeout: 20_000,
    forceCloseConnections: true,
    routerOptions: { maxParamLength: 300 },
  });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  addEndings(app, server);
  await addSecurity(app, server.place, options.limits);
  await app.register(cookie);
  await app.register(compress, {
    threshold: 1024,
    encodings: ["br", "gzip"],
    // The strongest compression takes seconds for a large plan, and saves a few percent.
    brotliOptions: { params: { [brotliQuality]: 4 } },
    zlibOptions: { level: 5 },
  });
  await addReferencePages(app, server.version);
  await app.register(async (api) => {
    addCallers(api, server);
    registerRoutes(api, server, allHandlers);
    addLive(api, server);
    addExport(api, server);
  });
  addSignIn(app, server, options.limits);
  await addWebFiles(app, options.web);
  return app;
}

/** `zlib.constants.BROTLI_PARAM_QUALITY`. */
const brotliQuality = 1;

/** Says how requests end: unknown routes, refusals before the handler, defects, and a line in the log for each. */
function addEndings(app: FastifyInstance, server: ServerContext): void {
  app.setErrorHandler(async (error: FastifyError, request, reply) => {
    const refusal = refusalOf(error, request);
    if (refusal !== undefined) return sendRefusal(reply, refusal);
    server.log(entryOfDefect(error, facts(request)));
    return sendRefusal(reply, refuse(500, describeDefect(request.id)));
  });
  app.setNotFoundHandler(async (request, reply) =>
    sendRefusal(reply, refuse(404, unknown(request))),
  );
  app.addHook("onResponse", async (request, reply) => {
    server.log({
      kind: "request",
      ...facts(request),
      status: reply.statusCode,
      milliseconds: Math.round(reply.elapsedTime),
    });
  });
}

function facts(request: FastifyRequest) {
  const person = findCaller(request)?.id;
  return {
    request: request.id,
    method: request.method,
    route: request.routeOptions.url ?? "unknown",
    ...(person === undefined ? {} : { person }),
  };
}

function describeDefect(id: string) {
  return report(
    "server_defect",
    {},
    {
      found: "a defect of Entente, not of the request",
      expected: "an answer",
      help: `Please report it, with the number ${id}, which also stands in the server's log.`,
    },
  );
}

function unknown(request: FastifyRequest) {
  const path = request.url.split("?")[0] ?? "";
  return report(
    "route_unknown",
    {},
    {
      found: `\`${request.method} ${path.slice(0, 100)}\``,
      expected: `a verb and address of the reference, under \`${apiRoot}\``,
      help: "See `/api/reference`.",
    },
  );
}
