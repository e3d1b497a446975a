import assert from "node:assert/strict";
import { describe, it } from "node:test";
import {
  addDays,
  firstDayOf,
  fiscalYear,
  fiscalYearOf,
  isoDate,
  lastDayOf,
} from "../base/fiscal.ts";
import { type Case, readCases } from "./case-files.test-data.ts";
import { findInForce, holdsOn } from "./in-force.ts";
import { realLaw } from "./law-folder.test-data.ts";
import { listPaid } from "./paid.ts";
import { type ParameterName, parameterNames, parameters } from "./parameters.ts";
import { changeDays } from "./spans.ts";

const { contents } = realLaw();
const cases = readCases().flatMap((file) => file.cases);

type Eligible = Extract<Case, { eligible: unknown }>;
const asked = cases.filter((each): each is Eligible => "eligible" in each);

/** Cases of an account in a fiscal year that begins within a span, with such an answer because of a rule. */
function decided(rule: string, span: Parameters<typeof holdsOn>[0], answer: "yes" | "no"): boolean {
  const account = rule.slice(0, rule.lastIndexOf("."));
  return asked.some(
    ({ eligible, expected }) =>
      eligible.account === account &&
      expected.answer === answer &&
      (expected.because ?? []).includes(rule) &&
      holdsOn(span, firstDayOf(fiscalYear(eligible.fiscal_year))),
  );
}

/** Whether some fiscal year of the catalogue's time begins within a span. */
function reachesYear(span: Parameters<typeof holdsOn>[0]): boolean {
  for (let year = 2006; year <= 2028; year++) {
    if (holdsOn(span, firstDayOf(fiscalYear(year)))) return true;
  }
  return false;
}

describe("every checked limit has a case that is allowed and one that is stopped", () => {
  for (const authority of contents.authorities.values()) {
    if (authority.kind === "duty") continue;
    for (const name of parameterNames) {
      if (parameters[name].role !== "limit" || name === "needs_authority") continue;
      for (const entry of authority.parameters[name] ?? []) {
        if (entry.mark !== "checked" || entry.value === null || !reachesYear(entry)) continue;
        const rule = `${authority.code}.${name}`;
        it(`${rule} from ${entry.from}`, () => {
          // An authority in force stops nothing, and one that is none allows nothing.
          const stops = name !== "status" || entry.value !== "in_force";
          const allows = name !== "status" || entry.value === "in_force";
          if (allows) assert.ok(decided(rule, entry, "yes"), "no case that is allowed");
          if (stops) assert.ok(decided(rule, entry, "no"), "no case that is stopped");
        });
      }
    }
  }
});

describe("every checked bar has a case that it stops, and one that passes", () => {
  for (const bar of contents.bars) {
    if (bar.effect !== "stops" || bar.everywhere === true) continue;
    for (const [index, stop] of bar.stops.entries()) {
      if (stop.mark !== "checked") continue;
      it(`${bar.code}, stop ${index + 1}`, () => {
        const own = asked.filter(({ eligible }) =>
          (stop.accounts as string[]).includes(eligible.account),
        );
        const stopped = own.some(({ expected }) =>
          (expected.because ?? []).includes(`${bar.code}.listed`),
        );
        const passes = own.some(
          ({ expected, given }) =>
            expected.answer === "yes" &&
            (given?.bar === bar.code || (expected.because ?? []).includes(`${bar.code}.waived`)),
        );
        assert.ok(stopped, "no case that it stops");
        assert.ok(passes, "no case that passes");
      });
    }
    for (const row of bar.determinations ?? []) {
      it(`${bar.code} about ${row.partner}`, () => {
        const own = asked.filter(({ eligible }) => eligible.partner === row.partner);
        assert.ok(own.length > 0, "no case");
        if (row.mark !== "checked" || row.waived === "all") return;
        assert.ok(
          own.some(({ expected }) => (expected.because ?? []).includes(`${bar.code}.listed`)),
          "no case that it stops",
        );
      });
    }
  }
});

describe("every change of a value has cases on the day before, of and after", () => {
  const stated = new Set(
    cases.flatMap((each) =>
      "value" in each ? [`${each.value.code}.${each.value.parameter}.${each.value.on}`] : [],
    ),
  );
  for (const authority of contents.authorities.values()) {
    for (const name of parameterNames as readonly ParameterName[]) {
      for (const change of changeDays(authority.parameters[name] ?? [])) {
        it(`${authority.code}.${name} at ${change}`, () => {
          for (const on of [addDays(change, -1), change, addDays(change, 1)]) {
            assert.ok(stated.has(`${authority.code}.${name}.${on}`), `no case on ${on}`);
          }
        });
      }
    }
  }
});

describe("every threshold of notice has cases on both sides, with the wait", () => {
  const notices = cases.flatMap((each) => ("notice" in each ? [each] : []));
  for (const notice of contents.notices.values()) {
    for (const rule of notice.rules) {
      for (const entry of rule.threshold) {
        if (entry.value === null) continue;
        const level = entry.value;
        it(`${notice.kind} ${rule.category} ${rule.group} from ${entry.from}`, () => {
          const own = notices.filter(
            ({ notice: question, expected }) =>
              question.kind === notice.kind &&
              question.category === rule.category &&
              expected.group === rule.group &&
              holdsOn(entry, isoDate(question.on)),
          );
          const over = rule.test === "at_least" ? level : level + 1;
          const crossed = own.filter(({ notice: question }) => question.value === over);
          assert.ok(crossed.length > 0, `no case at ${over}`);
          for (const each of crossed) assert.equal(each.expected.crossed, true);
          if (over === 0) return;
          const under = own.filter(({ notice: question }) => question.value === over - 1);
          assert.ok(under.length > 0, `no case at ${over - 1}`);
          for (const each of under) assert.equal(each.expected.crossed, false);
        });
      }
    }
  }
  for (const group of contents.groups) {
    for (const change of changeDays(group.members)) {
      const joined = group.members.filter((member) => member.from === change);
      for (const member of joined) {
        it(`${member.partner} in ${group.code} at ${change}`, () => {
          for (const on of [addDays(change, -1), change, addDays(change, 1)]) {
            const own = notices.some(
              ({ notice: question }) => question.partner === member.partner && question.on === on,
            );
            assert.ok(own, `no case on ${on}`);
          }
        });
      }
    }
  }
});

describe("every change of a threshold or wait has cases on the day before, of and after", () => {
  const notices = cases.flatMap((each) => ("notice" in each ? [each.notice] : []));
  let waits = 0;
  for (const notice of contents.notices.values()) {
    for (const rule of notice.rules) {
      for (const change of changeDays([...rule.threshold, ...rule.wait_days])) {
        it(`${notice.kind} ${rule.category} ${rule.group} at ${change}`, () => {
          for (const on of [addDays(change, -1), change, addDays(change, 1)]) {
            const own = notices.some(
              (each) =>
                each.kind === notice.kind && each.category === rule.category && each.on === on,
            );
            assert.ok(own, `no case on ${on}`);
          }
        });
      }
      waits += rule.wait_days.length;
      for (const entry of rule.wait_days) {
        if (entry.value === null) continue;
        it(`${notice.kind} ${rule.category} ${rule.group}, ${entry.value} days`, () => {
          const own = cases.flatMap((each) =>
            "notice" in each && each.notice.kind === notice.kind ? [each] : [],
          );
          const fits = own.filter(
            ({ notice: asked, expected }) =>
              asked.category === rule.category && expected.group === rule.group,
          );
          assert.ok(fits.some(({ expected }) => expected.waiting_days === entry.value));
          const free = fits.some(({ expected }) => expected.waiting_days === null);
          assert.ok(
            free || rule.threshold.some(({ value }) => value === 0),
            "no case without wait",
          );
        });
      }
    }
  }
  it("are there", () => assert.ok(waits > 20));
});

describe("every wait of notice has a line that it lets end in time, on the last day, and one on the next", () => {
  const lines = cases.flatMap((each) => ("line" in each ? [each] : []));
  for (const authority of contents.authorities.values()) {
    const first = firstDayOf(fiscalYear(2021));
    const notice = findInForce(authority.parameters.notice_days, first);
    const money = findInForce(authority.parameters.availability, first);
    if (notice === undefined || money === undefined || money.value === "until_expended") continue;
    const years = money.value;
    it(`${authority.code}, ${notice.value} days and ${years} years`, () => {
      const end = lastDayOf(fiscalYear(2020 + years));
      const sunset = findInForce(authority.parameters.sunset, first)?.value;
      const last = addDays(
        sunset !== undefined && sunset < end ? isoDate(sunset) : end,
        -notice.value,
      );
      const own = lines.filter(
        ({ line, expected }) =>
          line.account === authority.code && expected.rule === `${authority.code}.two_clocks`,
      );
      const on = (day: string) => own.filter(({ line }) => line.as_of === day);
      assert.deepEqual(
        on(last).map(({ expected }) => expected.effect),
        ["allows"],
        `no case on ${last}`,
      );
      const late = on(addDays(last, 1));
      assert.equal(late.length, 1, `no case on ${addDays(last, 1)}`);
      assert.notEqual(late[0]?.expected.effect, "allows");
    });
  }
});

describe("every first and last day of a bar and its determinations has cases in the years on both sides", () => {
  for (const bar of contents.bars) {
    for (const [index, span] of [...bar.stops, ...(bar.determinations ?? [])].entries()) {
      if (span.mark !== "checked" || (span.from === null && span.to === null)) continue;
      const about = "partner" in span ? span.partner : undefined;
      it(`${bar.code}, ${about ?? `stop ${index + 1}`}, ${span.from} to ${span.to}`, () => {
        const asks = (year: number) =>
          asked.some(
            ({ eligible, given }) =>
              eligible.fiscal_year === year &&
              (about === undefined || eligible.partner === about) &&
              (about !== undefined || given?.bar === bar.code),
          );
        for (const day of [span.from, span.to]) {
          if (day === null) continue;
          const year = fiscalYearOf(isoDate(day));
          const beside = day === span.from ? year - 1 : year + 1;
          assert.ok(asks(year), `no case in FY${year}`);
          assert.ok(asks(beside), `no case in FY${beside}`);
        }
      });
    }
  }
});

describe("every ceiling and agreement has cases on both sides", () => {
  const lines = cases.flatMap((each) => ("line" in each ? [each] : []));
  for (const authority of contents.authorities.values()) {
    if (authority.kind === "duty") continue;
    for (const entry of authority.parameters.cap_per_year ?? []) {
      if (entry.value === null || !reachesYear(entry)) continue;
      const cap = entry.value;
      it(`${authority.code}, ceiling of ${cap}`, () => {
        const own = lines.filter(({ line }) => line.account === authority.code);
        assert.ok(
          own.some(({ line, expected }) => line.amount === cap && expected.effect === "allows"),
        );
        assert.ok(
          own.some(({ line, expected }) => line.amount === cap + 1 && expected.effect !== "allows"),
        );
      });
    }
    const asks = authority.parameters.agreements;
    if (asks === undefined) continue;
    it(`${authority.code}, agreements`, () => {
      const own = lines.filter(({ expected }) => expected.rule === `${authority.code}.agreements`);
      assert.ok(own.some(({ expected }) => expected.effect === "allows"));
      assert.ok(own.some(({ expected }) => expected.effect !== "allows"));
    });
  }
});

describe("every authority has a case in which it may pay, and one that is refused or warned of", () => {
  for (const { code, kind, parameters: held } of contents.authorities.values()) {
    if (kind === "duty") continue;
    const own = asked.filter(({ eligible }) => eligible.account === code);
    const ofIts = (rules: readonly string[] = []) =>
      rules.some((rule) => rule.startsWith(`${code}.`));
    // What was never in force in this edition, or pays under no authority of it, pays for nothing.
    const never = held.status?.every(({ value }) => value !== "in_force") === true;
    const first = firstDayOf(fiscalYear(2021));
    const bound = findInForce(held.needs_authority, first)?.value === true;
    const idle = never || (bound && listPaid(contents, code, first).length === 0);
    it(code, () => {
      const allowed = own.some(
        ({ expected }) => expected.answer === "yes" && !ofIts(expected.warned),
      );
      assert.equal(allowed, !idle, "no case in which it may pay, or one where it never may");
      const against = own.some(({ expected: { answer, because, warned } }) =>
        answer === "no" ? ofIts(because) : ofIts(warned),
      );
      assert.ok(against, "no case that is refused or warned of");
    });
  }
});

describe("every bar has a case that it stops or warns of, and one that it lets pass, whatever its mark", () => {
  for (const { code, everywhere } of contents.bars) {
    it(code, () => {
      const told = (rule: string) =>
        asked.some(({ expected: { because = [], warned = [] } }) =>
          [...because, ...warned].includes(`${code}.${rule}`),
        );
      // One that names no partner asks for an exception everywhere.
      if (everywhere === true) return assert.ok(told("applies"), "no case");
      assert.ok(told("listed") || told("flagged"), "no case that it stops or warns of");
      const passes = asked.some(
        ({ expected, given }) => given?.bar === code && expected.answer === "yes",
      );
      assert.ok(told("waived") || passes, "no case that passes");
    });
  }
});

describe("every rate of a fee has cases on the day before, of and after each change", () => {
  const fees = cases.flatMap((each) => ("fee" in each ? [each] : []));
  let rates = 0;
  for (const { channel, fees: held } of contents.fees.values()) {
    for (const { code, rate = [], except = [] } of held) {
      const own = fees.filter(({ fee }) => fee.channel === channel && fee.code === code);
      rates += rate.length;
      it(`${channel} ${code}`, () => {
        assert.ok(own.length > 0, "no case");
        for (const entry of rate) {
          const some = own.some(
            ({ fee, expected }) =>
              holdsOn(entry, isoDate(fee.on)) && expected.rate === entry.value && fee.value > 0,
          );
          assert.ok(some, `no case of ${entry.value}`);
        }
        for (const change of changeDays([...rate, ...except])) {
          for (const on of [addDays(change, -1), change, addDays(change, 1)]) {
            assert.ok(
              own.some(({ fee }) => fee.on === on),
              `no case on ${on}`,
            );
          }
        }
        for (const { accounts } of except) {
          const paid = own.filter(({ fee }) =>
            (fee.accounts ?? []).some((a) => accounts.includes(a)),
          );
          assert.ok(paid.some(({ expected }) => expected.answer === "not_charged"));
          const others = own.filter((each) => !paid.includes(each));
          assert.ok(others.some(({ expected }) => expected.answer !== "not_charged"));
        }
      });
    }
  }
  it("are there", () => assert.ok(rates >= 8));
});

describe("every license has a case, and what is not for everybody one on both sides", () => {
  const about = cases.flatMap((each) => ("license" in each ? [each] : []));
  for (const { licenses, validity_months } of contents.licenses.values()) {
    for (const license of licenses) {
      const own = about.filter(({ license: one }) => one.code === license.code);
      it(license.code, () => {
        assert.ok(
          own.some(({ expected }) => expected.kind === license.kind),
          "no case",
        );
        if (license.partners !== undefined || license.channels !== undefined) {
          assert.ok(own.some(({ expected }) => expected.fits));
          assert.ok(own.some(({ expected }) => expected.kind !== null && !expected.fits));
        }
        for (const change of changeDays([license])) {
          for (const on of [addDays(change, -1), change, addDays(change, 1)]) {
            assert.ok(
              own.some(({ license: one }) => one.on === on),
              `no case on ${on}`,
            );
          }
        }
      });
    }
    it("the days of validity", () => {
      for (const change of changeDays(validity_months)) {
        for (const on of [addDays(change, -1), change, addDays(change, 1)]) {
          assert.ok(about.some(({ license, expected }) => license.on === on && expected.months));
        }
      }
    });
  }
});
