import { createHash } from "node:crypto";
import {
  compareText,
  type Finding,
  type Outcome,
  reporter,
  sortFindings,
} from "../base/findings.ts";
import type { PartnerGroup } from "../law/book.ts";
import { matchSchema, parseYaml, type YamlFile } from "../law/read-yaml.ts";
import { groupsSchema } from "../law/schema.ts";
import { checkDirections, checkOverlaps } from "../law/spans.ts";
import { checkProcess } from "./check-process.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import type { Process } from "./process.ts";
import { holidaysSchema, processSchema } from "./process-schema.ts";
import { type Policies, readPolicies } from "./transfers/policies.ts";
import { type HolidayRules, makeCalendar, type WorkingCalendar } from "./working-days.ts";

const report = reporter(caseworkFindingKinds);

/** What casework knows besides the plan: processes, the calendar, groups of partners. */
export interface Casebook {
  /** Names the contents: a hash over what they say. */
  readonly edition: string;
  /** By code, sorted. */
  readonly processes: ReadonlyMap<string, Process>;
  readonly holidays: HolidayRules;
  readonly calendar: WorkingCalendar;
  /** The arms transfer policy by version, terms of transfers, and the two vetting laws. */
  readonly policies: Policies;
  /** Groups of partners with waits of their own. */
  readonly groups: readonly PartnerGroup[];
}

const noHolidays: HolidayRules = {
  name: "none",
  cites: [],
  observed: {
    saturday: { move: 0, cite: "", mark: "unsure", says: "" },
    sunday: { move: 0, cite: "", mark: "unsure", says: "" },
  },
  holidays: [],
  not_counted: [],
};

const holidaysPath = "calendar/federal-holidays.yaml";
const groupsPath = "notification/groups.yaml";

const keys = [
  ...["code", "kind", "name", "summary", "cites", "accounts", "first", "offices", "states"],
  ...["events", "clocks", "asks", "department", "meaning", "money", "closed", "next", "otherwise"],
  ...["cite", "mark", "from", "to", "by", "decision", "signs", "needs", "expires", "settles"],
  ...["starts", "ends", "pauses", "resumes", "unit", "group", "days", "then", "value", "says"],
  ...[
    "fields",
    "when_line_kind",
    "when_line_above",
    "before",
    "rule",
    "month",
    "day",
    "weekday",
    "nth",
    "move",
  ],
  ...["grants", "ladder", "reversible", "withholds", "standard", "without_case"],
  ...["observed", "saturday", "sunday", "holidays", "not_counted", "second_reading"],
];

/**
 * The processes and the calendar from the files of `law/`: path inside the folder → text or bytes.
 *
 * It takes the map that `loadLaw` takes, and reads `processes/`, `calendar/` and the groups of partners. A process
 * with an error is left out; the findings name it.
 */
export function loadCasebook(files: ReadonlyMap<string, string | Uint8Array>): Outcome<Casebook> {
  const findings: Finding[] = [];
  const yamlOf = (path: string): YamlFile | null => {
    const file = files.get(path);
    if (file === undefined) return null;
    const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
    return parseYaml(`law/${path}`, bytes, findings);
  };
  const paths = [...files.keys()].sort(compareText);
  const processes = new Map<string, Process>();
  for (const path of paths.filter((each) => /^processes\/[^/]+\.yaml$/.test(each))) {
    const yaml = yamlOf(path);
    const process = yaml === null ? undefined : readProcess(yaml, findings);
    if (process !== undefined) processes.set(process.code, process);
  }
  if (!files.has(holidaysPath)) findings.push(missing(holidaysPath));
  const holidays = readHolidays(yamlOf(holidaysPath), findings) ?? noHolidays;
  // What is wrong with the groups, the law says itself when it is loaded.
  const groups = matchQuietly(yamlOf(groupsPath));
  const policies = readPolicies(paths, yamlOf, findings);
  const result: Casebook = {
    edition: digestOf([[...processes.values()], holidays, policies]),
    processes,
    holidays,
    calendar: makeCalendar(holidays),
    groups,
    policies,
  };
  return { result, findings: sortFindings(findings) };
}

function readProcess(yaml: YamlFile, findings: Finding[]): Process | undefined {
  const row = matchSchema(yaml, processSchema, keys, findings);
  if (row === null) return undefined;
  const process = { ...row, file: yaml.file } as Process;
  const expected = `law/processes/${process.code}.yaml`;
  if (yaml.file !== expected) {
    const words = {
      found: `\`${process.code}\` in \`${yaml.file}\``,
      expected: `the file \`${expected}\``,
      help: "Rename the file, or the process.",
    };
    findings.push(report("process_file_misnamed", { file: yaml.file, field: "code" }, words));
    return undefined;
  }
  const problems = checkProcess(process, yaml);
  findings.push(...problems);
  return problems.length > 0 ? undefined : process;
}

function readHolidays(yaml: YamlFile | null, findings: Finding[]): HolidayRules | null {
  const rules = yaml === null ? null : matchSchema(yaml, holidaysSchema, keys, findings);
  if (rules === null || yaml === null) return null;
  const spans = rules.holidays as unknown as Parameters<typeof checkDirections>[0];
  const problems = [
    ...checkDirections(spans),
    ...checkOverlaps(spans, (span) => (span as unknown as { code: string }).code),
  ];
  for (const { index, problem } of problems) {
    const code = rules.holidays[index]?.code ?? "";
    findings.push(
      report(
        "process_days_broken",
        { file: yaml.file, field: `holidays.${code}` },
        {
          found: problem,
          expected: "days that run forward, and one rule at a time for each holiday",
          help: "Correct `from` and `to`.",
        },
      ),
    );
  }
  return problems.length > 0 ? null : rules;
}

function matchQuietly(yaml: YamlFile | null): readonly PartnerGroup[] {
  return yaml === null ? [] : (matchSchema(yaml, groupsSchema, [], [])?.groups ?? []);
}

function missing(path: string): Finding {
  const words = { found: "no such file", expected: `\`law/${path}\``, help: "Restore it." };
  return report("casework_file_missing", { file: `law/${path}` }, words);
}

/** Tells apart books that say different things. Second readings and the layout of the files change nothing. */
function digestOf(contents: readonly unknown[]): string {
  const text = JSON.stringify(contents, (key, value: unknown) =>
    key === "second_reading" ? undefined : value,
  );
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
