import { showDollars } from "../../base/money.ts";
import type { ActBar } from "../../casework/act-bars.ts";
import type { CaseReading, DecisionReading } from "../../casework/case-reading.ts";
import type { ClockReading } from "../../casework/clocks.ts";
import { sayGrounds } from "../../casework/grounds.ts";
import { sayTrancheMoney, type TrancheMoney } from "../../casework/tranche-money.ts";
import type { Hold } from "../../law/hold.ts";
import type { CaseEvent, EvidenceRow } from "../../plan/plan.ts";
import { wrap } from "../text-layout.ts";

/** How many lines or packages a hold names; the JSON reply names all. */
const namedLines = 3;

/** One case in full for a terminal: state, clocks, what may follow, what happened, evidence, money. */
export function caseText(
  reading: CaseReading,
  evidence: readonly EvidenceRow[],
  holds: readonly Hold[],
  tranche: TrancheMoney | null = null,
  bars: readonly ActBar[] = [],
): string {
  const { case: row, process, state } = reading;
  const sections = [
    [
      `${row.name}${row.illustrative ? " (illustrative)" : ""}`,
      `${process.name}, opened ${row.opened_on}, read on ${reading.on}`,
    ],
    [`STATE: ${state.name}, since ${reading.since}`, ...say(state.meaning), ...actLines(reading)],
    section("CLOCKS", reading.clocks.map(clockLine)),
    section("WHAT MAY FOLLOW", nextLines(reading, bars)),
    section("WHAT THE LAW SAYS AGAINST GRANTING IT", bars.map(barLine)),
    section(
      "WHAT HAPPENED",
      reading.events.map((one) => eventLine(reading, one.event.id)),
    ),
    section(
      "WHAT DECISIONS REST ON",
      reading.decisions.map(
        (one) => `${one.act.name} of ${one.event.on} rests on: ${sayGrounds(reading, one)}.`,
      ),
    ),
    section(
      "NOT STANDING",
      reading.decisions.filter(({ status }) => status !== "stands").map(fallen),
    ),
    section(
      "EVIDENCE",
      evidence.map(
        (one) => `${one.dated} ${one.standard}: ${one.claim} (${one.said_by}; ${one.source})`,
      ),
    ),
    section("MONEY", moneyLines(holds, tranche)),
  ];
  const shown = sections.filter((lines) => lines.length > 0).map((lines) => lines.join("\n"));
  return `${shown.join("\n\n")}\n`;
}

const say = (text: string) =>
  wrap(`  ${text}`, undefined, "  ").map((line) => (line.startsWith(" ") ? line : `  ${line}`));

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [title, ...lines.flatMap((line) => say(line))];
}

function delayLines({ raised, delay_accepted: accepted }: CaseReading): readonly string[] {
  const by = ({ author, office, on, reason = "" }: CaseEvent) =>
    `on ${on} by ${author} (${office}): ${reason}`;
  return [
    ...(raised === null ? [] : say(`Put before ${raised.level.name} ${by(raised.event)}`)),
    ...(accepted === null ? [] : say(`Delay accepted until ${accepted.until} ${by(accepted)}`)),
  ];
}

function actLines(reading: CaseReading): readonly string[] {
  const { closed, waits_for: offices, otherwise } = reading;
  if (closed) return [];
  const names = offices.map(({ name, code }) => `${name} (${code})`).join("; ");
  const next = say(`Next: ${names}.`);
  return [...next, ...delayLines(reading), ...say(`If nobody acts: ${otherwise}`)];
}

function clockLine(clock: ClockReading): string {
  const unit = clock.unit === "working" ? "working days" : "days";
  const span = `${clock.name}: ${clock.elapsed} of ${clock.days} ${unit}`;
  const law = `${clock.cite}; ${clock.mark}`;
  if (clock.ended_on !== null) return `${span}, ended ${clock.ended_on} [${law}]`;
  if (clock.state === "paused") return `${span}, stands still since ${clock.paused_since} [${law}]`;
  const late = clock.late ? `late by ${-clock.left}; ${clock.then}` : `until ${clock.due}`;
  return `${span}, ${late} [${law}]`;
}

function nextLines({ next }: CaseReading, bars: readonly ActBar[]): readonly string[] {
  return next.map(({ act, offices, needs, lacks, not_before: notBefore, supersedes }) => {
    const parts = [
      ...(needs.length === 0 ? [] : [`asks for ${needs.join(", ")}`]),
      ...(lacks.length === 0
        ? []
        : [`the package lacks: ${lacks.map(({ code }) => code).join(", ")}`]),
      ...(act.grants && bars.length > 0 ? [sayBars(bars)] : []),
      ...(notBefore === null ? [] : [`not before ${notBefore}`]),
      ...(supersedes.length === 0 ? [] : ["in place of an earlier decision"]),
    ];
    const who = offices.map(({ code }) => code).join(", ");
    return `${act.code}: ${act.name}${who === "" ? "" : ` (${who})`}${parts.length === 0 ? "" : `; ${parts.join("; ")}`}`;
  });
}

function barLine({ rule, citation, mark, says, found, lifts, refuses }: ActBar): string {
  const word = refuses ? "barred" : "may be barred";
  return `${word}, ${rule}: ${found}. ${says} To lift it: ${lifts} [${citation}; ${mark}]`;
}

function sayBars(bars: readonly ActBar[]): string {
  const rules = bars.map(({ rule }) => rule).join(", ");
  return bars.some(({ refuses }) => refuses)
    ? `refused, since the law bars it: ${rules}`
    : `the law may bar it: ${rules}`;
}

function eventLine({ events, decisions }: CaseReading, id: string): string {
  const found = events.find(({ event }) => event.id === id);
  if (found === undefined) return "";
  const { event, act } = found;
  const decision = decisions.find((one) => one.event.id === id);
  const status =
    decision === undefined || decision.status === "stands" ? "" : ` [${decision.status}]`;
  const amount = event.amount === undefined ? "" : ` ${showDollars(event.amount)}.`;
  const told = event.addressee === undefined ? "" : ` To ${event.addressee}.`;
  const rule = event.rule_version === undefined ? "" : ` Under ${event.rule_version}.`;
  const assumed = event.assumed ? " (assumed)" : "";
  return `${event.on} ${act.name}${assumed}${status}, ${event.office}, ${event.author}: ${event.reason ?? ""}${amount}${told}${rule}`;
}

function fallen({ event, act, status, why }: DecisionReading): string {
  return `${act.name} of ${event.on} ${status}: ${why}`;
}

/** The money that waits for the case; where none does, that is said, too. */
function moneyLines(holds: readonly Hold[], tranche: TrancheMoney | null): readonly string[] {
  const lines = [...holds.map(holdLine), ...trancheLines(tranche)];
  return lines.length === 0 ? ["None in this plan waits for it or is blocked by it."] : lines;
}

function trancheLines(tranche: TrancheMoney | null): string[] {
  if (tranche === null) return [];
  const { waits, blocked, directive } = tranche;
  const amounts = [
    ...(waits > 0 ? [`waiting: ${showDollars(waits)}`] : []),
    ...(blocked > 0 ? [`blocked: ${showDollars(blocked)}`] : []),
  ];
  return [`${amounts.join("; ")}. ${sayTrancheMoney(tranche)} [${directive.citation}]`];
}

function holdLine(hold: Hold): string {
  const what = hold.lines.length > 0 ? hold.lines : hold.packages;
  const more = what.length > namedLines ? ` and ${what.length - namedLines} more` : "";
  const which = what.length === 0 ? "all of it" : `${what.slice(0, namedLines).join(", ")}${more}`;
  const accounts = hold.accounts.length === 0 ? "" : ` from ${hold.accounts.join(", ")}`;
  return `${hold.effect}: ${hold.initiative}${accounts} (${which}). ${hold.because} [${hold.citation}; ${hold.mark}]`;
}
