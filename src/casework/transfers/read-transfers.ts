import type { Outcome } from "../../base/findings.ts";
import { sortFindings } from "../../base/findings.ts";
import type { IsoDate } from "../../base/fiscal.ts";
import type { LawBook } from "../../law/book.ts";
import { findInForce } from "../../law/in-force.ts";
import type { Agreement, Initiative, Partner, Plan, Transfer } from "../../plan/plan.ts";
import type { CaseReading } from "../case-reading.ts";
import type { Casebook } from "../casebook.ts";
import { groupRows } from "../plan-rows.ts";
import { readCases } from "../read-cases.ts";
import { checkEndUse, checkTransfer } from "./check-transfer.ts";
import { decisionOf, readChecklist } from "./checklist.ts";
import { readEndUse } from "./end-use.ts";
import { readFees } from "./fees-of-transfer.ts";
import { readLicense } from "./license-of-transfer.ts";
import {
  type NoticeReading,
  noticeOfUnsold,
  readNotice,
  type TransferValue,
  transferValue,
} from "./notice-of-transfer.ts";
import { policyOn, type TransferTerms } from "./policies.ts";
import { replayUnder } from "./replay.ts";
import { type Summand, sumTransfers } from "./running-totals.ts";
import { readAgeing } from "./stages.ts";
import type { Amendment, Asked, TransferReading } from "./transfer-reading.ts";
import { judgeTransfer } from "./transfer-rules.ts";

/** Events of the processes of transfers on which rules hang. */
const notifies = ["notify", "certify_emergency"];
const gives = ["offer", "issue", "agree", "consent"];
const amends = ["amend", "amend_above"];

/**
 * Every arms transfer of a plan as it stands on a day: notice, totals, criteria, clocks, what is missing.
 *
 * Pass the readings of the cases where they are at hand. Transfers that a case ended without freeing them count for
 * no running total.
 */
export function readTransfers(
  plan: Plan,
  book: Casebook,
  law: LawBook,
  on: IsoDate,
  cases: readonly CaseReading[] = readCases(plan, book, on).result,
): Outcome<readonly TransferReading[]> {
  const { tables } = plan;
  const { terms } = book.policies;
  const partners = new Map(tables.partners.map((row) => [row.id, row]));
  const initiatives = new Map(tables.initiatives.map((row) => [row.id, row]));
  const byTransfer = casesOf(cases);
  const endUse = readEndUse(terms, tables.end_use_items, on);
  const agreements = groupRows(tables.agreements, (each) => each.partner);
  const ofTransfer = groupRows(endUse, (each) => each.item.transfer ?? "");
  const ofPartner = groupRows(endUse, (each) => each.item.partner);
  const starts = tables.transfers.map((transfer) => {
    const partner = partners.get(transfer.partner);
    const initiative = initiatives.get(transfer.initiative ?? "");
    const reading = byTransfer.get(transfer.id) ?? null;
    return startReading(law, terms, { transfer, partner, initiative, reading }, on);
  });
  const alive = starts.filter(
    ({ reading, unsold }) => !unsold && !(reading?.closed && reading.money === "blocked"),
  );
  const totals = sumTransfers(law, terms, alive);
  const result = starts.map((start): TransferReading => {
    const { id, partner } = start.transfer;
    const found = {
      ...finishReading(book, initiatives, start, on),
      fees: feesOf(law, initiatives, start),
      rules: start.unsold ? [] : judgeStart(law, initiatives, agreements, start),
      total: totals.get(id) ?? null,
      end_use: ofTransfer.get(id) ?? [],
      violations: (ofPartner.get(partner) ?? []).filter((each) => each.violation),
    };
    return { ...found, findings: checkTransfer(found, book) };
  });
  const found = [...result.flatMap((each) => each.findings), ...checkEndUse(endUse)];
  return { result, findings: sortFindings(found) };
}

function casesOf(cases: readonly CaseReading[]): ReadonlyMap<string, CaseReading> {
  const found = new Map<string, CaseReading>();
  for (const each of cases) {
    const { transfer, kind } = each.case;
    const before = found.get(transfer ?? "");
    if (transfer === undefined || kind !== "transfer") continue;
    if (before === undefined || before.case.opened_on <= each.case.opened_on) {
      found.set(transfer, each);
    }
  }
  return found;
}

interface Start extends Summand {
  readonly reading: CaseReading | null;
  readonly amendments: readonly Amendment[];
  readonly notice: NoticeReading;
  readonly notified_on: IsoDate | null;
  readonly given_on: IsoDate | null;
  /** The day of reading, or of a later request. */
  readonly later: IsoDate;
  /** Its process sells nothing to the partner. */
  readonly unsold: boolean;
}

interface Sale {
  readonly transfer: Transfer;
  readonly partner: Partner | undefined;
  readonly initiative: Initiative | undefined;
  readonly reading: CaseReading | null;
}

function startReading(
  law: LawBook,
  terms: TransferTerms | undefined,
  { transfer, partner, initiative, reading }: Sale,
  on: IsoDate,
): Start {
  const events = reading?.events ?? [];
  const dayOf = (codes: readonly string[]) =>
    events.find((each) => codes.includes(each.act.code))?.event.on ?? null;
  const notified_on = dayOf(notifies);
  // What was given and then fell with what it rests on is not given.
  const given_on =
    events.find(({ act, status }) => gives.includes(act.code) && status === "stands")?.event.on ??
    null;
  const later = on < transfer.requested_on ? transfer.requested_on : on;
  // The law of the day on which it was notified, or went on without notice; until then, of the day of reading.
  const day = notified_on ?? given_on ?? later;
  const unsoldOn = (day: IsoDate) =>
    noticeOfUnsold(terms, reading?.process, initiative, transfer.channel, day);
  const noticeOn = (value: TransferValue, day: IsoDate) =>
    unsoldOn(day) ?? readNotice(law, terms, transfer, partner, value, day);
  const amendments = events
    .filter((each) => amends.includes(each.act.code) && each.event.amount !== undefined)
    .map(({ event }): Amendment => {
      const value = transferValue(transfer, event.amount);
      const notice = noticeOn(value, event.on);
      return { event: event.id, on: event.on, value: value.whole, notice };
    });
  const value = transferValue(transfer, amendments.at(-1)?.value);
  return {
    ...{ transfer, partner, value, on: day, reading, amendments, notified_on, given_on },
    later,
    notice: noticeOn(transferValue(transfer), day),
    unsold: unsoldOn(day) !== undefined,
  };
}

function finishReading(
  book: Casebook,
  initiatives: ReadonlyMap<string, Initiative>,
  start: Start,
  on: IsoDate,
): Omit<TransferReading, "fees" | "total" | "rules" | "end_use" | "violations" | "findings"> {
  const { transfer, partner, reading, notice } = start;
  const { terms } = book.policies;
  const events = reading?.events.map((each) => each.event) ?? [];
  const decided = reading === null ? null : decisionOf(reading.decisions);
  const policy = policyOn(book.policies, decided?.on ?? on) ?? null;
  const others = book.policies.arms.filter((each) => each !== policy);
  return {
    ...{ transfer, partner, case: reading, value: start.value.whole, policy, notice },
    ...{ amendments: start.amendments, notified_on: start.notified_on, given_on: start.given_on },
    checklist: policy === null ? null : readChecklist(policy, events, decided),
    replays:
      policy === null ? [] : others.map((each) => replayUnder(policy, each, events, decided)),
    ageing: reading === null ? null : readAgeing(reading),
    edge: readEdge(terms, transfer, partner, notice),
    package: readPackage(terms, transfer, start.on),
    vetting: readVettingNeed(terms, initiatives, transfer, start.on),
    consent: readConsent(terms, transfer, reading, start.on),
    license: readLicense(book.licenses, transfer, partner, reading, start.given_on, start.on),
  };
}

function judgeStart(
  law: LawBook,
  initiatives: ReadonlyMap<string, Initiative>,
  agreements: ReadonlyMap<string, readonly Agreement[]>,
  { transfer, partner, notice }: Start,
) {
  return judgeTransfer(law, {
    ...{ transfer, partner, on: notice.on, told: notice.due },
    initiative: initiatives.get(transfer.initiative ?? ""),
    agreements: agreements.get(transfer.partner) ?? [],
  });
}

function feesOf(law: LawBook, initiatives: ReadonlyMap<string, Initiative>, start: Start) {
  const { transfer, value, reading, later } = start;
  const initiative = initiatives.get(transfer.initiative ?? "");
  return readFees(law, transfer, initiative, value, reading, later);
}

const notAsked: Asked = {
  ...{ applies: false, given: true, because: "", citation: "", mark: "knowledge" },
};

function readEdge(
  terms: TransferTerms | undefined,
  transfer: Transfer,
  partner: Partner | undefined,
  notice: NoticeReading,
): Asked {
  const rule = findInForce(terms?.edge, notice.on);
  if (rule === undefined || partner === undefined) return notAsked;
  const { bureaus, except, channels } = rule.value;
  const reached =
    (bureaus as readonly string[]).includes(partner.bureau) &&
    !except.includes(partner.iso3 ?? partner.id) &&
    channels.includes(transfer.channel);
  const said = { because: rule.says, citation: rule.cite, mark: rule.mark };
  if (!reached || !notice.due) return { ...said, applies: false, given: true };
  return { ...said, applies: true, given: (transfer.edge_statement ?? "").trim() !== "" };
}

function readPackage(
  terms: TransferTerms | undefined,
  transfer: Transfer,
  on: IsoDate,
): TransferReading["package"] {
  const rule = findInForce(terms?.package, on);
  if (rule === undefined) return { ...notAsked, missing: [] };
  const applies = rule.value.includes(transfer.category) || (transfer.major_amount ?? 0) > 0;
  const missing: ("training" | "sustainment")[] = [];
  if (applies && (transfer.training_amount ?? 0) === 0) missing.push("training");
  if (applies && (transfer.sustainment_amount ?? 0) === 0) missing.push("sustainment");
  const said = { because: rule.says, citation: rule.cite, mark: rule.mark };
  return { ...said, applies, given: missing.length === 0, missing };
}

function readVettingNeed(
  terms: TransferTerms | undefined,
  initiatives: ReadonlyMap<string, Initiative>,
  transfer: Transfer,
  on: IsoDate,
): Asked {
  const rule = findInForce(terms?.unvetted_channels, on);
  const free = transfer.initiative === undefined && rule?.value.includes(transfer.channel) === true;
  if (rule !== undefined && free) {
    const said = { because: rule.says, citation: rule.cite, mark: rule.mark };
    return { ...said, applies: false, given: true };
  }
  if (transfer.initiative === undefined && transfer.channel !== "EDA") {
    return {
      ...{
        applies: false,
        given: true,
        citation: "22 U.S.C. 2378d; 10 U.S.C. 362",
        mark: "unsure",
      },
      because:
        "No assistance of the plan pays for it. Whether a vetting law reaches it is not settled here: look at the units that receive it.",
    };
  }
  const units = initiatives.get(transfer.initiative ?? "")?.units ?? [];
  const because =
    units.length > 0
      ? `Assistance pays for it: its units are vetted under the law of the account (${units.join(", ")}).`
      : "Assistance pays for it, or it is a grant: the units that receive it are vetted, and none is named yet.";
  return {
    ...{ applies: true, given: units.length > 0, because, mark: "knowledge" },
    citation: "22 U.S.C. 2378d; 10 U.S.C. 362",
  };
}

function readConsent(
  terms: TransferTerms | undefined,
  transfer: Transfer,
  reading: CaseReading | null,
  on: IsoDate,
): Asked {
  const rule = findInForce(terms?.third_party_consent, on);
  if (rule === undefined) return notAsked;
  const applies = transfer.channel === "TPT";
  const consented = reading?.money === "free";
  const said = { because: rule.says, citation: rule.cite, mark: rule.mark };
  return { ...said, applies, given: !applies || consented };
}
