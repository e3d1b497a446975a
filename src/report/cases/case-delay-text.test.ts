import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../../base/fiscal.ts";
import { casePlan, eventRows } from "../../casework/case-plan.test-data.ts";
import { realCasebook } from "../../casework/casebook.test-data.ts";
import { holdsOfCase } from "../../casework/holds.ts";
import { lookUpRows } from "../../casework/plan-rows.ts";
import { readCases } from "../../casework/read-cases.ts";
import {
  barePlan,
  partnerOf,
  transferOf,
  walk,
} from "../../casework/transfers/transfer-plan.test-data.ts";
import { listActBars } from "../../casework/transfers/transfer-rules.ts";
import { realLaw } from "../../law/law-folder.test-data.ts";
import { makeRow } from "../../plan/rows.ts";
import { listCases } from "./case-list.ts";
import { caseListText } from "./case-list-text.ts";
import { caseText } from "./case-text.ts";

const book = realCasebook();
const on = isoDate("2021-02-20");
const flat = (text: string) => text.replaceAll(/\s+/g, " ");

test("a case before a higher level, and an accepted delay, are told with whom, since when and why", () => {
  const cases = casePlan().tables.cases.map((row) => ({ ...row, process: "concurrence" }));
  const late = { office: "osd_policy", author: "Ana", reason: "State has not answered." };
  const events = eventRows("c-333", [
    { event: "escalate", on: "2021-02-10", ...late },
    { event: "accept_delay", on: "2021-02-12", ...late, until: isoDate("2021-03-01") },
  ]);
  const plan = casePlan({ cases, events });
  const { result } = readCases(plan, book, on);
  const list = caseListText(listCases(plan, result, []), on, 1);
  assert.match(
    flat(list),
    /c-333 is before a higher level since 2021-02-10: the Under Secretaries of both departments\./,
  );
  assert.match(flat(list), /c-333: the delay is accepted until 2021-03-01\./);
  const [reading] = result;
  assert.ok(reading);
  const text = flat(caseText(reading, [], []));
  assert.match(text, /Next: .*\(state_t\); .*\(usd_policy\); OSD Policy \(osd_policy\)/);
  assert.match(
    text,
    /Put before the Under Secretaries of both departments on 2021-02-10 by Ana \(osd_policy\): State has not answered\./,
  );
  assert.match(text, /Delay accepted until 2021-03-01 on 2021-02-12 by Ana/);
});

test("an act that the law bars is named so, once with the bar, its citation and what would lift it", () => {
  const requested_on = isoDate("2020-12-01");
  const draft = barePlan(requested_on, {
    partners: [partnerOf("SSD", "AF")],
    transfers: [transferOf({ partner: "SSD", channel: "DCS", requested_on })],
    cases: [
      makeRow("cases", {
        ...{ id: "c", name: "License", kind: "transfer", process: "dcs", partner: "SSD" },
        ...{ transfer: "t", opened_on: requested_on, owner: "ddtc" },
      }),
    ],
  });
  const { plan } = walk(draft, [{ event: "apply", on: requested_on }]);
  const [reading] = readCases(plan, book, on).result;
  assert.ok(reading);
  const bars = listActBars(lookUpRows(plan), book, realLaw(), reading.case, on);
  const text = flat(caseText(reading, [], [], null, bars));
  assert.match(
    text,
    /approve: Approve \(ddtc, state_pm\); .*refused, since the law bars it: CSPA\.listed/,
  );
  assert.doesNotMatch(text, /deny: [^;]*; [^;]*refused/);
  assert.equal(text.split("barred, CSPA.listed").length, 2);
  assert.match(text, /To lift it: .* on record in law\/bars\/cspa\.yaml.*2370c-1/);
});

test("a case says of its money also where none of the plan waits for it", () => {
  const plan = casePlan();
  const [reading] = readCases(plan, book, on).result;
  assert.ok(reading);
  const none = caseText(reading, [], []);
  assert.match(none, /\nMONEY\n {2}None in this plan waits for it or is blocked by it\.\n/);
  const holds = holdsOfCase(lookUpRows(plan), book, reading);
  const some = caseText(reading, [], holds);
  assert.match(some, /\nMONEY\n {2}waiting: maritime from OM-DW/);
  assert.doesNotMatch(some, /None in this plan/);
});
