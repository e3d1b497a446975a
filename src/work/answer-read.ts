import { hasErrors } from "../base/findings.ts";
import { unpackFolder } from "../exchange/zip-folder.ts";
import { locate, readPlan } from "../plan/read.ts";
import type { Answered, ReadFolder } from "./questions.ts";

const historyFile = "history.jsonl";

/** The plan in a zipped folder, with what was found in its files; no plan where they have errors. */
export function answerRead(zip: Uint8Array): Answered<ReadFolder> {
  const { result: all, findings: ofZip } = unpackFolder(zip, "the zip", [historyFile]);
  if (all === null) return { answer: null, findings: ofZip };
  const files = new Map(all);
  const lines = files.get(historyFile);
  files.delete(historyFile);
  const { plan, places, findings: ofFiles } = readPlan(files);
  const findings = locate(ofFiles, places);
  if (plan === null || hasErrors(ofFiles)) return { answer: null, findings };
  const history = lines === undefined ? null : new TextDecoder().decode(lines);
  return { answer: { plan, history }, findings };
}
