import swagger, { type FastifyDynamicSwaggerOptions } from "@fastify/swagger";
import swaggerUi from "@fastify/swagger-ui";
import type { FastifyInstance } from "fastify";
import {
  createJsonSchemaTransform,
  createJsonSchemaTransformObject,
} from "fastify-type-provider-zod";
import { z } from "zod";
import { apiRoot } from "../api/addresses.ts";
import {
  cellEditSchema,
  changeSchema,
  differenceSchema,
  madeChangeSchema,
} from "../api/change-schemas.ts";
import { allocationSchema, allocationSummarySchema, jobSchema } from "../api/job-schemas.ts";
import { personSchema } from "../api/people-schemas.ts";
import { branchHeadSchema, planHeadSchema, rowSchema } from "../api/plan-schemas.ts";
import { findingSchema, problemSchema, tableSchema } from "../api/value-schemas.ts";

/** Where the reference page of the API is. */
export const referencePath = "/api/reference";

const about = `The workbench uses this API and nothing else. Every change is in one log; every refusal is
\`application/problem+json\` with the same findings as the command line. A change needs the header \`x-csrf-token\`,
whose value \`GET ${apiRoot}/me\` answers. \`GET ${apiRoot}/plans/{plan}/live\` streams what happens as server-sent
events.`;

const logo =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 120 40"><text x="4" y="28" font-family="sans-serif" ' +
  'font-size="24" font-weight="bold" fill="#fff">Entente</text></svg>';

/** Schemas that stand once in the description, and are named where they are used. */
const named = z.registry<{ id: string }>();
for (const [id, schema] of Object.entries({
  Allocation: allocationSchema,
  AllocationSummary: allocationSummarySchema,
  Branch: branchHeadSchema,
  CellEdit: cellEditSchema,
  Change: changeSchema,
  Difference: differenceSchema,
  Finding: findingSchema,
  Job: jobSchema,
  MadeChange: madeChangeSchema,
  Person: personSchema,
  Plan: planHeadSchema,
  Problem: problemSchema,
  Row: rowSchema,
  Table: tableSchema,
})) {
  named.add(schema, { id });
}

/** How the description of the API is made from its routes. */
export function apiDocument(version: string): FastifyDynamicSwaggerOptions {
  return {
    openapi: {
      openapi: "3.1.0",
      info: { title: "Entente", version, description: about.replaceAll("\n", " ") },
      components: {
        securitySchemes: {
          session: { type: "apiKey", in: "cookie", name: "entente" },
          csrf: { type: "apiKey", in: "header", name: "x-csrf-token" },
        },
      },
      security: [{ session: [], csrf: [] }],
    },
    transform: createJsonSchemaTransform({ schemaRegistry: named }),
    transformObject: createJsonSchemaTransformObject({ schemaRegistry: named }),
  };
}

/** Serves the description of the API as a file and as a page. */
export async function addReferencePages(app: FastifyInstance, version: string): Promise<void> {
  await app.register(swagger, apiDocument(version));
  app.get(`${apiRoot}/openapi.json`, { schema: { hide: true } }, async () => app.swagger());
  await app.register(swaggerUi, {
    routePrefix: referencePath,
    uiConfig: { docExpansion: "list", tryItOutEnabled: false, supportedSubmitMethods: [] },
    theme: { title: "Entente: reference of the API" },
    logo: { type: "image/svg+xml", content: Buffer.from(logo) },
    // Its script sets styles in a way that only this page allows, which shows nobody's data.
    transformStaticCSP: (header) =>
      header.replace(/style-src [^;]*/, "style-src 'self' 'unsafe-inline'"),
  });
}
