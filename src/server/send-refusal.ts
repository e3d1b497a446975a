import type { FastifyReply } from "fastify";
import { problemOf, problemType, type Refusal } from "./problems.ts";

/** Sends a refusal as problem+json. */
export function sendRefusal(reply: FastifyReply, refusal: Refusal): FastifyReply {
  return reply
    .code(refusal.status)
    .header("content-type", problemType)
    .header("cache-control", "no-store")
    .serializer((body: unknown) => JSON.stringify(body))
    .send(problemOf(refusal));
}
