import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { z } from "zod";
import { apiRoot } from "../api/addresses.ts";
import type { Route } from "../api/route.ts";
import { type RouteName, routes } from "../api/routes.ts";
import { problemSchema } from "../api/value-schemas.ts";
import type { ServerContext } from "./context.ts";
import { holdsAlready, readIfMatch } from "./etag.ts";
import type { Call, Handlers, Reply } from "./handler.ts";
import { Refusal } from "./problems.ts";
import { sendRefusal } from "./send-refusal.ts";
import { callerOf } from "./sessions.ts";

/** The largest bodies, by route; every other route takes {@link usualBody}.   Unit: bytes. */
const largeBodies: Readonly<Partial<Record<RouteName, number>>> = {
  makeChange: 40_000_000,
  mergeBranch: 10_000_000,
  rebaseBranch: 10_000_000,
  checkProposal: 4_000_000,
  startJob: 100_000_000,
};
const usualBody = 1_000_000;

/** Adds every route of the contract, checked by its own schemas. */
export function registerRoutes(
  app: FastifyInstance,
  server: ServerContext,
  handlers: Handlers,
): void {
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name];
    app.route({
      method: route.method,
      url: `${apiRoot}${route.path}`,
      bodyLimit: largeBodies[name] ?? usualBody,
      schema: schemaOf(name, route),
      handler: async (request, reply) => {
        const call = callOf(server, request);
        const answer = await answerOf(handlers, name, call as Call<RouteName>);
        return send(request, reply, route, answer);
      },
    });
  }
}

/** Adds the routes without what answers them, to describe them. */
export function describeRoutes(app: FastifyInstance): void {
  for (const name of Object.keys(routes) as RouteName[]) {
    const route: Route = routes[name];
    app.route({
      method: route.method,
      url: `${apiRoot}${route.path}`,
      schema: schemaOf(name, route),
      handler: async () => undefined,
    });
  }
}

function schemaOf(name: RouteName, route: Route): Record<string, unknown> {
  const [tag = "plans"] = route.path
    .split("/")
    .slice(route.path.startsWith("/plans/:plan/") ? 3 : 1);
  return {
    operationId: name,
    summary: route.summary,
    ...(route.about === "" ? {} : { description: route.about }),
    tags: [tag],
    ...(isEmpty(route.params) ? {} : { params: route.params }),
    ...(isEmpty(route.query) ? {} : { querystring: route.query }),
    ...(isEmpty(route.body) ? {} : { body: route.body }),
    response: {
      [route.status]: {
        description: "Done",
        content: { "application/json": { schema: route.response } },
      },
      "4xx": {
        description: "Refused: what was found, what was expected, what to do",
        content: { "application/problem+json": { schema: problemSchema } },
      },
    },
  };
}

function isEmpty(schema: z.ZodType): boolean {
  if (schema instanceof z.ZodUndefined) return true;
  return schema instanceof z.ZodObject && Object.keys(schema.shape).length === 0;
}

function callOf(server: ServerContext, request: FastifyRequest): Call<RouteName> {
  return {
    server,
    caller: callerOf(request),
    params: request.params,
    query: request.query,
    body: request.body ?? {},
    ...readIfMatch(request.headers["if-match"]),
  } as Call<RouteName>;
}

function answerOf(
  handlers: Handlers,
  name: RouteName,
  call: Call<RouteName>,
): Promise<Reply<RouteName> | Refusal> {
  const handler = handlers[name] as (call: Call<RouteName>) => Promise<Reply<RouteName> | Refusal>;
  return handler(call);
}

async function send(
  request: FastifyRequest,
  reply: FastifyReply,
  route: Route,
  answer: Reply<RouteName> | Refusal,
): Promise<FastifyReply> {
  if (answer instanceof Refusal) return sendRefusal(reply, answer);
  // Answers depend on who asks: only the browser of the caller may keep them, and asks again before it shows them.
  reply.header("cache-control", "private, no-cache");
  reply.header("vary", "cookie");
  if (answer.tag !== undefined) {
    reply.header("etag", `"${answer.tag}"`);
    if (route.method === "GET" && holdsAlready(request.headers["if-none-match"], answer.tag)) {
      return reply.code(304).send();
    }
  }
  return reply.code(route.status).send(answer.body);
}
