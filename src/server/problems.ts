import { STATUS_CODES } from "node:http";
import type { Problem } from "../api/client.ts";
import type { Finding } from "../base/findings.ts";

/** Cells of a stale write, with both sides. */
export type Conflicts = NonNullable<Problem["conflicts"]>;

/** An answer that refuses: not thrown, but returned, since a caller's mistake is no defect. */
export class Refusal {
  readonly status: number;
  readonly findings: readonly Finding[];
  readonly conflicts: Conflicts | undefined;
  constructor(status: number, findings: readonly Finding[], conflicts?: Conflicts) {
    this.status = status;
    this.findings = findings;
    this.conflicts = conflicts;
  }
}

/** A refusal with one status and its findings. */
export function refuse(
  status: number,
  findings: readonly Finding[] | Finding,
  conflicts?: Conflicts,
): Refusal {
  return new Refusal(status, Array.isArray(findings) ? findings : [findings as Finding], conflicts);
}

/** What a refusal says, as `application/problem+json`. */
export function problemOf(refusal: Refusal): Problem {
  const { status, findings, conflicts } = refusal;
  const [first] = findings;
  return {
    type: "about:blank",
    title: STATUS_CODES[status] ?? "Refused",
    status,
    detail: first === undefined ? "" : sentence(first),
    findings: [...findings],
    ...(conflicts === undefined ? {} : { conflicts }),
  };
}

/** The media type of a refusal. */
export const problemType = "application/problem+json; charset=utf-8";

function sentence({ found, expected, help }: Finding): string {
  return `Found ${ended(found)} Expected ${ended(expected)} ${ended(help)}`.trim();
}

function ended(words: string): string {
  return words === "" || /[.?!]$/.test(words) ? words : `${words}.`;
}
