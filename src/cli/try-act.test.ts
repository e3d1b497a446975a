import assert from "node:assert/strict";
import { test } from "node:test";
import { isoDate } from "../base/fiscal.ts";
import { realCasebook } from "../casework/casebook.test-data.ts";
import { readCases } from "../casework/read-cases.ts";
import {
  barePlan,
  partnerOf,
  transferOf,
  walk,
} from "../casework/transfers/transfer-plan.test-data.ts";
import { realLaw } from "../law/law-folder.test-data.ts";
import { makeRow } from "../plan/rows.ts";
import type { PlanInput } from "./plan-input.ts";
import { type TriedAct, tryAct } from "./try-act.ts";

const requested_on = isoDate("2020-06-01");

/** What comes of an act in the case of a license to a government that is on a list from October 1, 2020. */
function tried(act: TriedAct, on: string) {
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
  const book = realCasebook();
  const [reading] = readCases(plan, book, isoDate(on)).result;
  assert.ok(reading);
  const input = { plan, book, law: realLaw() } as unknown as PlanInput;
  return tryAct(input, reading, act, isoDate(on));
}

test("an act that is tried is refused as it would be, with the bar, and else said to be possible", () => {
  const approve = { event: "approve", reason: "It is sound." };
  const refused = tried(approve, "2020-10-01");
  assert.deepEqual(
    [refused.ending, refused.findings.map(({ code }) => code)],
    ["findings", ["event_barred"]],
  );
  const before = tried(approve, "2020-09-30");
  assert.equal(before.ending, "fine");
  assert.match(
    before.text,
    /^Approve \(`approve`\) by `ddtc` may be recorded in `c` on 2020-09-30\. Nothing was recorded\./,
  );
  assert.deepEqual(
    tried({ event: "approve", office: "post" }, "2020-10-01").findings.map(({ code }) => code),
    ["event_office_wrong", "event_need_missing", "event_barred"],
  );
  assert.deepEqual(
    tried({ event: "aprove" }, "2020-10-01").findings.map(({ code }) => code),
    ["event_unknown"],
  );
});
