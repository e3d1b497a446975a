import assert from "node:assert/strict";
import { describe, it } from "node:test";
import { isoDate } from "../base/fiscal.ts";
import { describeAuthority } from "./describe.ts";
import { realLaw } from "./law-folder.test-data.ts";
import { lawReference } from "./reference.ts";

const law = realLaw();
const about = (code: string, on: string) => describeAuthority(law, code, isoDate(on));

describe("describeAuthority", () => {
  it("says what is in force on a day, and what it changes to", () => {
    const on2017 = about("S333", "2017-06-01")?.parameters.find((each) => each.name === "purposes");
    assert.doesNotMatch(on2017?.value ?? "", /cyber/);
    assert.equal(on2017?.next?.from, "2017-12-12");
    const on2021 = about("S333", "2021-01-01")?.parameters.find((each) => each.name === "purposes");
    assert.match(on2021?.value ?? "", /cyber defense/);
    assert.equal(on2021?.day_mark, "unsure");
    assert.equal(on2021?.next, null);
  });

  it("says that there is no rule yet, and when one begins", () => {
    const role = about("S333", "2016-01-01")?.parameters.find((each) => each.name === "state_role");
    assert.equal(role?.value, null);
    assert.equal(role?.next?.from, "2016-12-23");
  });

  it("shows a repeal as no rule", () => {
    const cap = about("CRIF", "2023-10-01")?.parameters.find(
      (each) => each.name === "cap_per_year",
    );
    assert.equal(cap?.value, null);
    assert.match(cap?.says ?? "", /after FY2023/);
  });

  it("names the bars that touch it, and whom they stop on that day", () => {
    const bar = about("IMET", "2021-01-01")?.bars.find((each) => each.code === "CSPA");
    assert.deepEqual(bar?.stopped, ["SSD", "MMR", "IRN", "MLI", "SDN", "SYR"]);
    assert.ok(bar?.waived.includes("SOM"));
    const earlier = about("IMET", "2020-09-30")?.bars.find((each) => each.code === "CSPA");
    assert.deepEqual(earlier?.stopped, []);
    assert.equal(
      about("INCLE", "2021-01-01")?.bars.some((each) => each.code === "CSPA"),
      false,
    );
  });

  it("says what general money pays for, and what changed after the edition", () => {
    assert.ok(about("OM-DW", "2021-01-01")?.pays_for.includes("S333"));
    assert.match(about("HMA", "2021-01-01")?.after_edition[0]?.says ?? "", /repealed/);
  });

  it("says what a sale is charged on a day, and under what a commercial one leaves", () => {
    const fee = (on: string) => about("FMS", on)?.fees[0];
    assert.deepEqual(
      [fee("2018-05-31")?.value, fee("2018-05-31")?.next?.value, fee("2018-06-01")?.value],
      ["3.5 percent", "3.2 percent", "3.2 percent"],
    );
    assert.doesNotMatch(fee("2020-09-30")?.says ?? "", /S333/);
    assert.match(fee("2020-10-01")?.says ?? "", /Not S333/);
    const names = (on: string) => about("DCS", on)?.licenses.map(({ code }) => code) ?? [];
    assert.ok(names("2021-01-01").includes("EXEMPT-126.16"));
    assert.ok(!names("2013-05-15").includes("EXEMPT-126.16"));
    const holds = (on: string) => about("DCS", on)?.licenses.find(({ code }) => /valid/.test(code));
    assert.deepEqual(
      [holds("1993-07-21")?.value, holds("1993-07-22")?.value],
      ["36 months", "48 months"],
    );
    assert.deepEqual(
      [about("FMF", "2021-01-01")?.fees, about("FMF", "2021-01-01")?.licenses],
      [[], []],
    );
  });

  it("states the amounts of the big accounts by year, and no part above its whole", () => {
    const amount = (code: string, year: number) =>
      about(code, "2021-01-01")?.claims.find(({ says }) => says.includes(`FY${year}`))?.dollars;
    for (const year of [2019, 2020, 2021]) {
      for (const code of "FMF IMET PKO INCLE NADR ESF DA AEECA USAI CTEF ASFF CTR OHDACA".split(
        " ",
      )) {
        assert.ok((amount(code, year) ?? 0) > 1e7, `${code} FY${year}`);
      }
      const parts = "NADR-ATA NADR-CWD NADR-EXBS NADR-TIP NADR-GTR NADR-NDF".split(" ");
      const sum = parts.reduce((all, code) => all + (amount(code, year) ?? Number.NaN), 0);
      assert.ok(sum > 0 && sum <= (amount("NADR", year) ?? 0), `NADR FY${year}`);
    }
  });

  it("knows nothing of an unknown code", () => assert.equal(about("X", "2021-01-01"), undefined));
});

describe("lawReference", () => {
  const text = lawReference(law);

  it("has a section for every account and every bar", () => {
    for (const code of law.accountCodes) assert.ok(text.includes(`### ${code}: `), code);
    for (const bar of law.contents.bars) assert.ok(text.includes(`### ${bar.code}: `), bar.code);
  });

  it("has a row for every rate and every license", () => {
    for (const { fees } of law.contents.fees.values()) {
      for (const { name, rate = [] } of fees) {
        const rows = text.split("\n").filter((line) => line.startsWith(`| ${name} |`));
        assert.ok(rows.length > rate.length, name);
      }
    }
    for (const { licenses } of law.contents.licenses.values()) {
      for (const { code } of licenses) assert.ok(text.includes(`| \`${code}\` |`), code);
    }
  });

  it("has tables whose rows all have as many cells as their head", () => {
    let cells = 0;
    for (const line of text.split("\n")) {
      if (!line.startsWith("|")) cells = 0;
      else {
        const count = line.replaceAll("\\|", "").split("|").length;
        if (cells > 0) assert.equal(count, cells, line);
        cells = count;
      }
    }
  });

  it("ends with one newline, and has no trailing spaces", () => {
    assert.match(text, /[^\n]\n$/);
    assert.doesNotMatch(text, / \n/);
  });
});
