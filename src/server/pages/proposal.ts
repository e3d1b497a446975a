import type { z } from "zod";
import type { proposalAnswerSchema } from "../../api/page-schemas.ts";
import { checkAgainstLaw } from "../../assess/contradictions.ts";
import { compareText, type Finding, hasErrors, sortFindings } from "../../base/findings.ts";
import type { Law } from "../../law/law.ts";
import { parseCell } from "../../plan/cells.ts";
import { checkTables } from "../../plan/check.ts";
import { foldEdits } from "../../plan/edit.ts";
import { fieldsOf } from "../../plan/fields.ts";
import { reportPlan } from "../../plan/finding-kinds.ts";
import type { Initiative, Plan } from "../../plan/plan.ts";
import { report } from "../finding-kinds.ts";
import { judgeAccounts } from "./proposal-law.ts";
import { editsOf, type Proposal, type ProposedRow, proposedRows } from "./proposal-rows.ts";

/** What is said of a proposal. */
export type ProposalAnswer = z.output<typeof proposalAnswerSchema>;

/** What is missing, unlawful or already proposed, and the edits that would make the proposal. */
export function checkProposal(plan: Plan, law: Law, proposal: Proposal): ProposalAnswer {
  const rows = proposedRows(proposal, plan);
  const ofCells = rows.flatMap(checkCells);
  const edits = editsOf(plan, rows);
  const by = { author: "", at: "", reason: "" };
  const own = partAround(plan, rows);
  const folded = foldEdits(
    own,
    edits.map((edit) => ({ ...edit, ...by })),
  );
  const ofEdits = folded.problems
    .map(({ finding }) => finding)
    // What a cell lacks or holds is said at the cell.
    .filter(({ code, at }) => code !== "edit_row_incomplete" && !saidAlready(ofCells, code, at));
  const findings = [...ofCells, ...ofEdits, ...checkWhole(rows)];
  if (!hasErrors(findings)) {
    const after = partAround(folded.plan, rows);
    const ids = new Set(rows.map((row) => row.id));
    findings.push(
      ...[...checkTables(after, law.accountCodes), ...checkAgainstLaw(after, law)].filter(
        ({ at }) => at.id !== undefined && ids.has(at.id) && at.file !== "resources.csv",
      ),
    );
  }
  const accounts = judgeAccounts(plan, law, rows);
  const unpaid = checkPaid(rows, accounts);
  if (unpaid !== undefined && !hasUnlawful(findings)) findings.push(unpaid);
  const alike = findAlike(plan, rows);
  findings.push(...alike.map((one) => sayAlike(rows, one)));
  return {
    findings: sortFindings(findings),
    accounts,
    alike,
    edits: hasErrors(findings.filter((one) => one.code !== "proposal_unpaid")) ? [] : [...edits],
  };
}

function hasUnlawful(findings: readonly Finding[]): boolean {
  return findings.some(({ code }) => code === "initiative_unlawful" || code === "pinned_unlawful");
}

function saidAlready(said: readonly Finding[], code: string, at: Finding["at"]): boolean {
  return said.some(
    (one) =>
      one.code === code &&
      one.at.file === at.file &&
      one.at.id === at.id &&
      one.at.field === at.field,
  );
}

/** Every cell by the rules of its field: what is required and empty, and what cannot be read. */
function checkCells({ table, id, cells }: ProposedRow): Finding[] {
  const findings: Finding[] = [];
  for (const [field, spec] of Object.entries(fieldsOf(table))) {
    // Spaces around a value are a matter of typing; they are cut when the edit is made.
    const raw = (cells[field] ?? "").trim();
    if (raw === "" && spec.required !== true) continue;
    parseCell(raw, spec, (code, words) => {
      findings.push(reportPlan(code, { file: `${table}.csv`, field, id }, words));
    });
  }
  return findings;
}

/** What a proposal as a whole lacks: levels of funding, and lines in each. */
function checkWhole(rows: readonly ProposedRow[]): Finding[] {
  const [initiative] = rows;
  if (initiative === undefined) return [];
  const packages = rows.filter((row) => row.table === "packages");
  if (packages.length > 0) return [];
  return [
    reportPlan(
      "initiative_without_package",
      { file: "packages.csv", id: initiative.id },
      {
        found: "no funding level",
        expected: "at least one, with its lines by year and kind",
        help: "Add a funding level.",
      },
    ),
  ];
}

function checkPaid(
  rows: readonly ProposedRow[],
  accounts: ProposalAnswer["accounts"],
): Finding | undefined {
  const [initiative] = rows;
  const asked = listOf(initiative?.cells.accounts);
  const judged = accounts.filter((one) => asked.includes(one.code));
  if (initiative === undefined || judged.length === 0 || judged.some((one) => one.lawful)) {
    return undefined;
  }
  return report(
    "proposal_unpaid",
    { file: "initiatives.csv", field: "accounts", id: initiative.id },
    {
      found: judged.map(({ code, says }) => `\`${code}\`: ${says.replace(/\.$/, "")}`).join("; "),
      expected: "an account that may pay in every year of cost",
      help: "Ask another account, or change what it buys, for whom or when.",
      source: [...new Set(judged.flatMap((one) => one.citations))].join("; "),
    },
  );
}

/** The items of a list cell. */
function listOf(text: string | null | undefined): string[] {
  return (text ?? "")
    .split(";")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

/** The plan with only the rows that a proposal touches in its large tables, so that checking it is quick. */
function partAround(plan: Plan, rows: readonly ProposedRow[]): Plan {
  const ids = new Set(rows.map((row) => row.id));
  const initiative = rows[0]?.id;
  const { initiatives, packages, lines, effects } = plan.tables;
  const own = packages.filter((row) => row.initiative === initiative || ids.has(row.id));
  const ofOwn = new Set(own.map((row) => row.id));
  return {
    ...plan,
    scenarios: [],
    head: { ...plan.head, recommended_scenario: null },
    tables: {
      ...plan.tables,
      initiatives: initiatives.filter((row) => ids.has(row.id)),
      packages: own,
      lines: lines.filter((row) => ids.has(row.id) || ofOwn.has(row.package)),
      effects: effects.filter((row) => ids.has(row.id) || row.initiative === initiative),
      links: [],
      baseline: [],
      claims: [],
    },
  };
}

function findAlike(plan: Plan, rows: readonly ProposedRow[]): ProposalAnswer["alike"] {
  const [mine] = rows;
  const partner = mine?.cells.partner ?? "";
  const purpose = mine?.cells.purpose ?? "";
  if (mine === undefined || partner === "" || purpose === "") return [];
  const offsets = rows
    .filter((row) => row.table === "lines")
    .map((row) => Number(row.cells.year_offset ?? "0"));
  const span = spanOf(Number(mine.cells.earliest_start), Number(mine.cells.latest_start), offsets);
  if (span === undefined) return [];
  return plan.tables.initiatives
    .filter((row) => row.id !== mine.id && row.partner === partner && row.purpose === purpose)
    .flatMap((row) => {
      const theirs = spanOf(row.earliest_start, row.latest_start, offsetsOf(plan, row));
      if (theirs === undefined || theirs.last < span.first || theirs.first > span.last) return [];
      const years = `FY${Math.max(theirs.first, span.first)}–FY${Math.min(theirs.last, span.last)}`;
      const why = `The same partner and purpose, in ${years.replace(/^FY(\d+)–FY\1$/, "FY$1")}.`;
      return [{ id: row.id, name: row.name, agency: row.agency, why }];
    })
    .sort((a, b) => compareText(a.id, b.id))
    .slice(0, 20);
}

function offsetsOf(plan: Plan, initiative: Initiative): number[] {
  const own = new Set(
    plan.tables.packages.filter((row) => row.initiative === initiative.id).map((row) => row.id),
  );
  return plan.tables.lines.filter((row) => own.has(row.package)).map((row) => row.year_offset);
}

interface YearSpan {
  readonly first: number;
  readonly last: number;
}

function spanOf(
  earliest: number,
  latest: number,
  offsets: readonly number[],
): YearSpan | undefined {
  if (!(earliest >= 1900 && latest >= earliest && latest <= 2200)) return undefined;
  const known = offsets.filter((offset) => Number.isInteger(offset) && offset >= 0);
  return { first: earliest, last: latest + Math.max(0, ...known) };
}

function sayAlike(rows: readonly ProposedRow[], alike: ProposalAnswer["alike"][number]): Finding {
  return report(
    "proposal_alike",
    { file: "initiatives.csv", field: "purpose", id: rows[0]?.id ?? "" },
    {
      found: `\`${alike.id}\` of ${alike.agency}: ${alike.name}. ${alike.why.replace(/\.$/, "")}`,
      expected: "one proposal for one need",
      help: "Look at the other proposal; join it, or say in the name what is different.",
    },
  );
}
