import { type Finding, type Outcome, reporter, sortFindings } from "../../base/findings.ts";
import type { IsoDate } from "../../base/fiscal.ts";
import type { LawBook } from "../../law/book.ts";
import { findInForce, holdsOn } from "../../law/in-force.ts";
import type { LegalMark } from "../../law/law.ts";
import { evidenceStandards } from "../../plan/field-spec.ts";
import type { Agreement, EvidenceRow, Plan, Unit } from "../../plan/plan.ts";
import type { CaseReading, DecisionReading } from "../case-reading.ts";
import type { Casebook } from "../casebook.ts";
import { groupRows } from "../plan-rows.ts";
import type { MoneyEffect } from "../process.ts";
import { readCases } from "../read-cases.ts";
import { transferFindingKinds } from "../transfers/finding-kinds.ts";
import type { VettingLaw } from "../transfers/policies.ts";

const report = reporter(transferFindingKinds);

/** A claim about a unit, and whether it reaches the standard of the law. */
export interface WeighedEvidence {
  readonly row: EvidenceRow;
  /** It is as firm as the law asks, or firmer. */
  readonly suffices: boolean;
  /** A later row replaces it. */
  readonly superseded: boolean;
}

/** An exception to the bar, or a waiver of it, in use. */
export interface ExceptionReading {
  readonly code: string;
  readonly name: string;
  readonly says: string;
  readonly on: IsoDate;
  readonly until: IsoDate | null;
  /** The last day for the report to Congress; nothing where the law sets none. */
  readonly report_due: IsoDate | null;
  readonly reported_on: IsoDate | null;
  readonly late: boolean;
}

/** A unit under one of the two laws, as it stands on a day. */
export interface UnitVetting {
  readonly unit: Unit;
  readonly law: VettingLaw;
  /** `free`: approved or excepted. `blocked`: barred. `waits`: not vetted, in review, suspended or expired. */
  readonly effect: MoneyEffect;
  /** The state of the case that decides; `not_vetted` where there is none. */
  readonly state: string;
  /** The first day of that state; the day of reading where there is no case. */
  readonly since: IsoDate;
  /** The case that decides; nothing where the unit has none under this law. */
  readonly case: CaseReading | null;
  /** A later case that is still open beside it. */
  readonly open_case: string | null;
  /** The last day on which an approval counts. */
  readonly until: IsoDate | null;
  readonly exception: ExceptionReading | null;
  readonly evidence: readonly WeighedEvidence[];
  /** What the law asks today, in words. */
  readonly test: string;
  /** What the law says of the unit above, where that one is barred or cleared. */
  readonly above: { readonly unit: string; readonly state: string; readonly says: string } | null;
  readonly assumed: boolean;
  readonly because: string;
  readonly citation: string;
  readonly mark: LegalMark;
}

/** Money that a law binds, for which no unit is named. It is not held; it cannot be vetted either. */
export interface UnnamedUnits {
  readonly initiative: string;
  readonly law: VettingLaw;
  readonly accounts: readonly string[];
  /** The law has a way for it: a list, and from a day on a written agreement. */
  readonly way: "list" | "list_and_agreement" | null;
  /** The written agreement in force, where the law asks for one. */
  readonly agreement: string | null;
  readonly because: string;
  readonly citation: string;
  readonly mark: LegalMark;
}

/** Vetting of a plan on a day: every unit under both laws, and money that names no unit. */
export interface VettingReading {
  readonly units: readonly UnitVetting[];
  readonly unnamed: readonly UnnamedUnits[];
}

/**
 * Every unit of a plan under each of the two laws, as it stands on a day.
 *
 * An approval under one law is none under the other: their tests, exceptions and deciders differ. A bar stands until
 * it is excepted, remedied or superseded, whatever is opened after it.
 * Source: 22 U.S.C. 2378d, 10 U.S.C. 362 (law/policies/vetting-laws.yaml).
 */
export function readVetting(
  plan: Plan,
  book: Casebook,
  law: LawBook,
  on: IsoDate,
  cases: readonly CaseReading[] = readCases(plan, book, on).result,
): Outcome<VettingReading> {
  const vetted = cases.filter((each) => each.process.kind === "vetting");
  const ofUnit = groupRows(vetted, (each) => `${each.process.code}\0${each.case.unit ?? ""}`);
  const evidenceOf = groupRows(plan.tables.evidence, (row) => row.case);
  const plain = plan.tables.units.flatMap((unit) =>
    book.policies.vetting.map((each) =>
      readUnit(each, unit, ofUnit.get(`${each.process}\0${unit.id}`) ?? [], evidenceOf, on),
    ),
  );
  const byKey = new Map(plain.map((each) => [`${each.law.code}\0${each.unit.id}`, each]));
  const units = plain.map((each) => {
    const parent = byKey.get(`${each.law.code}\0${each.unit.parent ?? ""}`);
    // A unit above that is not vetted says nothing of this one.
    if (parent === undefined || parent.effect === "waits") return each;
    return { ...each, above: aboveOf(each, parent) };
  });
  const findings = [...units.flatMap(checkUnit), ...checkApart(plan, vetted)];
  return {
    result: { units, unnamed: listUnnamed(plan, book, law, on) },
    findings: sortFindings(findings),
  };
}

function readUnit(
  law: VettingLaw,
  unit: Unit,
  cases: readonly CaseReading[],
  evidenceOf: ReadonlyMap<string, readonly EvidenceRow[]>,
  on: IsoDate,
): UnitVetting {
  const sorted = [...cases].sort((a, b) => order(a, b));
  const deciding = sorted.filter((each) => each.money !== "waits").at(-1) ?? sorted.at(-1) ?? null;
  const newest = sorted.at(-1) ?? null;
  const test = findInForce(law.test, on);
  const base = {
    ...{ unit, law, above: null, test: test?.value ?? "", case: deciding },
    open_case: newest !== deciding && newest?.closed === false ? newest.case.id : null,
  };
  if (deciding === null) {
    return {
      ...{ ...base, effect: "waits", state: "not_vetted", since: on, until: null, exception: null },
      ...{ evidence: [], assumed: false, mark: "knowledge", citation: test?.cite ?? law.code },
      because: `\`${unit.id}\` is not vetted under the ${law.name}. ${law.decides} decides.`,
    };
  }
  const { state, since, money, assumed } = deciding;
  const exception = money === "free" ? findException(law, deciding) : null;
  const approval = deciding.decisions.filter((each) => each.status === "stands").at(-1);
  const until = money === "free" ? (approval?.event.until ?? null) : null;
  return {
    ...{ ...base, effect: money, state: state.code, since, until, exception, assumed },
    evidence: weigh(law, evidenceOf.get(deciding.case.id) ?? [], on),
    citation: state.cite || (test?.cite ?? law.code),
    mark: state.mark,
    because: `\`${unit.id}\` is \`${state.code}\` under the ${law.name} since ${since} (\`${deciding.case.id}\`)${until === null ? "" : `, until ${until}`}. ${state.meaning}`,
  };
}

/** Cases by the day of what decided them last, then by the day they were opened. */
function order(a: CaseReading, b: CaseReading): number {
  const text = (each: CaseReading) => `${each.since} ${each.case.opened_on} ${each.case.id}`;
  return text(a) < text(b) ? -1 : 1;
}

function findException(law: VettingLaw, reading: CaseReading): ExceptionReading | null {
  const codes = law.exceptions.map((each) => each.event);
  const used = (each: DecisionReading) => codes.includes(each.act.code) && each.status === "stands";
  const decision = reading.decisions.filter(used).at(-1);
  const rule = law.exceptions.find((each) => each.event === decision?.act.code);
  if (decision === undefined || rule === undefined) return null;
  const { on } = decision.event;
  const told = reading.events.find((each) => each.act.code === "report" && each.event.on >= on);
  const clock = reading.clocks.find((each) => each.code === "report");
  return {
    ...{ code: rule.code, name: rule.name, says: rule.says, on },
    until: decision.event.until ?? null,
    report_due: clock?.due ?? null,
    reported_on: told?.event.on ?? null,
    late: clock?.late ?? false,
  };
}

function weigh(
  law: VettingLaw,
  rows: readonly EvidenceRow[],
  on: IsoDate,
): readonly WeighedEvidence[] {
  const replaced = new Set(rows.flatMap((row) => row.supersedes ?? []));
  return rows
    .filter((row) => row.dated <= on)
    .map((row) => ({
      row,
      suffices: isFirm(row, law),
      superseded: replaced.has(row.id),
    }));
}

function isFirm(row: EvidenceRow, law: VettingLaw): boolean {
  return evidenceStandards.indexOf(row.standard) >= evidenceStandards.indexOf(law.least_standard);
}

function aboveOf(each: UnitVetting, parent: UnitVetting): UnitVetting["above"] {
  const { sub_units } = each.law;
  return { unit: parent.unit.id, state: parent.state, says: sub_units.says };
}

function checkUnit(each: UnitVetting): Finding[] {
  const { law, exception, evidence } = each;
  const row = each.case?.case.id ?? "";
  const findings: Finding[] = [];
  const bar = each.case?.decisions.filter((one) => one.status === "stands").at(-1);
  if (each.effect === "blocked" && bar?.act.code === "reject") {
    const cited = evidence.filter((one) => bar.event.evidence.includes(one.row.id));
    if (!cited.some((one) => one.suffices && !one.superseded)) {
      findings.push(
        report(
          "vetting_weak_evidence",
          { file: "events.csv", id: bar.event.id, field: "evidence" },
          {
            found: `evidence that is at most ${cited.map((one) => one.row.standard).join(", ") || "absent"}`,
            expected: `evidence that is \`${law.least_standard}\` or firmer. ${each.test}`,
            help: "Add firmer evidence, or suspend the case until there is some.",
            source: each.citation,
          },
        ),
      );
    }
  }
  if (exception?.late === true) {
    findings.push(
      report(
        "vetting_report_late",
        { file: "cases.csv", id: row },
        {
          found:
            exception.reported_on === null
              ? `no report of the exception of ${exception.on}`
              : `a report on ${exception.reported_on} of the exception of ${exception.on}`,
          expected: `a report to Congress by ${exception.report_due}`,
          help: "Report it, and record the report.",
          source: law.exceptions.find((one) => one.code === exception.code)?.cite ?? law.code,
        },
      ),
    );
  }
  return findings;
}

/** Cases whose unit receives nothing of the initiative that they name. */
function checkApart(plan: Plan, cases: readonly CaseReading[]): Finding[] {
  const { initiatives, packages, lines } = plan.tables;
  if (!cases.some((each) => each.case.initiative !== undefined)) return [];
  const named = new Map(initiatives.map((row) => [row.id, new Set(row.units)]));
  const ownerOf = new Map(packages.map((row) => [row.id, row.initiative]));
  for (const { package: id, unit } of lines) {
    if (unit !== undefined) named.get(ownerOf.get(id) ?? "")?.add(unit);
  }
  return cases.flatMap(({ case: row }) => {
    const units = named.get(row.initiative ?? "");
    if (row.unit === undefined || units === undefined || units.has(row.unit)) return [];
    const at = { file: "cases.csv", id: row.id, field: "unit" };
    return report("vetting_unit_apart", at, {
      found: `the unit \`${row.unit}\`, to which nothing of \`${row.initiative}\` goes`,
      expected: "a unit that the initiative, or one of its lines, names",
      help: "Name the unit in the initiative or in its lines, so that its vetting holds their money.",
    });
  });
}

/** Accounts that a vetting law binds on a day, each with how sure that is. */
export function accountsOf(
  law: LawBook,
  code: string,
  on: IsoDate,
): ReadonlyMap<string, { readonly mark: LegalMark; readonly cite: string }> {
  const stops = law.contents.bars.find((bar) => bar.code === code)?.stops ?? [];
  const found = new Map<string, { mark: LegalMark; cite: string }>();
  for (const { accounts, mark, cite } of stops.filter((each) => holdsOn(each, on))) {
    for (const account of accounts) {
      if (found.get(account)?.mark !== "checked") found.set(account, { mark, cite });
    }
  }
  return found;
}

function listUnnamed(
  plan: Plan,
  book: Casebook,
  law: LawBook,
  on: IsoDate,
): readonly UnnamedUnits[] {
  const withUnit = new Set(
    plan.tables.lines.filter((row) => row.unit !== undefined).map((row) => row.package),
  );
  const named = new Set(
    plan.tables.packages.filter((row) => withUnit.has(row.id)).map((row) => row.initiative),
  );
  return book.policies.vetting.flatMap((each) => {
    const bound = accountsOf(law, each.code, on);
    const rule = each.unknown_unit.find((one) => holdsOn(one, on));
    return plan.tables.initiatives.flatMap((row): UnnamedUnits[] => {
      const accounts = row.accounts.filter((account) => bound.has(account));
      // Organizations are no unit of a foreign security force.
      if (accounts.length === 0 || row.units.length > 0 || named.has(row.id)) return [];
      if (row.recipient === "organization" || rule === undefined) return [];
      const needs = rule.value === "list_and_agreement";
      const agreement = needs ? findAgreement(plan.tables.agreements, row.partner, on) : undefined;
      return [
        {
          ...{ initiative: row.id, law: each, accounts, way: rule.value },
          ...{ agreement: agreement?.id ?? null, because: rule.says },
          ...{ citation: rule.cite, mark: rule.mark },
        },
      ];
    });
  });
}

function findAgreement(
  agreements: readonly Agreement[],
  partner: string,
  on: IsoDate,
): Agreement | undefined {
  return agreements.find(
    (row) =>
      row.kind === "leahy_written" &&
      row.partner === partner &&
      row.status === "in_force" &&
      (row.since === undefined || row.since <= on) &&
      (row.until === undefined || on <= row.until),
  );
}
