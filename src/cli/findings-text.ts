import { compareText, type Finding, formatFinding, type Severity } from "../base/findings.ts";
import { cliFindingKinds } from "./finding-kinds.ts";

/** How findings are shown. */
export interface FindingsView {
  readonly color: boolean;
  /** How many findings of one code in one file are shown in full; the rest is counted. */
  readonly most: number;
}

const severities = ["error", "warning", "note"] as const;
const colors: Readonly<Record<Severity, string>> = { error: "31", warning: "33", note: "36" };

/** Findings for a reader: grouped by file, those with errors first, then by code; a last line sums them. */
export function showFindings(findings: readonly Finding[], view: FindingsView): string {
  const lines: string[] = [];
  const worst = (group: readonly Finding[]) => Math.min(...group.map(rank));
  const files = groupBy(findings, headingOf).sort(([, a], [, b]) => worst(a) - worst(b));
  for (const [heading, ofFile] of files) {
    lines.push(heading);
    const groups = groupBy(ofFile, (finding) => `${rank(finding)} ${finding.code}`);
    for (const [, group] of groups) lines.push(...showGroup(group, view));
    lines.push("");
  }
  lines.push(countFindings(findings));
  return `${lines.join("\n")}\n`;
}

/** How many of each severity: `2 errors, 1 warning, 0 notes.` */
export function countFindings(findings: readonly Finding[]): string {
  const counts = severities.map((severity) => {
    const count = findings.filter((finding) => finding.severity === severity).length;
    return `${count} ${severity}${count === 1 ? "" : "s"}`;
  });
  return `${counts.join(", ")}.`;
}

function showGroup(group: readonly Finding[], view: FindingsView): string[] {
  const [first] = group;
  if (first === undefined) return [];
  const severity = view.color
    ? `\u001b[${colors[first.severity]}m${first.severity}\u001b[0m`
    : first.severity;
  const count = group.length === 1 ? "" : `, ${group.length} times`;
  const lines = [`  ${severity} ${first.code}${count}`];
  const ordered = [...group].sort(
    (a, b) => (a.at.row ?? 0) - (b.at.row ?? 0) || compareText(formatFinding(a), formatFinding(b)),
  );
  for (const finding of ordered.slice(0, view.most)) {
    lines.push(`    ${printable(formatFinding(finding))}`);
    if (finding.source !== undefined) lines.push(`      Source: ${printable(finding.source)}`);
  }
  const rest = group.length - view.most;
  if (rest > 0) lines.push(`    and ${rest} more of the same code; \`--all\` shows them.`);
  return lines;
}

/** The file, or what a finding without one is about. */
function headingOf({ at, code }: Finding): string {
  return at.file ?? (code in cliFindingKinds ? "The command line" : "As a whole");
}

/** A user's file may hold characters that control the screen or the direction of text; they are shown, not obeyed. */
function printable(text: string): string {
  return text.replace(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu, (character) => {
    const code = character.codePointAt(0) ?? 0;
    return `\\u${code.toString(16).padStart(4, "0")}`;
  });
}

function rank(finding: Finding): number {
  return severities.indexOf(finding.severity);
}

function groupBy(
  findings: readonly Finding[],
  keyOf: (finding: Finding) => string,
): [string, Finding[]][] {
  const groups = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = keyOf(finding);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [finding]);
    else group.push(finding);
  }
  return [...groups].sort(([a], [b]) => compareText(a, b));
}
