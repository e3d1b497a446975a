import { proposeVerdict } from "../../assess/verdicts.ts";
import { isoDate } from "../../base/fiscal.ts";
import { makeChange } from "../../store/changes.ts";
import type { Handlers } from "../handler.ts";
import { withFindings } from "../made-change.ts";
import { assessmentOf, listAssessed } from "../pages/assessed.ts";
import { refuse } from "../problems.ts";
import { refusalOfStore, refuseAbsent } from "../refusals.ts";

/** What the assessment finds, and the verdicts of people on it. */
export const assessHandlers: Handlers<"readAssessment" | "giveVerdict"> = {
  readAssessment: async ({ server, caller, params: { plan }, query }) => {
    const { branch, on, partner } = query;
    const day = on === undefined ? undefined : isoDate(on);
    const view = await server.cases.view(caller.id, plan, branch, day);
    if (view === undefined) return refuseAbsent("plan", plan);
    const { seen } = view;
    const body = {
      on: view.on,
      ...listAssessed(seen.plan, view.on, view.law, partner),
      withheld: seen.withheld,
    };
    return { body, tag: `${seen.seq}.${seen.sight.see}.${view.on}.${server.epoch}` };
  },
  giveVerdict: async ({ server, caller, params: { plan }, body }) => {
    const { branch, finding, subject, verdict, reason } = body;
    const view = await server.cases.view(caller.id, plan, branch);
    if (view === undefined) return refuseAbsent("plan", plan);
    const assessed = assessmentOf(view.seen.plan, view.on, view.law).findings.find(
      (one) => one.finding.code === finding && one.subject === subject,
    );
    if (assessed === undefined) return refuseAbsent("finding", `${finding} ${subject}`);
    const given = { verdict, author: caller.name, on: view.on, reason };
    const proposed = proposeVerdict(view.seen.plan, assessed, given);
    if (proposed.findings.length > 0) return refuse(422, proposed.findings);
    const edits = proposed.result.map((edit) => ({ ...edit }));
    const said = `Verdict on ${finding}: ${verdict}. ${reason}`.slice(0, 2000);
    const made = await makeChange(server.db, caller.id, { plan, branch, reason: said, edits });
    if (made.refusal !== null) return refusalOfStore(made.refusal);
    return { body: await withFindings(server, caller.id, plan, made.value) };
  },
};
