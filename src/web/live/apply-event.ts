import type { RouteName } from "../../api/client.ts";
import type { LiveEvent } from "../../api/live-schemas.ts";
import { apiKey, askAnew, queryClient } from "../queries/api.ts";

/** What a change of the plan makes old. The grid patches its own rows instead of asking for all of them again. */
const changed: readonly RouteName[] = [
  "readPlan",
  "listChanges",
  "readRow",
  "compareBranches",
  "listAllocations",
  "readOverview",
  "readStrategy",
  "listPartners",
  "readPartner",
  "listPeople",
  "listCases",
  "readCase",
  "readCalendar",
  "readAssessment",
  "listComments",
];

/** Brings the kept answers of a plan up to what happened. */
export function applyEvent(plan: string, event: LiveEvent): void {
  if (event.kind === "change") void askAnew(plan, changed);
  if (event.kind === "findings") void askAnew(plan, ["readFindings", "readOverview"]);
  if (event.kind === "job") {
    const { job } = event;
    const key = apiKey("readJob", { params: { plan, job: job.id } });
    if (job.state === "done" || job.state === "failed" || job.state === "cancelled") {
      void queryClient.invalidateQueries({ queryKey: key });
      void askAnew(plan, [
        "listJobs",
        "listAllocations",
        "readOverview",
        "readStrategy",
        "listPartners",
        "readPartner",
      ]);
    } else {
      queryClient.setQueryData(key, (old) => ({ result: null, ...(old ?? {}), ...job }));
    }
  }
}
