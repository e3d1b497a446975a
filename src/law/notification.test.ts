import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isoDate } from "../base/fiscal.ts";
import { cents } from "../base/money.ts";
import { realLaw } from "./law-folder.test-data.ts";
import { type NoticeQuestion, noticeFor } from "./notification.ts";

const law = realLaw();
const question = (over: Partial<NoticeQuestion>): NoticeQuestion => ({
  kind: "FMS",
  partner: "PHL",
  category: "major_defense_equipment",
  value: cents(1_400_000_000),
  on: isoDate("2020-12-31"),
  ...over,
});

describe("noticeFor", () => {
  it("explains with threshold and wait, each with its mark", () => {
    const notice = noticeFor(law, question({ partner: "POL", value: cents(2_500_000_000) }));
    assert.deepEqual(
      notice?.provisions.map((each) => [each.rule, each.mark, each.effect]),
      [
        ["FMS.major_defense_equipment.nato_plus.group", "knowledge", "allows"],
        ["FMS.major_defense_equipment.nato_plus.threshold", "checked", "warns"],
        ["FMS.major_defense_equipment.nato_plus.wait_days", "checked", "warns"],
      ],
    );
  });

  it("asks for notice of more for NATO and the five, which was checked", () => {
    const notice = noticeFor(law, question({ partner: "GBR", category: "articles_or_services" }));
    const threshold = notice?.provisions.find((each) => each.rule.endsWith("threshold"));
    assert.equal(threshold?.mark, "checked");
    assert.equal(notice?.threshold, 10_000_000_000);
  });

  it("counts the figure itself, to the cent", () => {
    const at = question({ kind: "EDA", category: "original_cost", value: cents(700_000_000) });
    assert.equal(noticeFor(law, at)?.crossed, true);
    assert.equal(noticeFor(law, { ...at, value: cents(699_999_999) })?.crossed, false);
  });

  it("asks for notice at any value where the law does", () => {
    const notice = noticeFor(
      law,
      question({ kind: "DCS", category: "manufacturing_abroad", value: cents(0) }),
    );
    assert.equal(notice?.crossed, true);
  });

  it("says nothing where the law has no threshold", () => {
    assert.equal(noticeFor(law, question({ kind: "EDA", category: "construction" })), undefined);
  });
});
