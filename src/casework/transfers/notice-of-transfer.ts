import type { IsoDate } from "../../base/fiscal.ts";
import { type Cents, showDollars, zeroCents } from "../../base/money.ts";
import type { LawBook, NoticeKind } from "../../law/book.ts";
import { findInForce } from "../../law/in-force.ts";
import type { LegalMark, Provision } from "../../law/law.ts";
import { weaker } from "../../law/marks.ts";
import { type Notice, noticeFor } from "../../law/notification.ts";
import type { Initiative, Partner, Transfer } from "../../plan/plan.ts";
import type { Process } from "../process.ts";
import { addMonths } from "./add-months.ts";
import type { TransferTerms } from "./policies.ts";

/** One threshold against which a transfer is held. */
export interface NoticeTest {
  readonly category: NoticeKind["rules"][number]["category"];
  /** What was held against it, in words. */
  readonly part: string;
  /** Unit: US cents. */
  readonly value: Cents;
  readonly notice: Notice;
}

/** Whether Congress is told of a transfer of such a value, under the law of a day. */
export interface NoticeReading {
  readonly kind: NoticeKind["kind"];
  /** The day whose law was asked. */
  readonly on: IsoDate;
  /** The thresholds that fit it; none where the law sets none. */
  readonly tests: readonly NoticeTest[];
  /** Congress is told: a threshold is crossed, or the transfer is certified whatever its value. */
  readonly due: boolean;
  /** Told whatever the value, as a lease of a year or longer; then a threshold opens it to disapproval. */
  readonly always: boolean;
  readonly crossed: boolean;
  readonly group: string;
  /** Calendar days after the notice; nothing where none is due. */
  readonly waiting_days: number | null;
  /** The weakest mark of what decided. Only a checked rule may block. */
  readonly mark: LegalMark;
  readonly provisions: readonly Provision[];
  readonly because: string;
}

/** The value of a transfer: the whole, and the part that is major defense equipment. */
export interface TransferValue {
  /** Unit: US cents. */
  readonly whole: Cents;
  /** Unit: US cents. */
  readonly major: Cents;
}

/** The kind of notice by channel. */
export const noticeKinds = {
  FMS: "FMS",
  DCS: "DCS",
  EDA: "EDA",
  LEASE: "lease",
  TPT: "third_party_transfer",
} as const satisfies Readonly<Record<Transfer["channel"], NoticeKind["kind"]>>;

/** What counts as the value of a transfer: for excess articles and third parties, what they cost when new. */
export function transferValue(transfer: Transfer, amended?: Cents): TransferValue {
  const original = transfer.channel === "EDA" || transfer.channel === "TPT";
  const whole = amended ?? (original ? transfer.original_amount : undefined) ?? transfer.amount;
  const all = transfer.category === "major_defense_equipment" ? whole : zeroCents;
  return { whole, major: transfer.major_amount ?? all };
}

/**
 * Whether Congress is told of a transfer, by the law of a day: each threshold that fits it, and the wait.
 *
 * Source: 22 U.S.C. 2776, 2753(d), 2796a, 2321j(f) (law/notification/*.yaml, law/policies/transfer-terms.yaml).
 */
export function readNotice(
  law: LawBook,
  terms: TransferTerms | undefined,
  transfer: Transfer,
  partner: Pick<Partner, "id" | "iso3"> | undefined,
  value: TransferValue,
  on: IsoDate,
): NoticeReading {
  const report = reportOfUpgrade(terms, transfer, on);
  const kind: NoticeKind["kind"] = report === undefined ? noticeKinds[transfer.channel] : "upgrade";
  const name = partner?.iso3 ?? partner?.id ?? "";
  const least = findInForce(terms?.lease_months, on);
  const months = transfer.lease_months;
  if (kind === "lease" && least !== undefined && months !== undefined && months < least.value) {
    const because = `It lasts ${months} months, less than the ${least.value} from which Congress is told.`;
    return { ...nothingDue(kind, on), mark: least.mark, because };
  }
  const tests = categoriesOf(transfer, value).flatMap(({ category, part, value: amount }) => {
    const notice = noticeFor(law, { kind, partner: name, category, value: amount, on });
    return notice === undefined ? [] : [{ category, part, value: amount, notice }];
  });
  const crossed = tests.filter((test) => test.notice.crossed);
  const told = report?.due === true ? report : undefined;
  const always = (kind === "lease" && least !== undefined) || told !== undefined;
  const reading = {
    ...{ kind, on, tests, always, crossed: crossed.length > 0, due: always || crossed.length > 0 },
    group: tests[0]?.notice.group ?? "other",
    mark: weakest([
      ...(kind === "lease" && least !== undefined ? [least.mark] : []),
      ...(told === undefined ? [] : [told.mark]),
      ...(crossed.length > 0 ? crossed : tests).map((test) => markOf(test.notice)),
    ]),
    provisions: (crossed.length > 0 ? crossed : tests).flatMap((test) => test.notice.provisions),
  };
  const waits = crossed.flatMap((test) => test.notice.waiting_days ?? []);
  const unless = always ? (told?.days ?? waitOf(law, kind, reading.group, on)) : null;
  const waiting_days = waits.length > 0 ? Math.max(...waits) : unless;
  const whatever = told?.says ?? "Congress is told whatever the value.";
  const because = sayWhy(reading.tests, always ? whatever : "", reading.group);
  return { ...reading, waiting_days, because };
}

/**
 * What is said of notice where a process sells nothing to the partner, so that no threshold of sales is asked.
 *
 * Nothing for other processes, and where no account that the process is for pays. Source: Security Assistance Management Manual, chapter 15
 * (law/policies/transfer-terms.yaml).
 */
export function noticeOfUnsold(
  terms: TransferTerms | undefined,
  process: Process | undefined,
  initiative: Pick<Initiative, "accounts"> | undefined,
  channel: Transfer["channel"],
  on: IsoDate,
): NoticeReading | undefined {
  const rule = findInForce(terms?.unsold_processes, on);
  if (rule === undefined || process === undefined || !rule.value.includes(process.code)) {
    return undefined;
  }
  const paid = (initiative?.accounts ?? []).some((code) => process.accounts.includes(code));
  if (!paid) return undefined;
  return { ...nothingDue(noticeKinds[channel], on), mark: rule.mark, because: rule.says.trim() };
}

/** The report on an upgrade of what was certified before. */
interface UpgradeReport {
  readonly due: boolean;
  /** Calendar days before delivery. */
  readonly days: number;
  readonly mark: LegalMark;
  readonly says: string;
}

/**
 * The report to Congress on an upgrade, whatever it costs; nothing where the transfer upgrades nothing.
 *
 * Source: 22 U.S.C. 2776(b)(5)(A), (B) and (c)(4) (law/policies/transfer-terms.yaml).
 */
function reportOfUpgrade(
  terms: TransferTerms | undefined,
  { channel, certified_on }: Transfer,
  on: IsoDate,
): UpgradeReport | undefined {
  const days = findInForce(terms?.upgrade_report_days, on);
  const months = findInForce(terms?.upgrade_months, on);
  if (certified_on === undefined || (channel !== "FMS" && channel !== "DCS")) return undefined;
  if (days === undefined || months === undefined) return undefined;
  const mark = weaker(days.mark, months.mark);
  const due = on <= addMonths(certified_on, months.value);
  return { due, days: days.value, mark, says: days.says };
}

function nothingDue(
  kind: NoticeKind["kind"],
  on: IsoDate,
): Omit<NoticeReading, "because" | "mark"> {
  return {
    ...{ kind, on, tests: [], due: false, always: false, crossed: false, group: "other" },
    ...{ waiting_days: null, provisions: [] },
  };
}

interface Part {
  readonly category: NoticeTest["category"];
  readonly part: string;
  readonly value: Cents;
}

function categoriesOf(transfer: Transfer, { whole, major }: TransferValue): readonly Part[] {
  const { channel, category } = transfer;
  if (channel === "EDA") {
    const significant =
      category === "significant_military_equipment" || category === "major_defense_equipment";
    return significant
      ? [
          {
            category: "significant_military_equipment",
            part: "significant military equipment",
            value: whole,
          },
        ]
      : [{ category: "original_cost", part: "the original cost", value: whole }];
  }
  if (category === "construction" && channel === "FMS") {
    return [{ category, part: "design and construction", value: whole }];
  }
  const parts: Part[] = [
    { category: "articles_or_services", part: "the whole value", value: whole },
  ];
  if (transfer.made_abroad && channel === "DCS") {
    const part = "significant military equipment made abroad";
    parts.unshift({ category: "manufacturing_abroad", part, value: whole });
  }
  if (category === "firearms" && channel === "DCS") {
    parts.unshift({ category, part: "firearms", value: whole });
  }
  if (major > 0) {
    parts.unshift({
      category: "major_defense_equipment",
      part: "major defense equipment",
      value: major,
    });
  }
  return parts;
}

function waitOf(law: LawBook, kind: NoticeKind["kind"], group: string, on: IsoDate): number | null {
  const rules = law.contents.notices.get(kind)?.rules.filter((rule) => rule.group === group) ?? [];
  const waits = rules.flatMap((rule) => findInForce(rule.wait_days, on)?.value ?? []);
  return waits.length === 0 ? null : Math.max(...waits);
}

function weakest(marks: readonly LegalMark[]): LegalMark {
  return marks.reduce<LegalMark>(weaker, "checked");
}

function markOf(notice: Notice): LegalMark {
  return weakest(notice.provisions.map((provision) => provision.mark));
}

function sayWhy(tests: readonly NoticeTest[], whatever: string, group: string): string {
  const said = tests.map(({ part, value, notice }) => {
    if (notice.threshold === 0) return `${part}, ${showDollars(value)}, at any value`;
    const line = showDollars(notice.threshold);
    return `${part}, ${showDollars(value)}, ${notice.crossed ? "crosses" : "stays below"} ${line}`;
  });
  const sentence =
    said.length === 0
      ? "The law sets no threshold for such a transfer."
      : `For partners of the group \`${group}\`: ${said.join("; ")}.`;
  return `${whatever} ${sentence}`.trim();
}
