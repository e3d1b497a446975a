/** How much a finding matters: an `error` stops the work, a `warning` does not, a `note` informs. */
export type Severity = "error" | "warning" | "note";

/** Where a finding was made. Rows count as an editor counts lines: the header of a CSV is row 1. */
export interface Place {
  readonly file?: string;
  readonly row?: number;
  readonly field?: string;
  /** The id of the row, where it has one. */
  readonly id?: string;
}

/** What somebody should know about their input: what was found, what was expected, what to do. */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly at: Place;
  readonly found: string;
  readonly expected: string;
  readonly help: string;
  /** The law, rule or document behind the finding. */
  readonly source?: string;
}

/** What a stage returns: its result, and everything that it found on the way. */
export interface Outcome<T> {
  readonly result: T;
  readonly findings: readonly Finding[];
}

/** One kind of finding: how severe it is, and what it means, for the reference docs. */
export interface FindingKind {
  readonly severity: Severity;
  readonly meaning: string;
}

/** The words of one finding, without its kind. */
export interface FindingWords {
  readonly found: string;
  readonly expected: string;
  readonly help: string;
  readonly source?: string;
}

/** A folder's table of finding kinds, by stable code. */
export type FindingKinds = Readonly<Record<string, FindingKind>>;

/**
 * A maker of findings from a folder's table of kinds: `report("row_empty", place, words)`.
 *
 * Only codes of the table compile.
 */
export function reporter<const K extends FindingKinds>(kinds: K) {
  return (code: keyof K & string, at: Place, words: FindingWords): Finding => ({
    code,
    severity: (kinds[code] as FindingKind).severity,
    at,
    ...words,
  });
}

/** Whether anything found is an error. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some((finding) => finding.severity === "error");
}

const severityOrder: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** Findings in a fixed order: severity, file, row, field, code, id. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (a, b) =>
      severityOrder[a.severity] - severityOrder[b.severity] ||
      compareText(a.at.file ?? "", b.at.file ?? "") ||
      (a.at.row ?? 0) - (b.at.row ?? 0) ||
      compareText(a.at.field ?? "", b.at.field ?? "") ||
      compareText(a.code, b.code) ||
      compareText(a.at.id ?? "", b.at.id ?? "") ||
      compareText(a.found, b.found),
  );
}

/** A finding in one line: `lines.csv:14 amount: found ... Expected ... Help`. */
export function formatFinding(finding: Finding): string {
  const { file, row, field, id } = finding.at;
  const spot = [file, row].filter((part) => part !== undefined).join(":");
  const place = [spot, field ?? "", spot === "" && id !== undefined ? `\`${id}\`` : ""]
    .filter((part) => part !== "")
    .join(" ");
  const words = [`found ${finding.found}`, `Expected ${finding.expected}`, finding.help].map(ended);
  return `${place === "" ? "plan" : place}: ${words.join(" ")}`;
}

/** Words as a sentence: they end with a full stop, unless they already end. */
function ended(words: string): string {
  return words === "" || /[.?!]$/.test(words) ? words : `${words}.`;
}

/** Order of texts by code unit, the same on every machine. */
export function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
