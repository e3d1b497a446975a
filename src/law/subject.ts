import { compareText } from "../base/findings.ts";
import type { Agreement, Initiative, Line, Partner } from "../plan/plan.ts";
import type { LegalSubject, RecordedAgreement } from "./law.ts";

/** What the law needs to know of an initiative: its partner and agreements with it, and the kinds of its cost lines. */
export function legalSubject(
  initiative: Pick<Initiative, "purpose" | "recipient" | "instrument">,
  partner: Pick<Partner, "id" | "iso3" | "bureau" | "kind">,
  lines: readonly Pick<Line, "kind">[],
  agreements: readonly Agreement[] = [],
): LegalSubject {
  const { id, iso3, bureau, kind } = partner;
  return {
    partner: { id, iso3, bureau, kind },
    purpose: initiative.purpose,
    recipient: initiative.recipient,
    instrument: initiative.instrument,
    lineKinds: [...new Set<string>(lines.map((line) => line.kind))].sort(compareText),
    ...(agreements.length === 0 ? {} : { agreements: agreements.map(recorded) }),
  };
}

function recorded({ kind, status, since, until }: Agreement): RecordedAgreement {
  return { kind, status, since, until };
}
