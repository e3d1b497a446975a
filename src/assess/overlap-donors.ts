import { compareText, type Finding } from "../base/findings.ts";
import { formatDollars, showDollars } from "../base/money.ts";
import { tables } from "../plan/fields.ts";
import type { DonorLine, Plan } from "../plan/plan.ts";
import { type Concern, reportAssessment } from "./concern.ts";
import { costOf, type Effort, factsOf, listSome } from "./efforts.ts";
import type { Ties } from "./ties.ts";

const domains: readonly string[] = tables.initiatives.fields.domain.values;

/** Lines of other donors that name no domain of initiatives: nothing can be compared with them. */
export function checkDonorDomains(plan: Plan): readonly Finding[] {
  return plan.tables.donor_lines
    .filter((row) => !domains.includes(row.domain))
    .map((row) =>
      reportAssessment(
        "donor_domain_unknown",
        { file: "donor_lines.csv", field: "domain", id: row.id },
        {
          found: `\`${row.domain}\``,
          expected: `a domain of initiatives: ${domains.join(", ")}`,
          help: "Write one of them, or `general`; until then the line is compared with nothing.",
        },
      ),
    );
}

/** Where other donors work for a partner in a domain and years in which we do, unit by unit where units are named. */
export function findDonorOverlaps(
  plan: Plan,
  efforts: readonly Effort[],
  ties: Ties,
): readonly Concern[] {
  const ours = Map.groupBy(efforts, ({ initiative: row }) => `${row.partner}/${row.domain}`);
  const lines = [...plan.tables.donor_lines]
    .filter((row) => row.domain !== "general")
    .sort((a, b) => compareText(a.id, b.id));
  const theirs = Map.groupBy(lines, (row) => `${row.partner}/${row.domain}`);
  return [...theirs].flatMap(([subject, group]) => {
    const own = ours.get(subject) ?? [];
    const meeting = group.filter((line) => own.some((one) => meets(line, one, ties)));
    const met = own.filter((one) => group.some((line) => meets(line, one, ties)));
    return met.length === 0 ? [] : [sayDonors(subject, meeting, met)];
  });
}

function meets(line: DonorLine, effort: Effort, ties: Ties): boolean {
  const inTime = line.first_fiscal_year <= effort.last && effort.first <= line.last_fiscal_year;
  if (!inTime) return false;
  const { unit } = line;
  if (unit === undefined || effort.units.length === 0) return true;
  return effort.units.some((own) => ties.related(own, unit));
}

function sayDonors(
  subject: string,
  lines: readonly DonorLine[],
  efforts: readonly Effort[],
): Concern {
  const facts: Record<string, string> = {};
  for (const line of lines) {
    const amount = line.amount === undefined ? "" : formatDollars(line.amount);
    facts[`donor_lines/${line.id}/donor`] = line.donor;
    facts[`donor_lines/${line.id}/amount`] = amount;
    facts[`donor_lines/${line.id}/years`] = `${line.first_fiscal_year}-${line.last_fiscal_year}`;
    facts[`donor_lines/${line.id}/unit`] = line.unit ?? "";
  }
  for (const one of efforts) Object.assign(facts, factsOf(one, ["years", "units", "cost"]));
  const [first] = efforts;
  const domain = (first?.initiative.domain ?? "").replaceAll("_", " ");
  const named = lines.map((line) =>
    line.amount === undefined
      ? `${line.donor}: ${line.name}`
      : `${line.donor}: ${line.name} (${showDollars(line.amount)})`,
  );
  return {
    part: "overlap",
    finding: reportAssessment(
      "donor_overlap",
      { file: "donor_lines.csv", field: "domain", id: lines[0]?.id ?? "" },
      {
        found: `${listSome(named)}, beside our own ${listSome(efforts.map(({ id }) => `\`${id}\``))} in the domain ${domain}`,
        expected: "donors who have agreed on who does what",
        help: "Ask the donor; share the work, put it in sequence, or accept it with the reason.",
      },
    ),
    subject,
    facts,
    partner: first?.initiative.partner ?? null,
    initiatives: efforts.map(({ id }) => id),
    amount: costOf(efforts),
  };
}
