import type { TransferReading } from "./transfers/transfer-reading.ts";

/** How others are likely to see a transfer; that nobody says so is noted once it is approved. */
export function sayThirdPartyView({
  transfer,
  checklist,
}: Pick<TransferReading, "transfer" | "checklist">): {
  readonly text: string;
  readonly missing: boolean;
} {
  const { third_party_view: view = "" } = transfer;
  if (view !== "") return { text: view, missing: false };
  const decided = checklist?.decided ?? null;
  if (decided === null || decided.position === "deny") {
    return { text: "Nobody says yet.", missing: false };
  }
  return { text: `Nobody says, and it was approved on ${decided.on}.`, missing: true };
}
