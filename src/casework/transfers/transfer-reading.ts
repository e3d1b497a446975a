import type { Finding } from "../../base/findings.ts";
import type { IsoDate } from "../../base/fiscal.ts";
import type { Cents } from "../../base/money.ts";
import type { License } from "../../law/book.ts";
import type { FeeEstimate } from "../../law/fees.ts";
import type { Judgment, LegalMark } from "../../law/law.ts";
import type { Partner, Transfer } from "../../plan/plan.ts";
import type { CaseReading } from "../case-reading.ts";
import type { ChecklistReading } from "./checklist.ts";
import type { EndUseReading } from "./end-use.ts";
import type { LicenseValidity } from "./license-validity.ts";
import type { NoticeReading } from "./notice-of-transfer.ts";
import type { ArmsPolicy } from "./policies.ts";
import type { Replay } from "./replay.ts";
import type { RunningTotal } from "./running-totals.ts";
import type { Ageing } from "./stages.ts";

/** A change of a transfer's value by an amendment. */
export interface Amendment {
  readonly event: string;
  readonly on: IsoDate;
  /** The whole value after it.   Unit: US cents. */
  readonly value: Cents;
  readonly notice: NoticeReading;
}

/** Something that a rule asks of a transfer, or why it does not. */
export interface Asked {
  readonly applies: boolean;
  /** It is there; also where nothing is asked. */
  readonly given: boolean;
  readonly because: string;
  readonly citation: string;
  readonly mark: LegalMark;
}

/** Under which license, agreement or exemption a commercial sale leaves, and what goes with it. */
export interface LicenseReading extends Asked {
  /** What the transfer names, where the law knows it and it fits. */
  readonly license: License | null;
  /** Why what is named, or the lack of it, is not right. */
  readonly problem: "missing" | "unknown" | "unfit" | null;
  /** What was found, in words. */
  readonly found: string;
  /** Codes of what it may leave under. */
  readonly fits: readonly string[];
  /** Its last day, once it was issued. */
  readonly validity: LicenseValidity | null;
  /** The nontransfer and use certificate. */
  readonly certificate: Asked;
  /** Whether the applicant must be registered. */
  readonly registration: Asked;
  /** The case is past its first stage and open, so that what lacks is told. */
  readonly begun: boolean;
}

/** An arms transfer as it stands on a day. */
export interface TransferReading {
  readonly transfer: Transfer;
  readonly partner: Partner | undefined;
  /** Its case; nothing where none was opened. With several, the latest that was opened. */
  readonly case: CaseReading | null;
  /** Its value now, after amendments.   Unit: US cents. */
  readonly value: Cents;
  readonly amendments: readonly Amendment[];
  readonly notice: NoticeReading;
  /** Congress was told, or an emergency was certified, on that day. */
  readonly notified_on: IsoDate | null;
  /** The offer, license, lease or consent was given on that day. */
  readonly given_on: IsoDate | null;
  /** Nothing where it names no requirement. */
  readonly total: RunningTotal | null;
  /** Nothing where no version of the policy covers the day. */
  readonly checklist: ChecklistReading | null;
  /** The version that the day of the decision, or else the day of reading, asks for. */
  readonly policy: ArmsPolicy | null;
  /** What the answers would mean under the other versions. */
  readonly replays: readonly Replay[];
  readonly ageing: Ageing | null;
  /** The statement on Israel's qualitative military edge. */
  readonly edge: Asked;
  /** Training and sustainment beside the equipment. */
  readonly package: Asked & { readonly missing: readonly ("training" | "sustainment")[] };
  /** Whether units are vetted for it: not where the partner pays. */
  readonly vetting: Asked;
  /** Prior written consent, where a third party passes the articles on. */
  readonly consent: Asked;
  /** Under which license, agreement or exemption a commercial sale leaves. */
  readonly license: LicenseReading;
  /** What a letter of offer charges beside its value, as estimates; none for other channels. */
  readonly fees: readonly FeeEstimate[];
  /** What the checks of the law find of it, beside notice: purposes, offsets, missile technology. */
  readonly rules: readonly Judgment[];
  /** Checks of the articles that it brought. */
  readonly end_use: readonly EndUseReading[];
  /** What checks found at this partner, of whatever transfer: it matters for new ones. */
  readonly violations: readonly EndUseReading[];
  readonly findings: readonly Finding[];
}
