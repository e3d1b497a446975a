import type { SecondReading } from "../law/book.ts";
import { sayMarkOf } from "../law/second-readings.ts";
import type { Casebook } from "./casebook.ts";
import { opening } from "./check-process.ts";
import type { Process, ProcessClock, ProcessEvent, ProcessState } from "./process.ts";

const money = { free: "free", waits: "waits", blocked: "blocked" } as const;

/** The processes of casework and the holidays of their clocks, as Markdown for the reference docs. */
export function processesReference(book: Casebook): string {
  const processes = [...book.processes.values()];
  return `${[
    ...["# Processes of casework", ""],
    ...["Each is a file of `law/processes/`: offices, states, events and clocks, as data.", ""],
    ...["| process | kind | what it is |", "|---|---|---|"],
    ...processes.map(({ code, kind, name }) =>
      rowOf([`[\`${code}\`](#${anchorOf(code)})`, kind, name]),
    ),
    "",
    ...processes.flatMap(processSection),
    ...holidaysSection(book),
  ].join("\n")}\n`;
}

function anchorOf(code: string): string {
  return code.toLowerCase();
}

function rowOf(cells: readonly string[]): string {
  return `| ${cells.map((cell) => cell.replaceAll("|", "\\|").replaceAll("\n", " ")).join(" | ")} |`;
}

function codes(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(", ");
}

function processSection(process: Process): string[] {
  const { code, name, summary, cites, accounts, offices, asks, second_reading: whole } = process;
  return [
    ...[`## ${code}`, "", `**${name}.** ${summary.trim()}`, ""],
    `Sources: ${cites.join("; ")}. File: \`${process.file}\`.`,
    ...(accounts.length === 0 ? [] : ["", `It decides money of ${codes(accounts)}, and no other.`]),
    ...process.without_case.flatMap((each) => [
      "",
      `Not ${codes(each.accounts)}: ${each.says.trim()} ${each.cite} (${each.mark}).`,
    ]),
    ...["", "```", ...diagram(process), "```", ""],
    ...["| state | money | who acts next | what it is | if nobody acts |", "|---|---|---|---|---|"],
    ...process.states.map((state) => stateRow(state, whole)),
    ...["", "| event | from | by | needs | what it is |", "|---|---|---|---|---|"],
    ...process.events.map(eventRow),
    ...clocksTable(process.clocks, whole),
    ...(asks.length === 0
      ? []
      : [
          ...["", "| before | the package must hold | fields | source |", "|---|---|---|---|"],
          ...asks.map((ask) =>
            rowOf([
              codes(ask.before),
              `**${ask.name}.** ${ask.says.trim()}`,
              codes(ask.fields),
              `${ask.cite} (${sayMarkOf(ask, whole)})`,
            ]),
          ),
        ]),
    ...sayLevels(process),
    ...["", `Offices: ${offices.map((each) => `${each.name} (\`${each.code}\`)`).join("; ")}.`, ""],
  ];
}

function sayLevels({ levels, offices }: Process): string[] {
  if (levels.length === 0) return [];
  const nameOf = (code: string) => offices.find((each) => each.code === code)?.name ?? code;
  const said = levels.map(
    ({ name, offices: of, cite, mark }, index) =>
      `${index + 1}. ${name}: ${of.map(nameOf).join("; ")} (${cite}; ${mark})`,
  );
  return ["", "Before whom a case is put that nobody moves:", "", ...said];
}

/** The states as lines of text, each with the events that lead on; `■` marks a closed one. */
function diagram({ states, events, first }: Process): string[] {
  const width = Math.max(...states.map((state) => state.code.length));
  const closed = new Set(states.filter((state) => state.closed).map((state) => state.code));
  const mark = (code: string) => (closed.has(code) ? `${code} ■` : code);
  return states.flatMap((state) => {
    const ways = events
      .filter(
        (event) =>
          event.to !== null &&
          event.to !== state.code &&
          (event.from.length === 0 ? !state.closed : event.from.includes(state.code)),
      )
      .map((event) => `${event.code} → ${mark(event.to ?? "")}`);
    const ends = events
      .filter((event) => event.expires !== null && event.to === state.code)
      .map((event) => `last day past → ${mark(event.expires ?? "")}`);
    const lines = [...ways, ...new Set(ends)];
    const start = state.code === first ? "● " : state.closed ? "■ " : "  ";
    const name = `${start}${state.code.padEnd(width)}`;
    if (lines.length === 0) return [name.trimEnd()];
    return lines.map((line, index) =>
      index === 0 ? `${name}  ${line}` : `${" ".repeat(width + 2)}  ${line}`,
    );
  });
}

function stateRow(state: ProcessState, whole: SecondReading | undefined): string {
  const rule = state.cite === "" ? "" : ` ${state.cite} (${sayMarkOf(state, whole)}).`;
  return rowOf([
    `\`${state.code}\`${state.closed ? " (closed)" : ""}`,
    money[state.money],
    codes(state.next),
    `${state.meaning.trim()}${rule}`,
    state.otherwise.trim(),
  ]);
}

function eventRow(event: ProcessEvent): string {
  const kinds = [
    ...(event.decision ? ["a decision"] : []),
    ...(event.signs ? ["a signature"] : []),
    ...(event.grants ? ["refused where the law bars it"] : []),
    ...(event.settles === null ? [] : [`the tranche is ${event.settles}`]),
  ];
  const kind = kinds.length === 0 ? "" : ` (${kinds.join(", ")})`;
  const needs = [...new Set([...(event.decision ? ["reason"] : []), ...event.needs])];
  return rowOf([
    `\`${event.code}\`${kind}`,
    event.from.length === 0 ? "any open state" : codes(event.from),
    event.by.length === 0 ? "any office" : codes(event.by),
    codes(needs),
    `${event.meaning.trim()}${event.cite === "" ? "" : ` ${event.cite}.`}`,
  ]);
}

function clocksTable(clocks: readonly ProcessClock[], whole: SecondReading | undefined): string[] {
  if (clocks.length === 0) return [];
  return [
    ...["", "| clock | kind | runs | days | when it runs out |", "|---|---|---|---|---|"],
    ...clocks.map((clock) =>
      rowOf([
        `\`${clock.code}\`: ${clock.name}${clock.group === undefined ? "" : ` (partners: ${clock.group})`}`,
        clock.kind,
        `from ${clock.starts.map((each) => (each === opening ? "the opening" : `\`${each}\``)).join(" or ")} to ${codes(clock.ends)}${clock.pauses.length === 0 ? "" : `; stands still from ${codes(clock.pauses)} to ${codes(clock.resumes)}`}`,
        sayDays(clock, whole),
        clock.then.trim(),
      ]),
    ),
  ];
}

function sayDays(
  { days, unit, agreed, by_authority }: ProcessClock,
  whole: SecondReading | undefined,
): string {
  if (agreed !== undefined) return `as agreed (${agreed.cite}; ${agreed.mark})`;
  const own =
    by_authority === undefined
      ? ""
      : `\`${by_authority}\` of each [authority](law.md) that the case decides; where it has none, `;
  const said = days
    .map((each) => {
      const { from, to, value, cite } = each;
      const dates = `${from === null ? "" : `from ${from} `}${to === null ? "" : `to ${to} `}`;
      return `${value} ${unit} days ${dates}(${cite}; ${sayMarkOf(each, whole)})`;
    })
    .join("; ");
  return `${own}${said}`;
}

const weekdays = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
const places = ["", "first", "second", "third", "fourth"];
const months =
  "January February March April May June July August September October November December".split(
    " ",
  );

function holidaysSection({ holidays }: Casebook): string[] {
  return [
    ...[
      "## Holidays",
      "",
      `Working days leave out Saturdays, Sundays and these. ${holidays.cites.join("; ")}.`,
      "",
    ],
    ...["| holiday | when | from | source |", "|---|---|---|---|"],
    ...holidays.holidays.map(({ name, rule, from, to, cite, ...marked }) =>
      rowOf([
        name,
        "day" in rule
          ? `${months[rule.month - 1]} ${rule.day}`
          : `${rule.nth < 0 ? "last" : places[rule.nth]} ${weekdays[rule.weekday - 1]} of ${months[rule.month - 1]}`,
        `${from ?? ""}${to === null ? "" : ` to ${to}`}`,
        `${cite} (${sayMarkOf(marked, holidays.second_reading)})`,
      ]),
    ),
    "",
    ...[holidays.observed.saturday, holidays.observed.sunday].map(
      ({ says, cite, mark }) => `- ${says} ${cite} (${mark}).`,
    ),
    ...holidays.not_counted.map(
      ({ name, says, cite, mark }) => `- Not counted: ${name}. ${says} ${cite} (${mark}).`,
    ),
  ];
}
