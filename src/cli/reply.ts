import type { Finding } from "../base/findings.ts";
import { type Ending, exitCodes } from "./exit-codes.ts";
import { countFindings, showFindings } from "./findings-text.ts";
import type { Surroundings } from "./surroundings.ts";

/** The version of the JSON documents that commands print; it rises when a field changes its meaning or goes. */
export const replyFormat = 1;

/** What a command answers, as data and as text. */
export interface Reply {
  readonly command: string;
  readonly ending: Ending;
  readonly findings: readonly Finding[];
  /** What was found in the input, where `findings` holds more than that. */
  readonly ofInput?: readonly Finding[];
  /** The answer as plain data; null when there is none. */
  readonly result: unknown;
  /** The answer for a reader. */
  readonly text: string;
}

/** How the user asked for the answer. */
export interface ReplyOptions {
  readonly json?: boolean | undefined;
  /** Whether all findings are shown in full. */
  readonly all?: boolean | undefined;
}

/**
 * Prints a reply and returns its ending. As JSON: one document on standard output and nothing else. As text: the
 * answer on standard output; errors and warnings beside it on standard error.
 */
export function printReply(reply: Reply, options: ReplyOptions, around: Surroundings): Ending {
  if (options.json === true) around.answer(jsonText(reply));
  else {
    if (reply.text !== "") around.answer(reply.text);
    if (reply.command !== "check") remarkFindings(reply, options, around);
  }
  return reply.ending;
}

/** The JSON document of a reply, the same for every command. Numbers without end are `null`. */
export function jsonText(reply: Reply): string {
  const { command, ending, findings, result } = reply;
  const exit = exitCodes[ending].number;
  const document = { format: replyFormat, command, ending, exit, findings, result };
  const plain = (_key: string, value: unknown) => (value === Number.MAX_VALUE ? null : value);
  return `${JSON.stringify(document, plain, 2)}\n`;
}

/** A reply that only says why there is no answer. */
export function refuse(command: string, findings: readonly Finding[]): Reply {
  return { command, ending: "findings", findings, result: null, text: "" };
}

/**
 * Errors in full. Of a plan the rest is only counted, since `check` lists it; of other input nothing else would.
 */
function remarkFindings(reply: Reply, options: ReplyOptions, around: Surroundings): void {
  const { findings, command } = reply;
  if (findings.length === 0) return;
  const errors = findings.filter((finding) => finding.severity === "error");
  const most = options.all === true ? Number.POSITIVE_INFINITY : 5;
  const show = (some: readonly Finding[]) =>
    around.remark(showFindings(some, { color: around.color, most }));
  if (options.all === true || command.startsWith("import")) show(findings);
  else if (errors.length > 0) show(errors);
  else
    around.remark(
      `The input: ${countFindings(reply.ofInput ?? findings)} \`entente check\` lists them.\n`,
    );
}
