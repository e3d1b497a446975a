import { hasErrors } from "../../base/findings.ts";
import { isoDate } from "../../base/fiscal.ts";
import type { CaseReading } from "../../casework/case-reading.ts";
import { proposeEvent } from "../../casework/propose-event.ts";
import { listActBars } from "../../casework/transfers/transfer-rules.ts";
import type { AppliedChange } from "../../store/apply-change.ts";
import { makeChange } from "../../store/changes.ts";
import type { Refusal as StoreRefusal } from "../../store/refusal.ts";
import { type CaseView, versionOf } from "../case-desk.ts";
import { actDay, actValues, describeAct, newCaseEdits, newEvidenceEdits } from "../case-edits.ts";
import { report } from "../finding-kinds.ts";
import type { Call, Handlers, Reply } from "../handler.ts";
import { withFindings } from "../made-change.ts";
import { listCalendar } from "../pages/case-calendar.ts";
import { chooseCases } from "../pages/case-choice.ts";
import { casePage } from "../pages/case-page.ts";
import { summarizeProcess } from "../pages/case-summary.ts";
import { Refusal, refuse } from "../problems.ts";
import {
  refusalOfStore,
  refuseAbsent,
  refuseForeignVersion,
  refuseWithoutVersion,
} from "../refusals.ts";

type CaseName =
  | "listCases"
  | "openCase"
  | "readCase"
  | "actInCase"
  | "addEvidence"
  | "readCalendar";

/** How often an act is tried anew where somebody changed something else of the plan meanwhile. */
const mostTries = 5;

/** Cases: who must act by when, what may be done, and doing it. */
export const caseHandlers: Handlers<CaseName> = {
  listCases: async (call) => {
    const { plan, branch, on } = { ...call.params, ...call.query };
    const view = await viewOf(call, plan, branch, on);
    if (view === undefined) return refuseAbsent("plan", nameOf(plan, branch));
    const processes = [...view.book.processes.values()];
    return {
      body: {
        on: view.on,
        cases: chooseCases(view, call.query),
        processes: processes.map((one) => summarizeProcess(view, one)),
        count: view.readings.length,
        findings: [...view.findings],
        withheld: view.seen.withheld,
      },
    };
  },
  readCase: async (call) => {
    const { plan, branch, on } = { ...call.params, ...call.query };
    const found = await findCase(call, plan, branch, call.params.case, on);
    return found instanceof Refusal ? found : pageOf(found.view, found.reading);
  },
  readCalendar: async (call) => {
    const { plan, branch, on, from, to, office } = { ...call.params, ...call.query };
    const view = await viewOf(call, plan, branch, on);
    if (view === undefined) return refuseAbsent("plan", nameOf(plan, branch));
    const entries = listCalendar(view).filter(
      ({ day, offices }) =>
        (from === undefined || day >= from) &&
        (to === undefined || day <= to) &&
        (office === undefined || offices.includes(office)),
    );
    return { body: { on: view.on, entries, withheld: view.seen.withheld } };
  },
  openCase: async (call) => {
    const { plan } = call.params;
    const { branch, reason } = call.body;
    const view = await viewOf(call, plan, branch);
    if (view === undefined) return refuseAbsent("plan", nameOf(plan, branch));
    const { id, edits } = newCaseEdits(view, call.body);
    const said = reason ?? `Open the case ${call.body.cells.name ?? id}`;
    const made = await makeChange(call.server.db, call.caller.id, {
      ...{ plan, branch, reason: said, edits },
    });
    return made.refusal === null
      ? afterwards(call, branch, id, made.value)
      : storeRefusal(made.refusal);
  },
  addEvidence: async (call) => {
    const { plan, case: id } = call.params;
    const { branch } = call.body;
    const found = await findCase(call, plan, branch, id);
    if (found instanceof Refusal) return found;
    const { view, reading } = found;
    const edits = newEvidenceEdits(view, reading, call.body.cells);
    const reason = `Evidence in ${reading.case.name}`;
    const made = await makeChange(call.server.db, call.caller.id, { plan, branch, reason, edits });
    return made.refusal === null
      ? afterwards(call, branch, id, made.value)
      : storeRefusal(made.refusal);
  },
  actInCase: async (call) => {
    if (call.ifMatchForeign) return refuseForeignVersion();
    if (call.ifMatch === undefined) return refuseWithoutVersion();
    const { plan, case: id } = call.params;
    for (let tries = 1; ; tries++) {
      const { branch, on } = call.body;
      const found = await findCase(call, plan, branch, id, on);
      if (found instanceof Refusal) return found;
      const { view, reading } = found;
      if (versionOf(view, reading) !== call.ifMatch) return refuse(412, describeOther(reading));
      const done = await act(call, view, reading);
      const again = "stale" in done && tries < mostTries;
      if (!again) return "stale" in done ? storeRefusal(done.stale) : done.answer;
    }
  },
};

type Done = { readonly answer: Reply<"actInCase"> | Refusal } | { readonly stale: StoreRefusal };

async function act(call: Call<"actInCase">, view: CaseView, reading: CaseReading): Promise<Done> {
  const { body, caller, server } = call;
  const { plan, case: id } = call.params;
  const on = actDay(view, reading, body.on);
  if (on > view.today && view.branch === "main") return { answer: refuse(422, describeFuture(on)) };
  const values = actValues(body, { author: caller.name, assumed: view.branch !== "main" });
  if (hasErrors(values.findings)) return { answer: refuse(422, values.findings) };
  const { book, law, rows } = view;
  const bars = listActBars(rows, book, law, reading.case, on);
  const proposed = proposeEvent(view.seen.plan, book, id, body.event, values.result, on, bars);
  if (hasErrors(proposed.findings)) return { answer: refuse(422, proposed.findings) };
  const { branch } = body;
  const made = await makeChange(server.db, caller.id, {
    ...{ plan, branch, edits: proposed.result, expectedSeq: view.seen.seq },
    reason: describeAct(reading, body),
  });
  if (made.refusal !== null) {
    const { refusal } = made;
    return refusal.kind === "stale" ? { stale: refusal } : { answer: storeRefusal(refusal) };
  }
  return { answer: await afterwards(call, branch, id, made.value, on, proposed.findings) };
}

function viewOf(
  { server, caller }: Pick<Call<CaseName>, "server" | "caller">,
  plan: string,
  branch: string,
  on?: string,
): Promise<CaseView | undefined> {
  return server.cases.view(caller.id, plan, branch, on === undefined ? undefined : isoDate(on));
}

interface FoundCase {
  readonly view: CaseView;
  readonly reading: CaseReading;
}

/** A case on a day, or on the day on which it was opened where that is later. */
async function findCase(
  call: Pick<Call<CaseName>, "server" | "caller">,
  plan: string,
  branch: string,
  id: string,
  on?: string,
): Promise<FoundCase | Refusal> {
  const view = await viewOf(call, plan, branch, on);
  if (view === undefined) return refuseAbsent("plan", nameOf(plan, branch));
  const reading = view.readings.find((one) => one.case.id === id);
  if (reading !== undefined) return { view, reading };
  const row = view.rows.find("cases", id);
  if (row === undefined || row.opened_on <= view.on) return refuseAbsent("case", id);
  return findCase(call, plan, branch, id, row.opened_on);
}

function pageOf(view: CaseView, reading: CaseReading) {
  const body = casePage(view, reading);
  // What may be done depends on who asks, and the state on the day.
  return { body, tag: `${body.version}.${body.on}.${view.seen.seq}.${rightsTag(view)}` };
}

/** What came of a change of a case, with the case as it stands after it, on the day of the act or a later one. */
async function afterwards<N extends "openCase" | "addEvidence" | "actInCase">(
  call: Call<N>,
  branch: string,
  id: string,
  made: AppliedChange,
  on?: string,
  findings: readonly CaseReading["findings"][number][] = [],
): Promise<Reply<N> | Refusal> {
  const { plan } = call.params;
  const now = await findCase(call, plan, branch, id);
  if (now instanceof Refusal) return now;
  const late = on !== undefined && on > now.view.on;
  const found = late ? await findCase(call, plan, branch, id, on) : now;
  if (found instanceof Refusal) return found;
  const { view, reading } = found;
  const { body, tag } = pageOf(view, reading);
  const whole = await withFindings(call.server, call.caller.id, plan, made);
  const answer = { made: whole, case: body, findings: [...findings] };
  return { body: answer as Reply<N>["body"], tag };
}

function storeRefusal(refusal: StoreRefusal): Refusal {
  return refusalOfStore(refusal);
}

/** What of the rights of who asks an answer depends on. */
function rightsTag({ own, seen }: CaseView): string {
  const { see, rights } = seen.sight;
  return `${see}.${rights.roles.length}.${own.length}`;
}

function nameOf(plan: string, branch: string): string {
  return branch === "main" ? plan : `${plan}, branch ${branch}`;
}

function describeOther({ case: row }: CaseReading) {
  return report(
    "version_stale",
    { file: "cases.csv", id: row.id },
    {
      found: "a case, or a package that it decides, which somebody has changed since it was read",
      expected: "the case as it stands, so that nobody signs what they have not seen",
      help: "Look at the case again, and act on what you find.",
    },
  );
}

function describeFuture(on: string) {
  return report(
    "act_in_future",
    { file: "events.csv", field: "on" },
    {
      found: `\`${on}\`, a day that has not come`,
      expected: "today or an earlier day: the plan records what happened",
      help: "Record it when it has happened, or assume it in a scenario.",
    },
  );
}
