import type { FastifyError, FastifyRequest } from "fastify";
import { hasZodFastifySchemaValidationErrors } from "fastify-type-provider-zod";
import type { Finding } from "../base/findings.ts";
import { report } from "./finding-kinds.ts";
import { type Refusal, refuse } from "./problems.ts";

/** Findings named of one request at most; the rest says the same. */
const mostFindings = 50;

/** The refusal of a request that failed before its handler, or nothing where the defect is ours. */
export function refusalOf(error: FastifyError, request: FastifyRequest): Refusal | undefined {
  if (hasZodFastifySchemaValidationErrors(error)) {
    const part = error.validationContext ?? "body";
    const findings = error.validation
      .slice(0, mostFindings)
      .map((one) => describeField(part, one.instancePath, one.message ?? "", request));
    return refuse(400, findings);
  }
  switch (error.code) {
    case "FST_ERR_CTP_BODY_TOO_LARGE":
      return refuse(413, tooLarge(request));
    case "FST_ERR_CTP_INVALID_MEDIA_TYPE":
      return refuse(415, notJson("a body of another type"));
    case "FST_ERR_CTP_EMPTY_JSON_BODY":
    case "FST_ERR_CTP_INVALID_JSON_BODY":
    case "FST_ERR_CTP_INVALID_CONTENT_LENGTH":
      return refuse(400, notJson("a body that is no JSON"));
  }
  if (error instanceof SyntaxError && error.statusCode === 400) {
    return refuse(400, notJson("a body that is no JSON"));
  }
  if (error.statusCode === 429) return refuse(429, tooMany());
  const status = error.statusCode ?? 500;
  if (status >= 500) return undefined;
  return refuse(
    status,
    report(
      "request_malformed",
      {},
      {
        found: "a request that cannot be read",
        expected: "a request as the reference describes it",
        help: "See `/api/reference`.",
      },
    ),
  );
}

function describeField(
  part: string,
  path: string,
  message: string,
  request: FastifyRequest,
): Finding {
  const field = path.replace(/^\//, "").replaceAll("/", ".");
  const place = part === "querystring" ? "query" : part;
  return report(
    "request_malformed",
    { file: place, ...(field === "" ? {} : { field }) },
    {
      found: showValue(valueAt(partOf(request, part), path)),
      expected: sayExpected(message),
      help: "Send it as the reference at `/api/reference` describes it.",
    },
  );
}

function partOf(request: FastifyRequest, part: string): unknown {
  if (part === "params") return request.params;
  return part === "querystring" ? request.query : request.body;
}

function valueAt(value: unknown, path: string): unknown {
  let at = value;
  for (const key of path.split("/").slice(1)) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, key)) return undefined;
    at = (at as Record<string, unknown>)[key];
  }
  return at;
}

function showValue(value: unknown): string {
  if (value === undefined) return "nothing";
  if (typeof value === "object" && value !== null) {
    return Array.isArray(value) ? `a list of ${value.length}` : "an object";
  }
  const text = JSON.stringify(value);
  return `\`${text.length > 60 ? `${text.slice(0, 57)}…` : text}\``;
}

/** The words of the schema's check, such as `Invalid input: expected string, received number`, without what repeats. */
function sayExpected(message: string): string {
  const expected = /expected (.+?)(, received .*)?$/.exec(message)?.[1];
  return expected ?? message;
}

function notJson(found: string): Finding {
  return report(
    "request_not_json",
    { file: "body" },
    {
      found,
      expected: "a body as JSON, with the header `content-type: application/json`",
      help: "Send JSON.",
    },
  );
}

function tooLarge(request: FastifyRequest): Finding {
  const most = request.routeOptions.bodyLimit ?? 0;
  const length = request.headers["content-length"];
  return report(
    "request_too_large",
    { file: "body" },
    {
      found: length === undefined ? "a body without end" : `${length} bytes`,
      expected: `at most ${most} bytes`,
      help: "Send the work in several requests.",
    },
  );
}

/** The finding for somebody who asks too often. */
export function tooMany(): Finding {
  return report(
    "requests_too_many",
    {},
    {
      found: "more requests within a minute than this server takes from one place",
      expected: "fewer requests",
      help: "Wait a minute and try again.",
    },
  );
}
