import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { addDays } from "../../base/fiscal.ts";
import { readLawFolder, realLaw } from "../../law/law-folder.test-data.ts";
import { realCasebook } from "../casebook.test-data.ts";
import { loadCasebook } from "../casebook.ts";
import type { ProcessClock } from "../process.ts";

const decoder = new TextDecoder();
/** The law without its processes, which take long to read and say nothing of policies. */
const withoutProcesses = new Map(
  [...readLawFolder()].filter(([path]) => /^(policies|calendar|notification)\//.test(path)),
);

/** What loading finds when a file of the policies is changed. */
function foundAfter(path: string, change: (text: string) => string) {
  const files = new Map<string, string | Uint8Array>(withoutProcesses);
  const text = decoder.decode(withoutProcesses.get(path));
  assert.notEqual(change(text), text, "the change must change something");
  files.set(path, change(text));
  const { result, findings } = loadCasebook(files);
  return { policies: result.policies, codes: findings.map((finding) => finding.code) };
}

describe("policies", () => {
  it("loads the real ones without findings, in the order of their days", () => {
    assert.deepEqual(loadCasebook(readLawFolder()).findings, []);
    const { arms, terms, vetting } = realCasebook().policies;
    assert.deepEqual(
      arms.map((each) => each.code),
      ["NSPM-10", "NSM-18"],
    );
    assert.ok(terms);
    assert.deepEqual(
      vetting.map((each) => each.process),
      ["leahy-state", "leahy-dod"],
    );
  });

  const broken: readonly [string, string, (text: string) => string][] = [
    [
      "versions overlap",
      "policies/nspm-10.yaml",
      (text) => text.replace("2023-02-22", "2023-02-23"),
    ],
    [
      "a version ends first",
      "policies/nspm-10.yaml",
      (text) => text.replace("2023-02-22", "2018-01-01"),
    ],
    ["a version never ends", "policies/nspm-10.yaml", (text) => text.replace("2023-02-22", "null")],
    [
      "a criterion stands twice",
      "policies/nspm-10.yaml",
      (text) => text.replace("code: technology", "code: appropriateness"),
    ],
    [
      "a criterion is stricter than none",
      "policies/nsm-18.yaml",
      (text) => text.replace("stricter_than: atrocities_known", "stricter_than: atrocity"),
    ],
    [
      "a term leaves a gap",
      "policies/transfer-terms.yaml",
      (text) => text.replace("from: 2008-10-15", "from: 2008-10-17"),
    ],
    [
      "a test of a law overlaps",
      "policies/vetting-laws.yaml",
      (text) => text.replace("from: 2011-12-23", "from: 2011-12-22"),
    ],
  ];
  for (const [what, path, change] of broken) {
    it(`names the file where ${what}, and leaves out what is broken`, () => {
      const { policies, codes } = foundAfter(path, change);
      assert.deepEqual([...new Set(codes)], ["policy_broken"]);
      const { arms, terms, vetting } = realCasebook().policies;
      assert.ok(
        policies.arms.length < arms.length ||
          policies.vetting.length < vetting.length ||
          (terms !== undefined && policies.terms === undefined),
      );
    });
  }

  it("names a key that no policy has, and a value outside its words", () => {
    const key = foundAfter("policies/nsm-18.yaml", (text) => text.replace("asks:", "ask:"));
    assert.ok(key.codes.includes("law_key_unknown"));
    const value = foundAfter("policies/nsm-18.yaml", (text) =>
      text.replace("kind: bars", "kind: forbids"),
    );
    assert.ok(value.codes.includes("law_value_invalid"));
  });

  it("misses no file: without them there is no policy, no term and no vetting law", () => {
    const files = new Map([...readLawFolder()].filter(([path]) => !path.startsWith("policies/")));
    assert.deepEqual(loadCasebook(files).result.policies, {
      arms: [],
      terms: undefined,
      vetting: [],
    });
  });
});

describe("each change of a policy", () => {
  const { arms, terms, vetting } = realCasebook().policies;
  const { second_reading: _reading, ...lists } = terms ?? {};
  const spans = [
    ...arms,
    ...Object.values(lists).flat(),
    ...vetting.flatMap((law) => [...law.test, ...law.unknown_unit]),
  ];
  const days = [...new Set(spans.flatMap((each) => each.from ?? []))].sort();
  const cases = [...readLawFolder()]
    .filter(([path]) => /^cases\/(transfers|vetting)\//.test(path))
    .map(([, bytes]) => decoder.decode(bytes))
    .join("\n");
  for (const day of days) {
    it(`has cases on the day before ${day}, on it, and on the day after`, () => {
      for (const count of [-1, 0, 1]) {
        const asked = new RegExp(`^ {2}(on|policy_on): ${addDays(day, count)}$`, "m");
        assert.match(cases, asked);
      }
    });
  }

  it("is looked for at all", () => assert.ok(days.length >= 5, days.join()));
});

describe("processes of transfers and vetting beside the law", () => {
  const kinds = { fms: "FMS", dcs: "DCS", eda: "EDA", lease: "lease", tpt: "third_party_transfer" };
  for (const [code, kind] of Object.entries(kinds)) {
    it(`${code} waits as long as the notification rules say, as surely`, () => {
      const clocks = realCasebook().processes.get(code)?.clocks ?? [];
      const waits = clocks.filter((clock) => clock.starts.includes("notify"));
      const rules = realLaw().contents.notices.get(kind)?.rules ?? [];
      assert.ok(waits.length > 0 && rules.length > 0);
      for (const rule of rules) {
        const clock: ProcessClock | undefined = waits.find(
          (each) => each.group === undefined || each.group === rule.group,
        );
        const facts = (values: readonly { from: unknown; to: unknown; value: unknown }[]) =>
          values.map(({ from, to, value }) => ({ from, to, value }));
        assert.deepEqual(facts(clock?.days ?? []), facts(rule.wait_days), rule.category);
        assert.equal(clock?.kind, "wait");
        assert.equal(clock?.days[0]?.mark, rule.wait_days[0]?.mark, rule.category);
      }
    });
  }

  it("knows the exceptions of each vetting law as decisions, with the days for their report", () => {
    for (const law of realCasebook().policies.vetting) {
      const clocks = realCasebook().processes.get(law.process)?.clocks ?? [];
      const events = realCasebook().processes.get(law.process)?.events ?? [];
      assert.ok(realLaw().contents.bars.some((bar) => bar.code === law.code));
      for (const { event, report_days } of law.exceptions) {
        assert.ok(events.find((each) => each.code === event)?.decision, event);
        const report = clocks.find((each) => each.starts.includes(event));
        assert.equal(report?.days[0]?.value ?? null, report_days, event);
      }
    }
  });
});
