import { compareText } from "../base/findings.ts";
import { type Cents, showDollars } from "../base/money.ts";
import { tables } from "../plan/fields.ts";
import type { Plan } from "../plan/plan.ts";
import { amountsOf } from "./balance.ts";
import { type Concern, reportAssessment } from "./concern.ts";
import { departments, departmentTrades, orderDepartments } from "./departments.ts";
import { costOf, type Effort, listSome } from "./efforts.ts";

/** What a department does for a partner in a domain.   Unit: US cents. */
export interface CoverageCell {
  readonly domain: string;
  readonly department: string;
  readonly partner: string;
  /** Ids, sorted. */
  readonly initiatives: readonly string[];
  readonly proposed: Cents;
  /** `null` where no allocation is looked at. */
  readonly allocated: Cents | null;
}

/** What another donor does for a partner in a domain. */
export interface DonorCell {
  readonly domain: string;
  readonly donor: string;
  readonly partner: string;
  /** Over all its years; `null` where it is not known. */
  readonly amount: Cents | null;
  readonly line: string;
}

/** A domain that is a department's trade, and the partners that get help there with and without it. */
export interface MissingDepartment {
  readonly domain: string;
  readonly department: string;
  /** What the department would bring, and where that is said. */
  readonly says: string;
  readonly source: string;
  readonly present: readonly string[];
  readonly absent: readonly string[];
}

/** Who works where: domain by department by partner, with other donors beside. */
export interface DomainCoverage {
  /** Rows and columns of the table, those without money included. */
  readonly domains: readonly string[];
  readonly departments: readonly string[];
  /** Cells that hold something, by domain, department and partner. */
  readonly cells: readonly CoverageCell[];
  readonly donors: readonly DonorCell[];
  /** Empty cells that matter. */
  readonly missing: readonly MissingDepartment[];
}

const domains: readonly string[] = tables.initiatives.fields.domain.values;

/** Which department does what for whom. */
export function coverDomains(
  plan: Plan,
  efforts: readonly Effort[],
  paid: ReadonlyMap<string, Cents> | null,
): DomainCoverage {
  const columns = orderDepartments([...departments, ...efforts.map((one) => one.department)]);
  const groups = Map.groupBy(
    efforts,
    ({ initiative: row, department }) => `${row.domain}\n${department}\n${row.partner}`,
  );
  const cells = [...groups.values()].flatMap((group): CoverageCell[] => {
    const [first] = group;
    if (first === undefined) return [];
    const { proposed, allocated } = amountsOf(group, paid);
    return [
      {
        domain: first.initiative.domain,
        department: first.department,
        partner: first.initiative.partner,
        initiatives: group.map(({ id }) => id),
        proposed,
        allocated,
      },
    ];
  });
  cells.sort(
    (a, b) =>
      domains.indexOf(a.domain) - domains.indexOf(b.domain) ||
      columns.indexOf(a.department) - columns.indexOf(b.department) ||
      compareText(a.partner, b.partner),
  );
  return {
    domains,
    departments: columns,
    cells,
    donors: plan.tables.donor_lines
      .map(({ id, domain, donor, partner, amount }) => ({
        ...{ domain, donor, partner, amount: amount ?? null },
        line: id,
      }))
      .sort((a, b) => compareText(a.line, b.line)),
    missing: listMissing(cells),
  };
}

function listMissing(cells: readonly CoverageCell[]): MissingDepartment[] {
  return departmentTrades.flatMap(({ domain, department, says, source }) => {
    const own = cells.filter((cell) => cell.domain === domain && cell.proposed > 0);
    const all = [...new Set(own.map((cell) => cell.partner))].sort(compareText);
    const there = new Set(
      own.filter((cell) => cell.department === department).map((cell) => cell.partner),
    );
    const absent = all.filter((partner) => !there.has(partner));
    if (absent.length === 0) return [];
    return [{ domain, department, says, source, present: [...there].sort(compareText), absent }];
  });
}

/** Departments whose trade a domain is, and that are missing for most partners that get help there. */
export function findMissingDepartments(
  plan: Plan,
  coverage: DomainCoverage,
  efforts: readonly Effort[],
): readonly Concern[] {
  const names = new Map(plan.tables.partners.map((row) => [row.id, row.name]));
  const some = (partners: readonly string[]) =>
    listSome(
      partners.map((id) => names.get(id) ?? id),
      6,
    );
  return coverage.missing.flatMap((one): Concern[] => {
    const { domain, department, present, absent } = one;
    if (present.length >= absent.length) return [];
    const without = new Set(absent);
    const group = efforts.filter(
      ({ initiative: row }) => row.domain === domain && without.has(row.partner),
    );
    const amount = costOf(group);
    const where = domain.replaceAll("_", " ");
    const all = present.length + absent.length;
    const takes =
      present.length === 0
        ? "takes no part"
        : `takes part for ${present.length} (${some(present)})`;
    return [
      {
        part: "domains",
        finding: reportAssessment(
          "department_absent",
          { file: "initiatives.csv", field: "agency", id: group[0]?.id ?? "" },
          {
            found: `help in the domain ${where} for ${all} ${all === 1 ? "partner" : "partners"}; ${department} ${takes}. Without it: ${some(absent)}, ${showDollars(amount)}`,
            expected: `${department} asked where it could help. ${one.says}`,
            help: "Ask it for proposals, or accept it with the reason.",
            source: one.source,
          },
        ),
        subject: `${domain}/${department}`,
        facts: {
          [`domains/${domain}/with`]: present.join(";"),
          [`domains/${domain}/without`]: absent.join(";"),
        },
        partner: null,
        initiatives: group.map(({ id }) => id),
        amount,
      },
    ];
  });
}
