import { hasErrors } from "../base/findings.ts";
import { unpackFolder } from "../exchange/zip-folder.ts";
import type { Plan } from "../plan/plan.ts";
import { locate, readPlan } from "../plan/read.ts";
import type { Answered } from "./questions.ts";

/** The plan in a zipped folder, with what was found in its files; no plan where they have errors. */
export function answerRead(zip: Uint8Array): Answered<Plan> {
  const { result: files, findings: ofZip } = unpackFolder(zip, "the zip");
  if (files === null) return { answer: null, findings: ofZip };
  const { plan, places, findings } = readPlan(files);
  return { answer: hasErrors(findings) ? null : plan, findings: locate(findings, places) };
}
