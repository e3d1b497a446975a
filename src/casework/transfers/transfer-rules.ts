import type { IsoDate } from "../../base/fiscal.ts";
import type { LawBook } from "../../law/book.ts";
import { transferChecks } from "../../law/checks/registry.ts";
import type { Judgment } from "../../law/law.ts";
import { actsOn } from "../../law/subject.ts";
import type { Agreement, Case, Initiative, Partner, Transfer } from "../../plan/plan.ts";
import type { ActBar } from "../act-bars.ts";
import type { Casebook } from "../casebook.ts";
import type { PlanRows } from "../plan-rows.ts";
import { noticeOfUnsold, readNotice, transferValue } from "./notice-of-transfer.ts";

/** What the rules of transfers ask about: the transfer with what the plan records around it, and a day. */
export interface TransferQuestion {
  readonly transfer: Transfer;
  readonly partner: Partner | undefined;
  /** The initiative that pays for it, where one does. */
  readonly initiative: Initiative | undefined;
  /** Agreements with the partner. */
  readonly agreements: readonly Agreement[];
  /** The day whose law is asked. */
  readonly on: IsoDate;
  /** Whether Congress is told of it. */
  readonly told: boolean;
}

/** What the checks of the law find of a transfer on a day, beside its notice. */
export function judgeTransfer(
  { contents }: LawBook,
  { transfer, partner, initiative, agreements, on, told }: TransferQuestion,
): readonly Judgment[] {
  const { channel, technology, offset_ratio, purpose } = transfer;
  const recorded = agreements.filter((row) => actsOn(row, transfer));
  const about = { channel, partner, agreements: recorded };
  const asked = { ...about, technology, offset_ratio, purpose: purpose ?? initiative?.purpose };
  return transferChecks.flatMap((check) => check.judge(contents, { ...asked, on, told }));
}

/**
 * What stands on a day against granting the transfer that a case decides; nothing for other cases.
 *
 * Only a checked rule refuses; the others are told. Pass it to `proposeEvent`.
 */
export function listActBars(
  rows: PlanRows,
  book: Casebook,
  law: LawBook,
  row: Case,
  on: IsoDate,
): readonly ActBar[] {
  const transfer = rows.find("transfers", row.transfer);
  if (transfer === undefined || row.kind !== "transfer") return [];
  const partner = rows.find("partners", transfer.partner);
  const initiative = rows.find("initiatives", transfer.initiative);
  const process = book.processes.get(row.process);
  const { terms } = book.policies;
  if (noticeOfUnsold(terms, process, initiative, transfer.channel, on) !== undefined) return [];
  const agreements = rows.plan.tables.agreements.filter(
    (each) => each.partner === transfer.partner,
  );
  const value = transferValue(transfer);
  const told = readNotice(law, terms, transfer, partner, value, on).due;
  return judgeTransfer(law, { transfer, partner, initiative, agreements, on, told })
    .filter(({ effect }) => effect !== "allows")
    .map(({ rule, citation, mark, says, found, expected, effect, until }) => ({
      ...{ rule, citation, mark, says, found, expected, until },
      refuses: effect === "blocks",
      lifts: sayWayOut(law, rule, expected),
    }));
}

/** What would lift a bar: the waiver and the exceptions of its own law, as a record; or what it asks for. */
function sayWayOut({ contents }: LawBook, rule: string, expected: string): string {
  const bar = contents.bars.find((each) => rule.startsWith(`${each.code}.`));
  if (bar === undefined) return `Record ${expected}.`;
  const exceptions = (bar.exceptions ?? []).join(" ");
  const except = exceptions === "" ? "" : ` Exceptions: ${exceptions}`;
  return `A waiver or an end of it on record in ${bar.file}. Waiver: ${bar.waiver}${except}`;
}
