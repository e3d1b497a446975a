import { type Finding, hasErrors } from "../base/findings.ts";
import type { IsoDate } from "../base/fiscal.ts";
import type { CaseReading } from "../casework/case-reading.ts";
import { lookUpRows } from "../casework/plan-rows.ts";
import { proposeEvent } from "../casework/propose-event.ts";
import { listActBars } from "../casework/transfers/transfer-rules.ts";
import type { PlanInput } from "./plan-input.ts";
import { type Reply, refuse } from "./reply.ts";

/** An act that somebody tries: nothing is recorded. */
export interface TriedAct {
  readonly event: string;
  /** The first office that may do it when absent. */
  readonly office?: string | undefined;
  readonly reason?: string | undefined;
}

/** Whether an act may be recorded in a case on a day, by its process and the law; or every reason why not. */
export function tryAct(
  { plan, book, law }: PlanInput,
  { case: row, process }: CaseReading,
  { event, office, reason }: TriedAct,
  on: IsoDate,
): Reply {
  const act = process.events.find((each) => each.code === event);
  const by = office ?? act?.by[0] ?? process.offices[0]?.code ?? "";
  const values = { author: "tried", office: by, ...(reason === undefined ? {} : { reason }) };
  const bars = listActBars(lookUpRows(plan), book, law, row, on);
  const { result: edits, findings } = proposeEvent(plan, book, row.id, event, values, on, bars);
  if (hasErrors(findings)) return refuse("cases", findings);
  const name = act?.name ?? event;
  const text = [
    `${name} (\`${event}\`) by \`${by}\` may be recorded in \`${row.id}\` on ${on}. Nothing was recorded.`,
    ...findings.map(sayWarning),
  ];
  const result = { on, event, office: by, edits };
  return { command: "cases", ending: "fine", findings, result, text: `${text.join("\n")}\n` };
}

function sayWarning({ found, expected, help, source }: Finding): string {
  const cite = source === undefined ? "" : ` [${source}]`;
  return `  Mind: ${found}. Expected: ${expected} ${help}${cite}`;
}
