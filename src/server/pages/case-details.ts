import type { z } from "zod";
import type { caseDetailSchema } from "../../api/case-schemas.ts";
import { type Cents, showDollars } from "../../base/money.ts";
import type { CaseReading } from "../../casework/case-reading.ts";
import { type ConditionReading, readConditions } from "../../casework/conditions.ts";
import { sayGrounds } from "../../casework/grounds.ts";
import { readNotice } from "../../casework/notice.ts";
import { sayThirdPartyView } from "../../casework/third-party-view.ts";
import { readTrancheMoney, sayTrancheMoney } from "../../casework/tranche-money.ts";
import { licenseFacts } from "../../casework/transfers/license-words.ts";
import type { Asked, TransferReading } from "../../casework/transfers/transfer-reading.ts";
import { readVetting, type UnitVetting } from "../../casework/vetting/read-vetting.ts";
import { sayFee } from "../../law/fees.ts";
import type { CaseView } from "../case-desk.ts";

type Detail = z.output<typeof caseDetailSchema>;
type Fact = Detail["facts"][number];

/** What the law, or what happened, says of a case beside its process. */
export function listDetails(
  view: CaseView,
  reading: CaseReading,
  transfer: TransferReading | undefined,
): Detail[] {
  const { kind } = reading.process;
  const details = [
    ...(kind === "concurrence" ? ofNotice(view, reading) : []),
    ...(transfer === undefined ? [] : ofTransfer(reading, transfer)),
    ...(kind === "vetting" ? ofVetting(view, reading) : []),
    ...(kind === "condition" ? ofCondition(view, reading) : []),
    ofGrounds(reading),
  ];
  return details.filter(({ facts }) => facts.length > 0);
}

/** What each decision and signature of the case rests on. */
function ofGrounds(reading: CaseReading): Detail {
  return {
    title: "What decisions rest on",
    facts: reading.decisions.map((one) =>
      fact(`${one.act.name} of ${one.event.on}`, sayGrounds(reading, one)),
    ),
  };
}

function fact(label: string, text: string, tone: Fact["tone"] = "plain", of?: Source): Fact {
  return { label, text, tone, citation: of?.citation ?? "", mark: of?.mark ?? "" };
}

interface Source {
  readonly citation: string;
  readonly mark: string;
}

/** What the notice to Congress holds and lacks, and the assistance of the three years before. */
function ofNotice(view: CaseView, reading: CaseReading): Detail[] {
  const { result } = readNotice(view.rows.plan, view.book, reading.case.id, view.on);
  if (result === null || result.elements.length === 0) return [];
  // The years before stand in a table of their own: the record says them, and nobody fills them in.
  const told = result.elements.filter(({ values, empty }) => values.length + empty.length > 0);
  const elements = told.map(({ ask, values, empty }) => {
    const texts = values.map(({ text }) => text);
    const said = [...new Set(texts)].slice(0, 6).join(" · ");
    return empty.length > 0
      ? fact(ask.name, `Missing: ${empty.join(", ")}`, "missing", source(ask))
      : fact(ask.name, said, "good", source(ask));
  });
  const years = result.prior_years.map(({ fiscal_year, on_record, total }) =>
    fact(
      `FY${fiscal_year}`,
      on_record ? showDollars(total) : "The plan’s record does not reach it",
    ),
  );
  return [
    { title: "What the notice holds", facts: elements },
    { title: "Assistance in the three years before", facts: years },
  ];
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}

function source({ cite, mark }: { readonly cite: string; readonly mark: string }): Source {
  return { citation: cite, mark };
}

function ofTransfer(reading: CaseReading, transfer: TransferReading): Detail[] {
  const { offices } = reading.process;
  const nameOf = (code: string) => offices.find((one) => one.code === code)?.name ?? code;
  const { notice, total, ageing, notified_on, end_use, violations } = transfer;
  const tests = notice.tests.map(({ part, value, notice: one }) => {
    const { crossed, threshold, group, waiting_days } = one;
    const wait = waiting_days === null ? "" : `; ${waiting_days} days to wait after the notice`;
    return fact(
      `${part}: ${showDollars(value)}`,
      `${crossed ? "At or over" : "Under"} the threshold of ${showDollars(threshold)} for ${group}${wait}`,
      "plain",
      { citation: one.provisions.map(({ citation }) => citation).join("; "), mark: notice.mark },
    );
  });
  // Where no threshold was asked, the reason is all there is to say.
  const unasked = notice.tests.length === 0 ? [notice.because] : [];
  const told = notice.due
    ? fact(
        "Notice to Congress",
        notified_on === null ? "Due, and not given yet" : `Given on ${notified_on}`,
        notified_on === null ? "missing" : "good",
      )
    : fact("Notice to Congress", ["None is due for it by itself", ...unasked].join(". "));
  const seen = sayThirdPartyView(transfer);
  return [
    {
      title: "How others see it",
      facts: [fact("Their likely view", seen.text, seen.missing ? "missing" : "plain")],
    },
    {
      title: "Value and notice",
      facts: [fact("Value now", showDollars(transfer.value)), ...tests, told, ...ofTotal(total)],
    },
    ...ofSale(transfer),
    {
      title: "What is asked of it",
      facts: [
        ...ofAsked("Israel’s qualitative military edge", transfer.edge),
        ...ofAsked("Training and sustainment beside equipment", transfer.package),
        ...ofAsked("Vetting of units", transfer.vetting),
        ...ofAsked("Consent to pass it on", transfer.consent),
      ],
    },
    {
      title: "Who had it for how long",
      facts: (ageing?.by_holder ?? []).map(({ holder, days }) =>
        fact(nameOf(holder), `${days} days`),
      ),
    },
    {
      title: "End use",
      facts: [...new Set([...end_use, ...violations])].map((one) =>
        fact(
          `${one.item.quantity} × ${one.item.article}`,
          one.because,
          one.violation || one.overdue ? "late" : "plain",
          one,
        ),
      ),
    },
  ];
}

/** What a sale is charged, and under what it leaves. */
function ofSale({ fees, license }: TransferReading): Detail[] {
  return [
    {
      title: "Fees, estimated",
      facts: fees.map((fee) =>
        fact(fee.name, `${capital(sayFee(fee))}. ${fee.because}`, "plain", fee),
      ),
    },
    {
      title: "License",
      facts: licenseFacts(license).map(({ label, text, missing, citation, mark }) =>
        fact(label, text, missing ? "missing" : "plain", { citation, mark }),
      ),
    },
  ];
}

function ofTotal(total: TransferReading["total"]): Fact[] {
  if (total === null) return [];
  const sum = total.steps.at(-1)?.sum ?? (0 as Cents);
  const count = total.steps.length;
  const words = `${showDollars(sum)} over ${total.months} months, ${count} transfer${count === 1 ? "" : "s"} of “${total.requirement}”`;
  return [
    fact(
      "Running total",
      total.split
        ? `${words}: none is to be notified by itself, their sum would be, crossed at ${total.crossed_at}`
        : words,
      total.split ? "late" : "plain",
    ),
  ];
}

function ofAsked(label: string, asked: Asked): Fact[] {
  const tone = !asked.applies ? "plain" : asked.given ? "good" : "missing";
  return [fact(label, asked.because, tone, asked)];
}

function ofVetting(view: CaseView, reading: CaseReading): Detail[] {
  const { result } = readVetting(view.rows.plan, view.book, view.law, view.on, view.readings);
  const units = result.units.filter(({ unit }) => unit.id === reading.case.unit);
  return units.map((one) => ({
    title: `${one.unit.name} under ${one.law.name}`,
    facts: ofUnit(one),
  }));
}

function ofUnit(one: UnitVetting): Fact[] {
  const { exception } = one;
  return [
    fact("Stands", one.because, one.effect === "free" ? "good" : "missing", one),
    fact("What the law asks", one.test),
    ...(one.until === null ? [] : [fact("Counts until", one.until)]),
    ...(exception === null
      ? []
      : [
          fact(
            exception.name,
            exception.report_due === null
              ? exception.says
              : `${exception.says} Report to Congress by ${exception.report_due}${exception.reported_on === null ? ", not made yet" : `, made on ${exception.reported_on}`}.`,
            exception.late ? "late" : "plain",
          ),
        ]),
    ...(one.above === null ? [] : [fact("The unit above", one.above.says)]),
  ];
}

function ofCondition(view: CaseView, reading: CaseReading): Detail[] {
  const { result } = readConditions(view.rows.plan, view.book, view.on);
  const one = result.find(({ condition }) => condition.id === reading.case.condition);
  if (one === undefined) return [];
  const { condition } = one;
  const stands = { not_taken: "not taken", in_force: "in force", taken_back: "taken back" };
  return [
    {
      title: "What the partner is told",
      facts: [
        fact("Statement", condition.statement),
        fact("Trigger", condition.trigger),
        fact("Standard of evidence", condition.standard),
        fact("Authority", condition.authority, "plain", {
          citation: condition.legal_basis ?? "",
          mark: condition.mark ?? "",
        }),
        ...(one.tell_by === null
          ? []
          : [fact("To be told again by", one.tell_by, one.tell_overdue ? "late" : "plain")]),
        ...(condition.review_on === undefined
          ? []
          : [fact("Review", condition.review_on, one.review_overdue ? "late" : "plain")]),
        ...one.off_ramps.map((way) => fact(`Way back: ${way.name}`, way.statement)),
      ],
    },
    {
      title: "The ladder",
      facts: one.ladder.map(({ step, state, since, until, offices, reversible }) => {
        const word = state === "run_out" ? "run out" : stands[state];
        const days = `${since === null ? "" : ` since ${since}`}${until === null ? "" : ` until ${until}`}`;
        const who =
          offices.length === 0
            ? ""
            : ` (recorded by ${offices.map(({ code }) => code).join(", ")})`;
        return fact(
          `${step.number}. ${step.action.replaceAll("_", " ")}`,
          `${word}${days}. By ${step.authority}${who}. Way back: ${step.way_back}${reversible ? "" : " It cannot be undone."}`,
          state === "in_force" ? "missing" : "plain",
        );
      }),
    },
    {
      title: "Tranche",
      facts: [
        ...ofTranche(view, reading),
        ...one.settlements.flatMap(({ directive, certified, waived, withheld, pending }) => [
          fact(directive.name, "", "plain", { citation: directive.citation ?? "", mark: "" }),
          ...sums({ certified, waived, withheld, pending }),
        ]),
      ],
    },
    {
      title: "Who told whom, and when",
      facts: one.told.map(({ event, addressee, channel, acknowledged_on }) =>
        fact(
          `${event.on}: ${addressee}`,
          `By ${event.author}, ${channel}. ${acknowledged_on === null ? "Not acknowledged." : `Acknowledged on ${acknowledged_on}.`}`,
        ),
      ),
    },
    { title: "What its use would cost", facts: ofCost(one) },
  ];
}

/** What of the tranche waits for this case, or was withheld in it. */
function ofTranche({ rows }: CaseView, reading: CaseReading): Fact[] {
  const tranche = readTrancheMoney(rows, reading);
  if (tranche === null) return [];
  const { waits, blocked, directive } = tranche;
  const says = sayTrancheMoney(tranche);
  const from = { citation: directive.citation, mark: directive.mark ?? "" };
  return [
    ...(waits > 0
      ? [fact("Money that waits", `${showDollars(waits)}. ${says}`, "missing", from)]
      : []),
    ...(blocked > 0
      ? [fact("Money withheld", `${showDollars(blocked)}. ${says}`, "missing", from)]
      : []),
  ];
}

function sums(parts: Readonly<Record<string, Cents>>): Fact[] {
  return Object.entries(parts)
    .filter(([, amount]) => amount > 0)
    .map(([label, amount]) => fact(label, showDollars(amount)));
}

function ofCost({ cost_of_use: cost }: ConditionReading): Fact[] {
  const words: Fact[] = [];
  if (cost.access !== null) words.push(fact("Access and basing", cost.access));
  if (cost.program !== null) words.push(fact("Programs", cost.program));
  if (cost.third_party !== null) words.push(fact("How others would see it", cost.third_party));
  return [...words, ...sums({ "Ending open contracts": cost.termination, Tranche: cost.tranche })];
}
