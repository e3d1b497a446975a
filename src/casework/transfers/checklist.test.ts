import assert from "node:assert/strict";
import { describe, it } from "node:test";
import fc from "fast-check";
import { isoDate } from "../../base/fiscal.ts";
import { makeRow, type RowValues } from "../../plan/rows.ts";
import { realCasebook } from "../casebook.test-data.ts";
import {
  type Answer,
  answerWords,
  formatAnswers,
  parseAnswers,
  type Ruling,
  readChecklist,
} from "./checklist.ts";
import { policyOn } from "./policies.ts";

const policy = policyOn(realCasebook().policies, isoDate("2020-12-31"));
const answer = (criterion: string, word: Answer["answer"], note = "") => ({
  ...{ criterion, answer: word, note },
});

function advice(number: number, office: string, event: string, answers: readonly Answer[]) {
  const values: RowValues<"events"> = {
    ...{ id: `e${number}`, case: "c", number, on: isoDate("2020-08-01"), event, office },
    ...{ author: office, reason: `Reason ${number}.`, answers: formatAnswers(answers) },
  };
  return makeRow("events", values);
}

const approved: Ruling = {
  ...{ event: "e9", on: isoDate("2020-09-01"), office: "state_pm", position: "provisos" },
  ...{ reason: "Only with training on the law of armed conflict.", rule_version: "NSPM-10" },
};

describe("answers", () => {
  it("come back as they were written, sorted by criterion", () => {
    const any = fc.record(
      {
        criterion: fc.stringMatching(/^[a-z_]{1,12}$/),
        answer: fc.constantFrom(...answerWords),
        note: fc.string({ maxLength: 20 }),
      },
      { noNullPrototype: true },
    );
    fc.assert(
      fc.property(fc.array(any, { maxLength: 6 }), (answers) => {
        const back = parseAnswers(formatAnswers(answers));
        const sorted = [...answers].sort((a, b) =>
          a.criterion < b.criterion ? -1 : a.criterion > b.criterion ? 1 : 0,
        );
        assert.deepEqual(back, sorted);
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it("are refused as a whole where one of them cannot be read", () => {
    for (const text of [
      "",
      "favorable",
      "{}",
      "[1]",
      "[null]",
      '[{"criterion":"technology"}]',
      '[{"criterion":"technology","answer":"good"}]',
      '[{"criterion":7,"answer":"neutral"}]',
      '[{"criterion":"technology","answer":"neutral","note":7}]',
    ]) {
      assert.equal(parseAnswers(text), null, text);
    }
  });
});

describe("the checklist", () => {
  it("keeps the dissent of an office, and says who disputes what", () => {
    assert.ok(policy);
    const events = [
      advice(1, "state_pm", "advise_approve", [answer("human_rights", "neutral")]),
      advice(2, "state_drl", "advise_deny", [
        answer("human_rights", "adverse", "Reports of 2019."),
      ]),
    ];
    const found = readChecklist(policy, events, approved);
    assert.deepEqual(
      found.advice.map(({ office, position, dissents }) => ({ office, position, dissents })),
      [
        { office: "state_pm", position: "approve", dissents: false },
        { office: "state_drl", position: "deny", dissents: true },
      ],
    );
    const rights = found.criteria.find((each) => each.criterion.code === "human_rights");
    assert.equal(rights?.state, "disputed");
    assert.deepEqual(
      rights?.answers.map((each) => each.office),
      ["state_drl", "state_pm"],
    );
    assert.deepEqual(found.provisos, [approved.reason]);
    assert.ok(!found.unanswered.includes("human_rights"));
    assert.equal(found.unanswered.length, policy.criteria.length - 1);
  });

  it("calls favorable beside neutral no dispute", () => {
    assert.ok(policy);
    const events = [
      advice(1, "state_pm", "advise_approve", [answer("technology", "neutral")]),
      advice(2, "technology_release", "advise_approve", [answer("technology", "favorable")]),
    ];
    const found = readChecklist(policy, events, null);
    const technology = found.criteria.find((each) => each.criterion.code === "technology");
    assert.equal(technology?.state, "agreed");
  });

  it("counts the latest answer of an office, and keeps that it advised before", () => {
    assert.ok(policy);
    const events = [
      advice(1, "state_drl", "advise_deny", [answer("atrocities_known", "adverse")]),
      advice(2, "state_drl", "advise_provisos", [answer("atrocities_known", "favorable")]),
    ];
    const found = readChecklist(policy, events, approved);
    assert.deepEqual(found.barred_by, []);
    assert.deepEqual(
      found.advice.map((each) => each.replaced),
      [true, false],
    );
    const before = readChecklist(policy, events.slice(0, 1), null);
    assert.deepEqual(
      before.barred_by.map((each) => each.office),
      ["state_drl"],
    );
    assert.equal(before.advice[0]?.dissents, false, "nothing is decided yet");
  });
});
