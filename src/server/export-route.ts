import type { FastifyInstance } from "fastify";
import type { z } from "zod";
import { apiRoot } from "../api/addresses.ts";
import { exportRoute } from "../api/routes.ts";
import { packFolder } from "../exchange/pack-folder.ts";
import type { Plan } from "../plan/plan.ts";
import { writePlan } from "../plan/write.ts";
import { exportPlan } from "../store/export-plan.ts";
import { exportHistory } from "../store/log/history-file.ts";
import type { ServerContext } from "./context.ts";
import { refuseAbsent } from "./refusals.ts";
import { sendRefusal } from "./send-refusal.ts";
import { callerOf } from "./sessions.ts";

type Params = z.output<typeof exportRoute.params>;
type Query = z.output<typeof exportRoute.query>;

/** How the export is described. */
export const exportSchema = {
  operationId: "export",
  summary: exportRoute.summary,
  tags: ["export"],
  params: exportRoute.params,
  querystring: exportRoute.query,
  produces: ["application/zip"],
};

/** Adds the plan as a zipped folder, as its caller may see it; with its history as lines of JSON where asked for. */
export function addExport(app: FastifyInstance, server: ServerContext): void {
  app.get(
    `${apiRoot}${exportRoute.path}`,
    {
      schema: exportSchema,
      compress: false,
    },
    async (request, reply) => {
      const { plan: id } = request.params as Params;
      const { branch, history } = request.query as Query;
      const caller = callerOf(request);
      const plan = await readExported(server, caller.id, id, branch);
      if (plan === undefined) return sendRefusal(reply, refuseAbsent("plan", nameOf(id, branch)));
      const files = writePlan(plan);
      if (history) {
        const lines = await server.db.asPerson(caller.id, (tx) => exportHistory(tx, id));
        files.set("history.jsonl", `${lines.join("\n")}\n`);
      }
      const name = branch === undefined ? id : `${id}-${branch}`;
      return reply
        .header("content-type", "application/zip")
        .header("content-disposition", `attachment; filename="${fileName(name)}.zip"`)
        .header("cache-control", "private, no-store")
        .send(Buffer.from(packFolder(id, files)));
    },
  );
}

/** The plan with its scenarios, or, where a branch is asked for, that branch as a plan of its own. */
async function readExported(
  server: ServerContext,
  person: string,
  id: string,
  branch: string | undefined,
): Promise<Plan | undefined> {
  if (branch !== undefined) return (await server.plans.find(person, id, branch))?.plan;
  return (await server.db.asPerson(person, (tx) => exportPlan(tx, id))) ?? undefined;
}

function nameOf(plan: string, branch: string | undefined): string {
  return branch === undefined ? plan : `${plan}, branch ${branch}`;
}

/** A name that every system takes for a file. */
function fileName(name: string): string {
  return name.replace(/[^A-Za-z0-9._-]+/g, "-");
}
