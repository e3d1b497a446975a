import type { IsoDate } from "../../base/fiscal.ts";
import type { LawBook } from "../../law/book.ts";
import { estimateFees, type FeeEstimate } from "../../law/fees.ts";
import type { Initiative, Transfer } from "../../plan/plan.ts";
import type { CaseReading } from "../case-reading.ts";
import type { TransferValue } from "./notice-of-transfer.ts";

/** The event at which a letter of offer is carried out: its day decides which rates it pays. */
const carriedOut = "implement";

/** The fees of a sale, estimated by the rates of the day on which it was carried out, where that still stands, or else of a later day. */
export function readFees(
  law: LawBook,
  transfer: Transfer,
  initiative: Pick<Initiative, "accounts"> | undefined,
  value: TransferValue,
  reading: CaseReading | null,
  day: IsoDate,
): readonly FeeEstimate[] {
  const begun = reading?.events.find(
    ({ act, status }) => act.code === carriedOut && status === "stands",
  )?.event.on;
  const { channel } = transfer;
  const { whole, major } = value;
  const accounts = initiative?.accounts ?? [];
  return estimateFees(law, { channel, value: whole, major, accounts, on: begun ?? day });
}
