import { showDollars } from "../../base/money.ts";
import { sayThirdPartyView } from "../../casework/third-party-view.ts";
import type { ChecklistReading } from "../../casework/transfers/checklist.ts";
import { licenseFacts } from "../../casework/transfers/license-words.ts";
import type { RunningTotal } from "../../casework/transfers/running-totals.ts";
import type { Asked, TransferReading } from "../../casework/transfers/transfer-reading.ts";
import { sayFee } from "../../law/fees.ts";
import { wrap } from "../text-layout.ts";

/** A transfer for a terminal, below its case: value and notice, criteria and advice, what is asked, who had it. */
export function transferText(reading: TransferReading): string {
  const sections = [
    section("VALUE AND NOTICE", noticeLines(reading)),
    section("FEES, ESTIMATED", feeLines(reading)),
    section("LICENSE", licenseLines(reading)),
    section("HOW OTHERS SEE IT", [sayThirdPartyView(reading).text]),
    section("RUNNING TOTAL", reading.total === null ? [] : totalLines(reading.total)),
    section("CRITERIA", criteriaLines(reading)),
    section(
      "UNDER ANOTHER VERSION",
      isAnswered(reading) ? reading.replays.map(({ says }) => says) : [],
    ),
    section("WHAT IS ASKED OF IT", askedLines(reading)),
    section(
      "WHO HAD IT",
      (reading.ageing?.by_holder ?? []).map(({ name, days }) => `${days} days: ${name}`),
    ),
    section("END USE", endUseLines(reading)),
    section(
      "WHAT IS MISSING OR WRONG",
      reading.findings.map(({ found, expected, help }) =>
        [found, expected, help].map(ended).join(" "),
      ),
    ),
  ].filter((lines) => lines.length > 0);
  return `${sections.map((lines) => lines.join("\n")).join("\n\n")}\n`;
}

function isAnswered({ checklist }: TransferReading): boolean {
  return checklist?.criteria.some((each) => each.answers.length > 0) === true;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  const indented = lines.flatMap((line) =>
    wrap(`  ${line}`, undefined, "  ").map((each) => (each.startsWith(" ") ? each : `  ${each}`)),
  );
  return lines.length === 0 ? [] : [title, ...indented];
}

function ended(words: string): string {
  const first = `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
  return /[.?!]$/.test(first) || first === "" ? first : `${first}.`;
}

function noticeLines({ value, notice, notified_on, amendments }: TransferReading): string[] {
  const due = !notice.due
    ? "no notice to Congress is due for it by itself"
    : `notice to Congress is due${notice.waiting_days === null ? "" : `, then ${notice.waiting_days} calendar days`}`;
  const told = notified_on === null ? "" : `; told ${notified_on}`;
  const cites = [...new Set(notice.provisions.map(({ citation }) => citation))].join("; ");
  return [
    `${showDollars(value)}: ${due}${told}. ${notice.because} [${cites}; ${notice.mark}]`,
    ...amendments.map(
      (each) => `Amended ${each.on} to ${showDollars(each.value)}. ${each.notice.because}`,
    ),
  ];
}

function feeLines({ fees }: TransferReading): string[] {
  return fees.map(
    (fee) => `${fee.name}: ${sayFee(fee)}. ${fee.because} [${fee.citation}; ${fee.mark}]`,
  );
}

function licenseLines({ license: reading }: TransferReading): string[] {
  return licenseFacts(reading).map(
    ({ label, text, citation, mark }) =>
      `${label}: ${text}${citation === "" ? "" : ` [${citation}; ${mark}]`}`,
  );
}

function totalLines(total: RunningTotal): string[] {
  if (total.steps.length < 2 && total.others.length === 0) return [];
  return [
    `${total.requirement}, over ${total.months} months (a practice, no rule of law):`,
    ...total.steps.map(
      ({ transfer, requested_on, value, sum, sum_due }) =>
        `${requested_on} ${transfer}: ${showDollars(value)}, together ${showDollars(sum)}${sum_due ? ", over a threshold" : ""}`,
    ),
    ...(total.others.length === 0
      ? []
      : [`By another channel, not added: ${total.others.join(", ")}.`]),
  ];
}

function criteriaLines({ checklist, case: reading }: TransferReading): string[] {
  if (checklist === null) return [];
  const { policy, criteria, advice, unanswered, decided } = checklist;
  const day = decided?.on ?? reading?.on ?? policy.from;
  const answered = criteria.filter((each) => each.answers.length > 0);
  return [
    `${policy.code}, ${policy.name}: ${answered.length} of ${criteria.length} answered.`,
    ...policy.notes
      .filter((note) => note.on <= day)
      .map(({ on, says, cite, mark }) => `Since ${on}: ${says.trim()} [${cite}; ${mark}]`),
    ...answered.map(({ criterion, state, answers }) => {
      const said = answers.map(
        ({ office, answer, note }) => `${office} ${answer}${note === "" ? "" : ` (${note})`}`,
      );
      return `${criterion.code}${state === "disputed" ? ", disputed" : ""}: ${said.join("; ")}`;
    }),
    ...advice.map(
      ({ office, on, position, reason, dissents, replaced }) =>
        `${on} ${office} advises to ${sayPosition(position)}${dissents ? ", in dissent" : ""}${replaced ? ", later replaced" : ""}: ${reason}`,
    ),
    ...decidedLines(checklist),
    ...(answered.length === 0 || unanswered.length === 0
      ? []
      : [`Not answered: ${unanswered.join(", ")}.`]),
  ];
}

function decidedLines({ decided }: ChecklistReading): string[] {
  if (decided === null) return [];
  const { on, office, position, reason } = decided;
  return [`Decided ${on} by ${office} to ${sayPosition(position)}: ${reason}`];
}

function sayPosition(position: "approve" | "provisos" | "deny"): string {
  return position === "provisos" ? "approve with provisos" : position;
}

function askedLines({ edge, package: parts, vetting, consent }: TransferReading): string[] {
  const line = (name: string, asked: Asked) =>
    `${name}: ${asked.given ? "given" : "missing"}. ${asked.because} [${asked.citation}; ${asked.mark}]`;
  return [
    ...(edge.applies ? [line("Statement on Israel's edge", edge)] : []),
    ...(parts.applies ? [line("Training and sustainment", parts)] : []),
    ...(consent.applies ? [line("Consent to pass it on", consent)] : []),
    vetting.applies
      ? line("Units named for vetting", vetting)
      : `No vetting of units: ${vetting.because} [${vetting.citation}; ${vetting.mark}]`,
  ];
}

function endUseLines({ end_use: own, violations }: TransferReading): string[] {
  return [...new Set([...own, ...violations])].map(({ item, due, overdue, violation }) => {
    const check = due === null ? "routine checks" : overdue ? `overdue since ${due}` : `due ${due}`;
    const found = violation ? `; found ${item.status.replaceAll("_", " ")}` : "";
    return `${item.quantity} x ${item.article}: ${check}${found}${item.finding === undefined ? "" : ` (${item.finding})`}`;
  });
}
