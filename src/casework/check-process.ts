import { type Finding, reporter } from "../base/findings.ts";
import { findNearest } from "../base/ids.ts";
import { placeOf, type YamlFile } from "../law/read-yaml.ts";
import { checkDirections, checkOverlaps } from "../law/spans.ts";
import { stepActions } from "../plan/field-spec.ts";
import { fieldsOf, type TableName, tableNames } from "../plan/fields.ts";
import { listNames, suggest } from "../plan/words.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import type { Process } from "./process.ts";

const report = reporter(caseworkFindingKinds);

/** The name under which a clock starts with the case itself. */
export const opening = "open";

/**
 * What is wrong with a process: names that it does not have, states that nothing leads to or out of, broken days.
 *
 * Every state can be reached from the first, and from every open state a way leads to a closed one.
 */
export function checkProcess(process: Process, yaml: YamlFile): Finding[] {
  return [
    ...checkRepeated(process, yaml),
    ...checkNames(process, yaml),
    ...checkWays(process, yaml),
    ...checkDays(process, yaml),
    ...checkAsks(process, yaml),
    ...checkLadder(process, yaml),
    ...checkLevels(process, yaml),
  ];
}

function checkRepeated(process: Process, yaml: YamlFile): Finding[] {
  return (["offices", "states", "events", "clocks", "asks", "ladder"] as const).flatMap((list) => {
    const codes: readonly string[] = process[list].map((row) => row.code);
    return codes.flatMap((code, index) =>
      codes.indexOf(code) === index
        ? []
        : report("process_name_repeated", placeOf(yaml, [list, index, "code"]), {
            found: `\`${code}\` twice in \`${list}\``,
            expected: "each name once",
            help: "Rename or remove one.",
          }),
    );
  });
}

function checkNames(process: Process, yaml: YamlFile): Finding[] {
  const findings: Finding[] = [];
  const names = {
    office: process.offices.map((row) => row.code),
    state: process.states.map((row) => row.code),
    event: process.events.map((row) => row.code),
  };
  const know = (
    what: keyof typeof names,
    values: readonly (string | null)[],
    path: readonly PropertyKey[],
    besides: readonly string[] = [],
  ): void => {
    for (const value of values) {
      if (value === null || names[what].includes(value) || besides.includes(value)) continue;
      findings.push(
        report("process_name_unknown", placeOf(yaml, path), {
          found: `the ${what} \`${value}\``,
          expected: `one of ${listNames(names[what], 30)}`,
          help: suggest(findNearest(value, names[what]), "Add it, or name another."),
        }),
      );
    }
  };
  know("state", [process.first], ["first"]);
  for (const [index, state] of process.states.entries()) {
    know("office", state.next, ["states", index, "next"]);
  }
  for (const [index, event] of process.events.entries()) {
    know("state", event.from, ["events", index, "from"]);
    know("state", [event.to, event.expires], ["events", index]);
    know("office", event.by, ["events", index, "by"]);
  }
  for (const [index, clock] of process.clocks.entries()) {
    know("event", clock.starts, ["clocks", index, "starts"], [opening]);
    for (const list of ["ends", "pauses", "resumes"] as const) {
      know("event", clock[list], ["clocks", index, list]);
    }
  }
  for (const [index, rung] of process.ladder.entries()) {
    know("office", rung.by, ["ladder", index, "by"]);
  }
  for (const [index, level] of process.levels.entries()) {
    know("office", level.offices, ["levels", index, "offices"]);
  }
  for (const [index, ask] of process.asks.entries()) {
    know("event", ask.before, ["asks", index, "before"]);
  }
  return findings;
}

/** The states to which an event or the end of its validity leads from a state. */
function waysFrom(process: Process, code: string): string[] {
  const closed = process.states.find((state) => state.code === code)?.closed ?? false;
  return process.events.flatMap((event) => {
    const possible = event.from.length === 0 ? !closed : event.from.includes(code);
    return possible && event.to !== null
      ? [event.to, ...(event.expires === null ? [] : [event.expires])]
      : [];
  });
}

function checkWays(process: Process, yaml: YamlFile): Finding[] {
  const reached = spread([process.first], (code) => waysFrom(process, code));
  const closed = process.states.filter((state) => state.closed).map((state) => state.code);
  const leadOn = spread(closed, (code) =>
    process.states
      .filter((state) => waysFrom(process, state.code).includes(code))
      .map((s) => s.code),
  );
  return process.states.flatMap(({ code }, index) => {
    const at = placeOf(yaml, ["states", index]);
    const findings: Finding[] = [];
    if (!reached.has(code)) {
      findings.push(
        report("process_state_unreached", at, {
          found: `the state \`${code}\`, to which no way leads from \`${process.first}\``,
          expected: "an event that leads to it",
          help: "Add the event, or remove the state.",
        }),
      );
    }
    if (!leadOn.has(code)) {
      findings.push(
        report("process_state_stuck", at, {
          found: `the state \`${code}\`, from which no way leads to a closed state`,
          expected: "events that lead from every open state to a closed one",
          help: "Add the event, or say that the state is closed.",
        }),
      );
    }
    return findings;
  });
}

function spread(from: readonly string[], ways: (code: string) => readonly string[]): Set<string> {
  const reached = new Set(from);
  const waiting = [...from];
  for (let code = waiting.pop(); code !== undefined; code = waiting.pop()) {
    for (const next of ways(code)) {
      if (reached.has(next)) continue;
      reached.add(next);
      waiting.push(next);
    }
  }
  return reached;
}

function checkDays(process: Process, yaml: YamlFile): Finding[] {
  return process.clocks.flatMap(({ days }, index) =>
    [...checkDirections(days), ...checkOverlaps(days, () => "the clock")].map((broken) =>
      report("process_days_broken", placeOf(yaml, ["clocks", index, "days", broken.index]), {
        found: broken.problem,
        expected: "days that run forward and do not overlap",
        help: "Correct `from` and `to`.",
      }),
    ),
  );
}

function checkAsks(process: Process, yaml: YamlFile): Finding[] {
  return process.asks.flatMap(({ fields }, index) =>
    fields
      .filter((field) => !isField(field))
      .map((field) =>
        report("process_field_unknown", placeOf(yaml, ["asks", index, "fields"]), {
          found: `\`${field}\``,
          expected: "a table and one of its fields, such as `notices.sustainment`",
          help: "Correct the name.",
        }),
      ),
  );
}

/** A process in which steps are taken says of each kind of step who may take it, and what it does. */
function checkLadder({ events, ladder }: Process, yaml: YamlFile): Finding[] {
  if (!events.some((event) => event.ladder === "take")) return [];
  const stated = new Set(ladder.map((rung) => rung.code));
  return stepActions
    .filter((action) => !stated.has(action))
    .map((action) =>
      report("process_rung_missing", placeOf(yaml, ["ladder"]), {
        found: `nothing about \`${action}\``,
        expected: "each kind of step in `ladder`, with who may take it and what it does",
        help: "Add it.",
      }),
    );
}

/** Levels come with the acts that put a case before them, send it back, and accept a delay; and these with levels. */
function checkLevels({ events, levels }: Process, yaml: YamlFile): Finding[] {
  const acts = new Set(events.flatMap(({ delay }) => delay ?? []));
  const lacking = (["raise", "lower", "accept"] as const).filter((each) => !acts.has(each));
  if (levels.length === 0 ? acts.size === 0 : lacking.length === 0) return [];
  return [
    report("process_levels_missing", placeOf(yaml, [levels.length === 0 ? "events" : "levels"]), {
      found: levels.length === 0 ? "acts about a delay, and no level" : "levels",
      expected:
        levels.length === 0
          ? "in `levels`, before whom a case is put"
          : `events that say ${lacking.map((each) => `\`delay: ${each}\``).join(", ")}`,
      help: "Add them, or remove the others.",
    }),
  ];
}

function isField(name: string): boolean {
  const [table = "", field = ""] = name.split(".");
  return (
    tableNames.includes(table as TableName) && Object.hasOwn(fieldsOf(table as TableName), field)
  );
}
