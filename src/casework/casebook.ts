import { createHash } from "node:crypto";
import type { z } from "zod";
import {
  compareText,
  type Finding,
  type Outcome,
  reporter,
  sortFindings,
} from "../base/findings.ts";
import type { LicenseList, PartnerGroup } from "../law/book.ts";
import { matchSchema, parseYaml, type YamlFile } from "../law/read-yaml.ts";
import { licensesSchema } from "../law/sales-schema.ts";
import { authoritySchema, groupsSchema } from "../law/schema.ts";
import { checkDirections, checkOverlaps } from "../law/spans.ts";
import { checkProcess } from "./check-process.ts";
import { caseworkFindingKinds } from "./finding-kinds.ts";
import type { DatedValue, Process } from "./process.ts";
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
  /** Days of notice to Congress that an authority sets, as its file in `law/authorities/` states them; often none. */
  noticeDays(authority: string): readonly DatedValue<number>[];
  /** Licenses, agreements and exemptions of commercial sales; nothing where the file is missing or broken. */
  readonly licenses: LicenseList | undefined;
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
const licensesPath = "licenses/dcs.yaml";

const keys = [
  ...["code", "kind", "name", "summary", "cites", "accounts", "first", "offices", "states"],
  ...["events", "clocks", "asks", "department", "meaning", "money", "closed", "next", "otherwise"],
  ...["cite", "mark", "from", "to", "by", "decision", "signs", "needs", "expires", "settles"],
  ...[
    "starts",
    "ends",
    "pauses",
    "resumes",
    "unit",
    "group",
    "by_authority",
    "days",
    "agreed",
    "then",
    "value",
  ],
  "says",
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
  ...["grants", "delay", "levels", "ladder", "reversible", "withholds", "standard", "without_case"],
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
  // What is wrong with the groups and the licenses, the law says itself when it is loaded.
  const groups = matchQuietly(yamlOf(groupsPath), groupsSchema)?.groups ?? [];
  const file = matchQuietly(yamlOf(licensesPath), licensesSchema);
  const licenses = file === null ? undefined : { ...file, file: `law/${licensesPath}` };
  const policies = readPolicies(paths, yamlOf, findings);
  const result: Casebook = {
    edition: digestOf([[...processes.values()], holidays, policies, licenses ?? null]),
    processes,
    holidays,
    calendar: makeCalendar(holidays),
    groups,
    licenses,
    policies,
    noticeDays: readNoticeDays(files),
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

/** Reads the file of an authority when it is first asked for. What is wrong with it, the law says when it is loaded. */
function readNoticeDays(
  files: ReadonlyMap<string, string | Uint8Array>,
): (authority: string) => readonly DatedValue<number>[] {
  const known = new Map<string, readonly DatedValue<number>[]>();
  return (authority) => {
    let days = known.get(authority);
    if (days === undefined) {
      const path = `authorities/${authority.toLowerCase()}.yaml`;
      const file = files.get(path);
      const bytes = typeof file === "string" ? new TextEncoder().encode(file) : file;
      const yaml = bytes === undefined ? null : parseYaml(`law/${path}`, bytes, []);
      const row = matchQuietly(yaml, authoritySchema);
      days = (row?.parameters.notice_days ?? []).flatMap(({ value, ...span }) =>
        value === null ? [] : [{ ...span, value }],
      );
      known.set(authority, days);
    }
    return days;
  };
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

function matchQuietly<S extends z.ZodType>(yaml: YamlFile | null, schema: S): z.infer<S> | null {
  return yaml === null ? null : matchSchema(yaml, schema, [], []);
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
