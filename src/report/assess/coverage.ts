import type { DomainCoverage } from "../../assess/domain-coverage.ts";
import { type Cents, sumCents } from "../../base/money.ts";
import type { Labels } from "../rows.ts";
import { capital, plainWords } from "../words.ts";

/** What a department does in a domain, over all partners. */
export interface CoverageSum {
  readonly department: string;
  /** Asked at most. */
  readonly proposed: Cents;
  /** `null` where no allocation is looked at. */
  readonly allocated: Cents | null;
  readonly initiatives: number;
  readonly partners: number;
  /** Whether the domain is the department's trade, and it is missing for partners that get help there. */
  readonly missing: number;
}

/** One domain with every department. */
export interface CoverageRow {
  readonly domain: string;
  readonly label: string;
  /** In the order of `departments`. */
  readonly cells: readonly CoverageSum[];
  /** Lines of other donors, and how many donors. */
  readonly donor_lines: number;
  readonly donors: number;
}

/** What is missing, by name. */
export interface MissingRow {
  readonly domain: string;
  readonly department: string;
  readonly says: string;
  readonly source: string;
  readonly present: readonly string[];
  readonly absent: readonly string[];
}

/** Who works in which domain. */
export interface CoverageReport {
  readonly departments: readonly string[];
  /** Domains in which anybody works. */
  readonly rows: readonly CoverageRow[];
  readonly missing: readonly MissingRow[];
}

/** The coverage of domains, added up over partners. */
export function reportCoverage(coverage: DomainCoverage, labels: Labels): CoverageReport {
  const cells = Map.groupBy(coverage.cells, (cell) => `${cell.domain}\n${cell.department}`);
  const donors = Map.groupBy(coverage.donors, (cell) => cell.domain);
  const absent = new Map(
    coverage.missing.map((one) => [`${one.domain}\n${one.department}`, one.absent.length]),
  );
  const solved = coverage.cells.some((cell) => cell.allocated !== null);
  const rows = coverage.domains.map((domain): CoverageRow => {
    const lines = donors.get(domain) ?? [];
    return {
      domain,
      label: capital(plainWords(domain)),
      cells: coverage.departments.map((department) => {
        const key = `${domain}\n${department}`;
        const own = cells.get(key) ?? [];
        const allocated = own.flatMap((cell) => cell.allocated ?? []);
        return {
          department,
          proposed: sumCents(own.map((cell) => cell.proposed)),
          allocated: solved ? sumCents(allocated) : null,
          initiatives: own.reduce((sum, cell) => sum + cell.initiatives.length, 0),
          partners: new Set(own.map((cell) => cell.partner)).size,
          missing: absent.get(key) ?? 0,
        };
      }),
      donor_lines: lines.length,
      donors: new Set(lines.map((line) => line.donor)).size,
    };
  });
  return {
    departments: coverage.departments,
    rows: rows.filter((row) => row.donors > 0 || row.cells.some((cell) => cell.initiatives > 0)),
    missing: coverage.missing.map((one) => ({
      ...one,
      present: one.present.map(labels.partner),
      absent: one.absent.map(labels.partner),
    })),
  };
}
