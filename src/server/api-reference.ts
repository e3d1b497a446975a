import swagger from "@fastify/swagger";
import Fastify from "fastify";
import { serializerCompiler, validatorCompiler } from "fastify-type-provider-zod";
import { apiRoot } from "../api/addresses.ts";
import type { Route } from "../api/route.ts";
import { exportRoute, liveRoute, type RouteName, routes } from "../api/routes.ts";
import { exportSchema } from "./export-route.ts";
import { liveSchema } from "./live-route.ts";
import { apiDocument } from "./open-api.ts";
import { describeRoutes } from "./register.ts";

/** The reference of the API: the body of a page to read, and OpenAPI 3.1. */
export interface ApiReference {
  readonly page: string;
  readonly document: string;
}

/** Makes the reference of the API from its routes. */
export async function apiReference(version: string): Promise<ApiReference> {
  const app = Fastify({ logger: false });
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  await app.register(swagger, apiDocument(version));
  await app.register(async (api) => {
    describeRoutes(api);
    const nothing = async () => undefined;
    api.get(`${apiRoot}${liveRoute.path}`, { schema: liveSchema, exposeHeadRoute: false }, nothing);
    api.get(`${apiRoot}${exportRoute.path}`, { schema: exportSchema }, nothing);
  });
  await app.ready();
  const document = app.swagger();
  await app.close();
  return { page: apiPage(), document: `${JSON.stringify(document, null, 2)}\n` };
}

const intro = `Everything that the workbench does goes through this API. \`entente serve\` answers it under
\`${apiRoot}\`, describes it as OpenAPI 3.1 at \`${apiRoot}/openapi.json\` (the same as
[openapi.json](openapi.json)), and shows it as a page at \`/api/reference\`. The package exports a typed client.

- **Who asks** is a session: see [serve](../operating/serve.md). A request that changes something also needs the header
  \`x-csrf-token\` with the \`csrf_token\` that \`GET ${apiRoot}/me\` answers.
- **A refusal** is \`application/problem+json\` with findings: what was found, what was expected, what to do. 400 the
  request is malformed, 401 nobody is signed in, 403 not allowed, 404 not there or not to be seen, 412 changed since (with
  both sides in \`conflicts\`), 413 too large, 422 the content is in error, 428 a version is required, 429 too many.
- **Versions**: answers carry an \`ETag\`. Send it as \`If-None-Match\` to be told 304 when nothing changed, and as
  \`If-Match\` to change only what you saw.
- **Withheld**: rows that the caller may not see are in no answer, count or total; \`withheld: true\` says that there are
  some.
- **Money** is in US cents where it is a number, and in dollars where it is a cell of a table, as files write it.`;

/** The page that lists every route. */
function apiPage(): string {
  const rows = (Object.keys(routes) as RouteName[]).map((name) => {
    const route: Route = routes[name];
    const about = route.about === "" ? "" : ` ${route.about}`;
    return `| \`${route.method} ${route.path}\` | \`${name}\` | ${route.summary}.${about} |`;
  });
  const others = [liveRoute, exportRoute].map(
    (route) => `| \`${route.method} ${route.path}\` | | ${route.summary}. |`,
  );
  return [
    intro,
    "",
    "| route | name in the client | what it is |",
    "|---|---|---|",
    ...rows,
    ...others,
  ].join("\n");
}
