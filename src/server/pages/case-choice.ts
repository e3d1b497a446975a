import type { z } from "zod";
import type { caseSummarySchema, casesQuerySchema } from "../../api/case-schemas.ts";
import { compareText } from "../../base/findings.ts";
import type { CaseView } from "../case-desk.ts";
import { summarizeCase } from "./case-summary.ts";

type Summary = z.output<typeof caseSummarySchema>;
type Query = z.output<typeof casesQuerySchema>;

/** The cases that a query chooses: the overdue first, then by the day on which something falls due. */
export function chooseCases(view: CaseView, query: Query): Summary[] {
  return view.readings
    .map((one) => summarizeCase(view, one))
    .filter((one) => isChosen(one, query))
    .sort(
      (a, b) =>
        Number(b.overdue) - Number(a.overdue) ||
        Number(a.closed) - Number(b.closed) ||
        compareText(dueOf(a), dueOf(b)) ||
        compareText(a.id, b.id),
    );
}

function isChosen(one: Summary, query: Query): boolean {
  const { office, mine, officer, kind, process, partner, initiative, state, overdue, open } = query;
  return (
    (office === undefined || one.waits_for.some(({ code }) => code === office)) &&
    (mine !== true || one.waits_for.some((each) => each.mine)) &&
    (officer === undefined || one.officer === officer) &&
    (kind === undefined || one.kind === kind) &&
    (process === undefined || one.process === process) &&
    (partner === undefined || one.partner.id === partner) &&
    (initiative === undefined ||
      (one.subject?.table === "initiatives" && one.subject.id === initiative)) &&
    (state === undefined || one.state.code === state) &&
    (overdue === undefined || one.overdue === overdue) &&
    (open === undefined || one.closed !== open)
  );
}

function dueOf({ clock, due_on }: Summary): string {
  return [clock?.due, due_on].filter((one) => typeof one === "string").sort()[0] ?? "9999";
}
