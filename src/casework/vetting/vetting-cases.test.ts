import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { z } from "zod";
import { fiscalYear, isIsoDate, isoDate } from "../../base/fiscal.ts";
import { readLawFolder, realLaw } from "../../law/law-folder.test-data.ts";
import { evidenceStandards } from "../../plan/field-spec.ts";
import type { Plan } from "../../plan/plan.ts";
import { makeRow } from "../../plan/rows.ts";
import { realCasebook } from "../casebook.test-data.ts";
import { listHolds } from "../holds.ts";
import { barePlan, dollars, partnerOf, walk } from "../transfers/transfer-plan.test-data.ts";
import { holdsOfVetting } from "./holds-of-vetting.ts";
import { readVetting } from "./read-vetting.ts";

const text = z.string().min(1);
const day = z.string().refine(isIsoDate);

const caseSchema = z.strictObject({
  name: text,
  question: text,
  source: text,
  on: day,
  /** The unit `squad`, unless another is named, is vetted in this process. */
  process: text.optional(),
  unit: text.optional(),
  /** Accounts that are asked to pay; the unit `squad` gets the line `radio`, and `company` above it the line `truck`. */
  accounts: z.array(text).min(1),
  /** The initiative names no unit, nor do its lines. */
  unnamed: z.boolean().optional(),
  agreement: day.optional(),
  standard: z.enum(evidenceStandards).optional(),
  happened: z
    .array(
      z.strictObject({
        event: text,
        on: day,
        until: day.optional(),
        assumed: z.boolean().optional(),
      }),
    )
    .optional(),
  expected: z.strictObject({
    /** The state of the unit under the law of the process. */
    state: text.optional(),
    refused: z.array(text).optional(),
    /** `line account` of each hold on `radio`, by effect; empty when nothing of it is held. */
    blocked: z.array(text).optional(),
    waiting: z.array(text).optional(),
    /** The test of the law of the process on the day. */
    test: text.optional(),
    report_due: day.optional(),
    findings: z.array(text).optional(),
    not: z.array(text).optional(),
    way: text.nullable().optional(),
    agreed: z.boolean().optional(),
  }),
});
type Case = z.infer<typeof caseSchema>;

const files = [...readLawFolder()]
  .filter(([path]) => path.startsWith("cases/vetting/"))
  .map(([file, bytes]) => ({
    file,
    cases: z.array(caseSchema).parse(parse(new TextDecoder().decode(bytes))),
  }));

function planOf(each: Case): Plan {
  const { process, unnamed = false } = each;
  const line = (id: string, unit: string) =>
    makeRow("lines", {
      ...{ id, package: "p", year_offset: 0, kind: "equipment", amount: dollars(1_000_000) },
      ...(unnamed ? {} : { unit }),
    });
  return barePlan(each.on, {
    partners: [partnerOf("PHL", "EAP")],
    units: [
      makeRow("units", { id: "company", name: "company", partner: "PHL", force: "army" }),
      makeRow("units", {
        ...{ id: "squad", name: "squad", partner: "PHL", force: "army", parent: "company" },
      }),
    ],
    agreements:
      each.agreement === undefined
        ? []
        : [
            makeRow("agreements", {
              ...{ id: "a", name: "a", partner: "PHL", kind: "leahy_written" },
              ...{ status: "in_force", since: each.agreement },
            }),
          ],
    initiatives: [
      makeRow("initiatives", {
        ...{ id: "i", name: "i", partner: "PHL", kind: "proposal", agency: "State" },
        ...{ accounts: each.accounts, purpose: "military_capability", recipient: "defense" },
        ...{ focus: "tactical", cost_basis: "test" },
        ...{ earliest_start: fiscalYear(2021), latest_start: fiscalYear(2021) },
      }),
    ],
    packages: [makeRow("packages", { id: "p", initiative: "i", name: "p", level: "full" })],
    lines: [line("radio", "squad"), line("truck", "company")],
    cases:
      process === undefined
        ? []
        : [
            makeRow("cases", {
              ...{ id: "c", name: "c", kind: "vetting", process, partner: "PHL" },
              ...{ unit: each.unit ?? "squad", opened_on: isoDate("2005-01-03"), owner: "post" },
            }),
          ],
    evidence: [
      makeRow("evidence", {
        ...{ id: "e", case: "c", claim: "made up", standard: each.standard ?? "credible" },
        ...{ dated: isoDate("2005-01-03"), said_by: "somebody", source: "made up" },
      }),
    ],
  });
}

function checkCase(each: Case): void {
  const because = `source of the expectation: ${each.source}`;
  const happened = (each.happened ?? []).map(({ event, on, until, assumed = false }) => ({
    ...{ event, on, assumed },
    ...(until === undefined ? {} : { until }),
  }));
  const { plan, refused } = walk(planOf(each), happened);
  const book = realCasebook();
  const { result, findings } = readVetting(plan, book, realLaw(), each.on);
  const one = result.units.find(
    (row) => row.unit.id === (each.unit ?? "squad") && row.law.process === each.process,
  );
  const holds = holdsOfVetting(plan, book, realLaw(), each.on).filter((hold) =>
    hold.lines.includes("radio"),
  );
  const held = (effect: string) =>
    holds.filter((hold) => hold.effect === effect).flatMap((hold) => hold.accounts);
  const unnamed = result.unnamed.find((row) => row.law.process === each.process);
  const seen: Readonly<Record<string, unknown>> = {
    ...{ state: one?.state, refused, blocked: held("blocked"), waiting: held("waiting") },
    ...{ test: one?.test, report_due: one?.exception?.report_due },
    ...{ way: unnamed?.way, agreed: unnamed !== undefined && unnamed.agreement !== null },
  };
  const { findings: must = [], not = [], ...expected } = each.expected;
  const shown = Object.fromEntries(Object.keys(expected).map((key) => [key, seen[key]]));
  assert.deepEqual(shown, expected, because);
  const codes = findings.map((finding) => finding.code);
  for (const code of must) assert.ok(codes.includes(code), `${code} not in ${codes}; ${because}`);
  for (const code of not) assert.ok(!codes.includes(code), `${code} is found; ${because}`);
  // What holds of vetting say is part of what holds the plan.
  const all = listHolds(plan, book, realLaw(), each.on);
  for (const hold of holds) assert.ok(all.some((other) => other.because === hold.because));
}

describe("cases of vetting", () => {
  for (const { file, cases } of files) {
    describe(file, () => {
      for (const each of cases) it(`${each.name}: ${each.question}`, () => checkCase(each));
    });
  }

  it("has at least 30 cases, each with a name of its own in its file", () => {
    assert.ok(files.flatMap((file) => file.cases).length >= 30);
    for (const { cases } of files) {
      assert.equal(new Set(cases.map((each) => each.name)).size, cases.length);
    }
  });

  it("meets each of these findings in some case, and goes without it in another", () => {
    const cases = files.flatMap((file) => file.cases);
    for (const code of ["vetting_weak_evidence", "vetting_report_late"]) {
      assert.ok(
        cases.some((each) => each.expected.findings?.includes(code)),
        code,
      );
      assert.ok(
        cases.some((each) => each.expected.not?.includes(code)),
        code,
      );
    }
  });

  it("names a case whose unit receives nothing of its initiative", () => {
    const [first] = files.flatMap((file) => file.cases);
    assert.ok(first);
    const plan = planOf({ ...first, process: "leahy-state", unnamed: true });
    const cases = plan.tables.cases.map((row) => ({ ...row, initiative: "i" }));
    const apart = { ...plan, tables: { ...plan.tables, cases } };
    const read = (of: Plan) => readVetting(of, realCasebook(), realLaw(), first.on).findings;
    assert.deepEqual(
      read(apart).map((finding) => finding.code),
      ["vetting_unit_apart"],
    );
    const named = planOf({ ...first, process: "leahy-state" });
    assert.deepEqual(read({ ...named, tables: { ...named.tables, cases } }), []);
  });
});
