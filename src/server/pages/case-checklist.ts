import type { z } from "zod";
import type { checklistSchema } from "../../api/case-schemas.ts";
import type { CaseReading } from "../../casework/case-reading.ts";
import type { Ruling } from "../../casework/transfers/checklist.ts";
import type { TransferReading } from "../../casework/transfers/transfer-reading.ts";

type Checklist = z.output<typeof checklistSchema>;

/** The criteria of a transfer with what offices answered; nothing where no policy asks for them. */
export function checklistOf(reading: CaseReading, transfer: TransferReading): Checklist | null {
  const { checklist, replays } = transfer;
  if (checklist === null) return null;
  const { policy, decided } = checklist;
  const { offices } = reading.process;
  const nameOf = (code: string) => offices.find((one) => one.code === code)?.name ?? code;
  const rulingOf = ({ office, position, reason, on }: Ruling) => ({
    ...{ office: nameOf(office), position, reason, on },
  });
  return {
    policy: { code: policy.code, name: policy.name, cites: [...policy.cites] },
    criteria: checklist.criteria.map(({ criterion, state, answers }) => ({
      ...{ code: criterion.code, kind: criterion.kind, asks: criterion.asks },
      ...{ cite: criterion.cite, mark: criterion.mark, state },
      answers: answers.map(({ office, answer, note, on }) => ({
        ...{ office: nameOf(office), answer, note, on },
      })),
    })),
    advice: checklist.advice.map(({ office, position, reason, on, dissents, replaced }) => ({
      ...{ office: nameOf(office), position, reason, on, dissents, replaced },
    })),
    decided: decided === null ? null : rulingOf(decided),
    provisos: [...checklist.provisos],
    replays: replays.map(({ to, outcome, says, rows }) => ({
      ...{ to, outcome, says },
      rows: rows.map(({ criterion, kind, open, says: words }) => ({
        ...{ code: criterion.code, asks: criterion.asks, kind, open, says: words },
      })),
    })),
  };
}
