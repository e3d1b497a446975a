import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isoDate } from "../../base/fiscal.ts";
import { realCasebook } from "../../casework/casebook.test-data.ts";
import { formatAnswers } from "../../casework/transfers/checklist.ts";
import { readTransfers } from "../../casework/transfers/read-transfers.ts";
import {
  barePlan,
  dollars,
  type Happening,
  partnerOf,
  transferOf,
  walk,
} from "../../casework/transfers/transfer-plan.test-data.ts";
import { realLaw } from "../../law/law-folder.test-data.ts";
import { makeRow } from "../../plan/rows.ts";
import { transferText } from "./transfer-text.ts";

const day = isoDate;
const on = day("2020-12-31");

/** The text of a sale to Saudi Arabia after what happened in its case. */
function textOf(happened: readonly Happening[], view?: string): string {
  const plan = barePlan(on, {
    partners: [partnerOf("SAU", "NEA")],
    transfers: [
      transferOf({
        ...{ id: "first", partner: "SAU", requirement: "Coast", amount: dollars(9_000_000) },
        ...{ category: "major_defense_equipment", requested_on: day("2020-03-02") },
      }),
      transferOf({
        ...{ id: "t", partner: "SAU", requirement: "Coast", amount: dollars(20_000_000) },
        category: "major_defense_equipment",
        ...(view === undefined ? {} : { third_party_view: view }),
      }),
    ],
    end_use_items: [
      makeRow("end_use_items", {
        ...{ id: "i", partner: "SAU", article: "Launchers", quantity: 2, monitoring: "enhanced" },
        ...{ delivered_on: day("2020-01-02"), status: "missing", finding: "Two not shown." },
      }),
    ],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "c", kind: "transfer", process: "fms", partner: "SAU" },
        ...{ transfer: "t", opened_on: day("2020-06-01"), owner: "sco" },
      }),
    ],
  });
  const { result } = readTransfers(walk(plan, happened).plan, realCasebook(), realLaw(), on);
  const found = result.find((one) => one.transfer.id === "t");
  assert.ok(found);
  return transferText(found);
}

/** The text of a commercial sale of major equipment whose license was issued, in one line. */
function commercialText(values: Parameters<typeof transferOf>[0]): string {
  const sale = transferOf({ ...values, channel: "DCS", category: "major_defense_equipment" });
  const plan = barePlan(on, {
    partners: [partnerOf("PHL", "EAP")],
    transfers: [sale],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "c", kind: "transfer", process: "dcs", partner: "PHL" },
        ...{ transfer: "t", opened_on: day("2020-06-01"), owner: "ddtc" },
      }),
    ],
  });
  const happened = [
    { event: "apply", on: day("2020-06-02") },
    { event: "approve", on: day("2020-07-01") },
    { event: "find_below", on: day("2020-07-06") },
    { event: "issue", on: day("2020-09-01") },
  ];
  const { result } = readTransfers(walk(plan, happened).plan, realCasebook(), realLaw(), on);
  assert.ok(result[0]);
  return transferText(result[0]).replaceAll(/\s+/g, " ");
}

const advised = (office: string, event: string, answer: "neutral" | "adverse"): Happening => ({
  ...{ event, on: day("2020-08-03"), office, reason: `${office} says so.` },
  answers: formatAnswers([{ criterion: "human_rights", answer, note: "Reports of 2019." }]),
});

describe("a transfer for a terminal", () => {
  const text = textOf([
    { event: "receive_request", on: day("2020-06-11") },
    { event: "complete_b", on: day("2020-06-21") },
    { event: "submit", on: day("2020-08-01") },
    advised("state_pm", "advise_approve", "neutral"),
    advised("state_drl", "advise_deny", "adverse"),
    { event: "approve", on: day("2020-09-01") },
  ]);
  const words = text.replaceAll(/\s+/g, " ");

  for (const said of [
    "$20.0 million: notice to Congress is due, then 30 calendar days.",
    "2020-06-01 t: $20.0 million, together $29.0 million, over a threshold",
    "NSPM-10, Conventional Arms Transfer Policy of 2018: 1 of 14 answered.",
    "human_rights, disputed: state_drl adverse (Reports of 2019.); state_pm neutral",
    "2020-08-03 state_drl advises to deny, in dissent: state_drl says so.",
    "Decided 2020-09-01 by state_pm to approve: Tried.",
    "Under `NSM-18` it could not be decided yet; to be answered: national_security",
    "Statement on Israel's edge: missing.",
    "No vetting of units: The two vetting laws bind assistance.",
    "10 days: Partner government",
    "2 x Launchers: overdue since 2020-04-01; found missing (Two not shown.)",
    "No money for training.",
    "HOW OTHERS SEE IT Nobody says, and it was approved on 2020-09-01.",
  ]) {
    it(`says: ${said}`, () => assert.ok(words.includes(said), text));
  }

  it("says how others see it, where somebody says so, and notes no silence before an approval", () => {
    assert.match(textOf([], "Iran will protest."), /HOW OTHERS SEE IT\n {2}Iran will protest\./);
    assert.match(textOf([]), /HOW OTHERS SEE IT\n {2}Nobody says yet\./);
  });

  it("estimates the fees of a sale between governments, and asks it for no license", () => {
    assert.ok(
      words.includes(
        "Administrative surcharge: about $640,000. 3.2 percent of $20.0 million, the rate since 2018",
      ),
    );
    assert.ok(words.includes("Contract administration: at most $200,000."));
    assert.ok(words.includes("Transport: worked out for each case."));
    assert.ok(!text.includes("LICENSE"));
  });

  it("says under what a commercial sale leaves, until when, and whether its certificate is there", () => {
    const said = commercialText({ license: "DSP-5" });
    assert.ok(said.includes("Leaves under: DSP-5: Permanent export."), said);
    assert.ok(said.includes("Holds until: 2024-09-01. A license holds for four years"), said);
    assert.ok(said.includes("Nontransfer and use certificate: Missing."), said);
    assert.ok(said.includes("Registration: Who makes or exports"), said);
    assert.ok(!said.includes("FEES, ESTIMATED"), said);
    assert.match(commercialText({}), /Leaves under: No license, agreement or exemption\./);
    const given = commercialText({ license: "DSP-5", nontransfer_on: day("2020-08-31") });
    assert.ok(given.includes("Nontransfer and use certificate: Given."), given);
  });

  it("keeps to 100 columns, and leaves out a replay of nothing", () => {
    assert.ok(text.split("\n").every((line) => line.length <= 100));
    assert.ok(!textOf([]).includes("UNDER ANOTHER VERSION"));
  });
});
