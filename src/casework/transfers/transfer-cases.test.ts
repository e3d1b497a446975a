import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { parse } from "yaml";
import { z } from "zod";
import { fiscalYear, isIsoDate } from "../../base/fiscal.ts";
import { readLawFolder, realLaw } from "../../law/law-folder.test-data.ts";
import { tables } from "../../plan/fields.ts";
import { makeRow } from "../../plan/rows.ts";
import { realCasebook } from "../casebook.test-data.ts";
import { answerWords, formatAnswers } from "./checklist.ts";
import { readEndUse } from "./end-use.ts";
import { policyOn } from "./policies.ts";
import { readTransfers } from "./read-transfers.ts";
import { replayUnder } from "./replay.ts";
import { barePlan, dollars, partnerOf, transferOf, walk } from "./transfer-plan.test-data.ts";
import type { TransferReading } from "./transfer-reading.ts";

const text = z.string().min(1);
const day = z.string().refine(isIsoDate);
const money = z.number().int();
const { channel, category } = tables.transfers.fields;
const purpose = z.enum(tables.transfers.fields.purpose.values);
const technology = z.enum(tables.transfers.fields.technology.values);
const head = { name: text, question: text, source: text };
const row = z.strictObject({
  channel: z.enum(channel.values),
  category: z.enum(category.values),
  amount: money,
  major_amount: money.optional(),
  original_amount: money.optional(),
  training_amount: money.optional(),
  sustainment_amount: money.optional(),
  lease_months: z.number().int().optional(),
  edge_statement: text.optional(),
  license: text.optional(),
  license_until: day.optional(),
  nontransfer_on: day.optional(),
  certified_on: day.optional(),
  made_abroad: z.boolean().optional(),
  offset_ratio: z.number().optional(),
  purpose: purpose.optional(),
  technology: technology.optional(),
  requested_on: day,
});
const happening = z.strictObject({
  event: text,
  on: day,
  amount: money.optional(),
  until: day.optional(),
});

const caseSchema = z.union([
  z.strictObject({
    ...head,
    partner: text,
    bureau: text,
    on: day,
    transfer: row,
    /** How the partner's eligibility stands in the register; in force where nothing is said. */
    eligibility: z.enum(["in_force", "suspended", "unrecorded"]).optional(),
    /** Others of the same requirement. */
    beside: z.array(row.extend({ id: text })).optional(),
    /** Accounts of the assistance that pays for it; the partner pays where there are none. */
    accounts: z.array(text).optional(),
    process: text.optional(),
    happened: z.array(happening).optional(),
    expected: z.strictObject({
      due: z.boolean().optional(),
      waiting_days: z.number().nullable().optional(),
      group: text.optional(),
      edge: z.boolean().optional(),
      split: z.boolean().optional(),
      crossed_at: text.nullable().optional(),
      vetted: z.boolean().optional(),
      state: text.optional(),
      refused: z.array(text).optional(),
      license: z.enum(["fits", "missing", "unknown", "unfit", "not_asked"]).optional(),
      certificate: z.enum(["given", "missing", "not_asked"]).optional(),
      /** The last day of the license. */
      until: day.nullable().optional(),
      /** Clocks of its case that have run out. */
      late: z.array(text).optional(),
      /** The rate of the administrative surcharge, in hundredths of a percent. */
      surcharge: z.number().int().nullable().optional(),
      /** Findings that must be there. */
      findings: z.array(text).optional(),
      /** Findings that must not. */
      not: z.array(text).optional(),
    }),
  }),
  z.strictObject({
    ...head,
    policy_on: day,
    expected: z.strictObject({ policy: text.nullable() }),
  }),
  z.strictObject({
    ...head,
    replay: z.strictObject({ from: text, to: text }),
    /** The answer to every criterion of the first version, but for these. */
    all: z.enum(answerWords as ["favorable", "neutral", "adverse"]),
    but: z.record(text, z.enum(answerWords as ["favorable", "neutral", "adverse"])).optional(),
    expected: z.strictObject({
      outcome: z.enum(["bars", "open", "stands"]),
      new: z.array(text),
      dropped: z.array(text),
      open: z.array(text),
    }),
  }),
  z.strictObject({
    ...head,
    on: day,
    item: z.strictObject({
      monitoring: z.enum(["routine", "enhanced"]),
      delivered_on: day,
      checked_on: day.optional(),
    }),
    expected: z.strictObject({ due: day.nullable(), overdue: z.boolean() }),
  }),
]);
type Case = z.infer<typeof caseSchema>;
type TransferCase = Extract<Case, { transfer: unknown }>;

const files = [...readLawFolder()]
  .filter(([path]) => path.startsWith("cases/transfers/"))
  .map(([file, bytes]) => ({
    file,
    cases: z.array(caseSchema).parse(parse(new TextDecoder().decode(bytes))),
  }));

function rowOf(values: z.infer<typeof row> & { id?: string }) {
  const amounts = ["amount", "major_amount", "original_amount"] as const;
  const parts = ["training_amount", "sustainment_amount"] as const;
  const inCents = [...amounts, ...parts].flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, dollars(value)]];
  });
  return { ...values, ...Object.fromEntries(inCents) };
}

function checkTransfer(each: TransferCase): void {
  const because = `source of the expectation: ${each.source}`;
  const like = { partner: each.partner, requirement: "one requirement" };
  const { process, happened = [], eligibility = "in_force" } = each;
  const plan = barePlan(each.on, {
    partners: [partnerOf(each.partner, each.bureau)],
    transfers: [
      ...(each.beside ?? []).map((one) => transferOf({ ...rowOf(one), ...like })),
      transferOf({ ...rowOf(each.transfer), ...like, ...paidBy(each) }),
    ],
    initiatives:
      each.accounts === undefined
        ? []
        : [
            makeRow("initiatives", {
              ...{ id: "i", name: "i", partner: each.partner, kind: "proposal", agency: "DoD" },
              ...{ accounts: each.accounts, purpose: "military_capability", units: ["u"] },
              ...{ recipient: "defense", focus: "tactical", cost_basis: "test" },
              ...{ earliest_start: fiscalYear(2018), latest_start: fiscalYear(2021) },
            }),
          ],
    cases:
      process === undefined
        ? []
        : [
            makeRow("cases", {
              ...{ id: "c", name: "c", kind: "transfer", process, partner: each.partner },
              ...{ transfer: "t", opened_on: each.transfer.requested_on, owner: "tester" },
            }),
          ],
    agreements:
      eligibility === "unrecorded"
        ? []
        : [
            makeRow("agreements", {
              ...{ id: "a", name: "a", partner: each.partner, kind: "eligibility" },
              status: eligibility,
            }),
          ],
    evidence: [
      makeRow("evidence", {
        ...{ id: "e", case: "c", claim: "made up", standard: "credible", said_by: "somebody" },
        ...{ source: "made up", dated: each.transfer.requested_on },
      }),
    ],
  });
  const after = walk(
    plan,
    happened.map(({ amount, ...one }) =>
      amount === undefined ? one : { ...one, amount: dollars(amount) },
    ),
  );
  const read = readTransfers(after.plan, realCasebook(), realLaw(), each.on);
  const found = read.result.find((one) => one.transfer.id === "t");
  assert.ok(found, because);
  const codes = found.findings.map((finding) => finding.code);
  const seen: Readonly<Record<string, unknown>> = {
    ...{ due: found.notice.due, waiting_days: found.notice.waiting_days },
    ...{ group: found.notice.group, edge: found.edge.applies, vetted: found.vetting.applies },
    ...{ split: found.total?.split, crossed_at: found.total?.crossed_at },
    ...{ state: found.case?.state.code, refused: after.refused },
    ...licenseOf(found),
    surcharge: found.fees.find((fee) => fee.code === "administrative_surcharge")?.rate ?? null,
  };
  const { findings = [], not = [], ...expected } = each.expected;
  const shown = Object.fromEntries(Object.keys(expected).map((key) => [key, seen[key]]));
  assert.deepEqual(shown, expected, because);
  for (const code of findings)
    assert.ok(codes.includes(code), `${code} not in ${codes}; ${because}`);
  for (const code of not) assert.ok(!codes.includes(code), `${code} is found; ${because}`);
}

const paidBy = ({ accounts }: TransferCase) => (accounts === undefined ? {} : { initiative: "i" });

function licenseOf({ license, case: reading }: TransferReading) {
  const { problem, certificate, validity } = license;
  const clocks = reading?.clocks ?? [];
  return {
    license: problem ?? (license.license === null ? "not_asked" : "fits"),
    certificate: !certificate.applies ? "not_asked" : certificate.given ? "given" : "missing",
    until: validity?.until ?? null,
    late: clocks.filter(({ late, ended_on }) => late && ended_on === null).map(({ code }) => code),
  };
}

function checkCase(each: Case): void {
  const because = `source of the expectation: ${each.source}`;
  const { policies } = realCasebook();
  if ("transfer" in each) checkTransfer(each);
  else if ("policy_on" in each) {
    assert.equal(policyOn(policies, each.policy_on)?.code ?? null, each.expected.policy, because);
  } else if ("item" in each) {
    const item = makeRow("end_use_items", {
      ...{ id: "i", partner: "PHL", article: "a", quantity: 1, status: "in_place" },
      ...each.item,
    });
    const [found] = readEndUse(policies.terms, [item], each.on);
    const { due, overdue } = found ?? {};
    assert.deepEqual({ due, overdue }, each.expected, because);
  } else {
    const from = policies.arms.find((one) => one.code === each.replay.from);
    const to = policies.arms.find((one) => one.code === each.replay.to);
    assert.ok(from && to);
    const answers = from.criteria.map(({ code: criterion }) => ({
      ...{ criterion, answer: each.but?.[criterion] ?? each.all, note: "" },
    }));
    const advice = makeRow("events", {
      ...{ id: "e", case: "c", number: 1, on: from.from, event: "advise_approve" },
      ...{ author: "tester", office: "state_pm", answers: formatAnswers(answers) },
    });
    const found = replayUnder(from, to, [advice], null);
    const { outcome, new: fresh, dropped, open } = found;
    assert.deepEqual({ outcome, new: fresh, dropped, open }, each.expected, because);
  }
}

describe("cases of arms transfers", () => {
  for (const { file, cases } of files) {
    describe(file, () => {
      for (const each of cases) it(`${each.name}: ${each.question}`, () => checkCase(each));
    });
  }

  it("has at least 60 cases, each with a name of its own in its file", () => {
    assert.ok(files.flatMap((file) => file.cases).length >= 60);
    for (const { cases } of files) {
      assert.equal(new Set(cases.map((each) => each.name)).size, cases.length);
    }
  });

  it("meets each of these findings in some case, and goes without it in another", () => {
    const cases = files.flatMap((file) => file.cases);
    const told = (key: "findings" | "not") =>
      cases.flatMap((each) => ("transfer" in each ? (each.expected[key] ?? []) : []));
    for (const code of [
      "notice_skipped",
      "transfer_split",
      "amendment_crosses",
      "edge_statement_missing",
      "package_part_missing",
      "lease_too_long",
      ...["license_missing", "license_unknown", "license_unfit"],
      ...["nontransfer_certificate_missing", "notice_skipped_unsure"],
    ]) {
      assert.ok(told("findings").includes(code), code);
      assert.ok(told("not").includes(code), code);
    }
    for (const code of ["lease_months_missing", "third_party_unnamed"]) {
      assert.ok(told("findings").includes(code), code);
    }
  });
});
