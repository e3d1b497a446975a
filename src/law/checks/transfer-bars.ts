import { judgeBar } from "./bars.ts";
import type { TransferCheck } from "./legal-check.ts";

/**
 * Whether a bar stops a transfer on its day, with the channel as account: also where the partner pays.
 *
 * Articles of war go to forces, so the stops that are about forces are read; only a checked bar blocks.
 */
export const transferBarsCheck: TransferCheck = {
  name: "transfer_bars",
  sentence: "No bar stops the channel for this partner on the day of the transfer.",
  reads: ["transfers.channel", "transfers.partner", "partners.iso3", "partners.bureau"],
  law: ["bars"],
  severity: "blocks",
  judge: (contents, { channel, on, partner }) => {
    if (partner === undefined) return [];
    const about = { subject: { recipient: "defense", partner }, authority: { code: channel } };
    const question = { ...about, contents, first: on, last: on };
    return contents.bars
      .flatMap((bar) => judgeBar(bar, question))
      .map((judgment) => ({ ...judgment, check: "transfer_bars" }));
  },
};
