import { createHash } from "node:crypto";
import type { z } from "zod";
import { compareText, type Finding, reporter, sortFindings } from "../base/findings.ts";
import { addDays, isoDate } from "../base/fiscal.ts";
import { findNearest } from "../base/ids.ts";
import { makeLawBook } from "./ask.ts";
import type {
  Authority,
  Cycle,
  Edition,
  FeeSchedule,
  LawBook,
  LawContents,
  LegalBar,
  LicenseList,
  NoticeKind,
  PartnerGroup,
} from "./book.ts";
import { findCycleProblem } from "./cycle.ts";
import { lawFindingKinds } from "./finding-kinds.ts";
import { parameterNames } from "./parameters.ts";
import { matchSchema, parseYaml, placeOf, type YamlFile } from "./read-yaml.ts";
import { feesSchema, licensesSchema } from "./sales-schema.ts";
import {
  authoritySchema,
  barSchema,
  cycleSchema,
  editionSchema,
  groupsSchema,
  noticeSchema,
  secondReadingSchema,
} from "./schema.ts";
import { bearsOut, listChecked } from "./second-readings.ts";
import { checkDirections, checkOverlaps, checkSequence, type SpanProblem } from "./spans.ts";

const report = reporter(lawFindingKinds);

/** The law, and what is wrong with its files. */
export interface LoadedLaw {
  readonly law: LawBook;
  readonly findings: readonly Finding[];
}

const keys = {
  authority: [...keysOf(authoritySchema), ...parameterNames, "dollars", ...spanKeys()],
  bar: [
    ...keysOf(barSchema),
    "accounts",
    "recipients",
    "bureaus",
    "except",
    "partner",
    "waived",
    "requested_on",
    ...spanKeys(),
  ],
  groups: ["groups", "second_reading", "code", "name", "members", "partner", ...spanKeys()],
  notice: [
    ...keysOf(noticeSchema),
    ...["group", "category", "test", "threshold", "wait_days"],
    ...spanKeys(),
  ],
  cycle: [
    ...keysOf(cycleSchema),
    ...["code", "name", "who", "first", "last", "seen", "fiscal_year"],
    ...["year", "month", "day", "weekday", "nth", "cite", "mark", "says"],
  ],
  edition: keysOf(editionSchema),
  fees: [...keysOf(feesSchema), ...["code", "base", "rate", "except", "accounts"], ...spanKeys()],
  licenses: [
    ...keysOf(licensesSchema),
    ...["code", "kind", "amends", "partners", "channels", "sold", "made_abroad", "asked_for"],
    ...["categories", ...spanKeys()],
  ],
};

const readElsewhere = /^(cases|processes|policies|calendar)\//;

const noEdition: Edition = {
  name: "none",
  on: isoDate("1900-01-01"),
  scope: "none",
  covers: [],
  not_covered: [],
  marks: [],
};

/**
 * The law from the files of `law/`: path inside the folder → bytes. Paths under `cases/` are left to the tests, and
 * `processes/`, `policies/` and `calendar/` to casework, which reads them itself.
 *
 * A provision with an error is left out, so that what remains can be trusted; the findings name it.
 * Errors: findings of `lawFindingKinds`, all at once.
 */
export function loadLaw(files: ReadonlyMap<string, Uint8Array>): LoadedLaw {
  const findings: Finding[] = [];
  const paths = [...files.keys()].filter((path) => !readElsewhere.test(path)).sort(compareText);
  const loader = new Loader(findings);
  for (const path of paths) {
    const bytes = files.get(path);
    if (bytes === undefined) continue;
    const yaml = loader.placeable(path) ? parseYaml(`law/${path}`, bytes, findings) : null;
    if (yaml !== null) loader.take(path, yaml);
  }
  const edition = loader.edition ?? loader.missing("edition.yaml", noEdition);
  const groups = loader.groups ?? loader.missing("notification/groups.yaml", []);
  loader.checkReferences(groups);
  const contents: LawContents = {
    edition,
    authorities: byKey(loader.authorities, (row) => row.code),
    bars: [...loader.bars].sort((a, b) => compareText(a.code, b.code)),
    groups,
    notices: byKey(loader.notices, (row) => row.kind),
    fees: byKey(loader.fees, (row) => row.channel),
    licenses: byKey(loader.licenses, (row) => row.channel),
    cycles: [...loader.cycles].sort((a, b) => compareText(a.code, b.code)),
  };
  const law = makeLawBook(`${edition.name} (${digestOf(contents)})`, contents);
  loader.checkReadings(law.contents);
  return { law, findings: sortFindings(findings) };
}

/** Tells apart laws that say different things. Second readings and the layout of the files change nothing. */
function digestOf(contents: LawContents): string {
  const { edition, authorities, bars, groups, notices, cycles, fees, licenses } = contents;
  const sales = [...fees.values(), ...licenses.values()];
  const rules = [[...authorities.values()], bars, groups, [...notices.values()], cycles];
  const all = [edition, ...rules, sales];
  const text = JSON.stringify(all, (key, value: unknown) =>
    key === "second_reading" ? undefined : value,
  );
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

class Loader {
  readonly findings: Finding[];
  readonly authorities: Authority[] = [];
  readonly bars: LegalBar[] = [];
  readonly notices: NoticeKind[] = [];
  readonly cycles: Cycle[] = [];
  readonly fees: FeeSchedule[] = [];
  readonly licenses: LicenseList[] = [];
  edition: Edition | undefined;
  groups: readonly PartnerGroup[] | undefined;
  readonly #codes = new Map<string, string>();
  readonly #files = new Map<string, YamlFile>();
  /** Names of the files in `authorities`, also of those left out: one broken file is one finding. */
  readonly #stems = new Set<string>();

  constructor(findings: Finding[]) {
    this.findings = findings;
  }

  placeable(path: string): boolean {
    this.#stems.add(path.replace(/^(authorities|duties)\//, "").replace(/\.yaml$/, ""));
    if (
      path === "edition.yaml" ||
      /^(authorities|bars|cycle|duties|fees|licenses|notification)\/[^/]+\.yaml$/.test(path)
    ) {
      return true;
    }
    this.findings.push(
      report(
        "law_file_unknown",
        { file: `law/${path}` },
        {
          found: `\`${path}\``,
          expected:
            "`edition.yaml`, or a `.yaml` file in authorities, bars, cycle, duties, fees, licenses, notification or cases",
          help: "Move or remove it.",
        },
      ),
    );
    return false;
  }

  take(path: string, yaml: YamlFile): void {
    const folder = path.split("/")[0];
    this.#files.set(yaml.file, yaml);
    if (path === "edition.yaml") {
      this.edition = this.#match(yaml, editionSchema, keys.edition);
    } else if (path === "notification/groups.yaml") {
      const file = this.#match(yaml, groupsSchema, keys.groups);
      const groups = file?.groups.map((group) => ({
        ...group,
        members: group.members.map((each) => ({ second_reading: file.second_reading, ...each })),
      }));
      this.groups = groups?.filter((group, index) =>
        this.#sound(
          yaml,
          ["groups", index, "members"],
          [
            ...checkDirections(group.members),
            ...checkOverlaps(group.members, (member) => member.partner),
          ],
        ),
      );
    } else if (folder === "authorities" || folder === "duties") this.#takeAuthority(yaml);
    else if (folder === "bars") this.#takeBar(yaml);
    else if (folder === "cycle") this.#takeCycle(yaml);
    else if (folder === "fees") this.#takeFees(yaml);
    else if (folder === "licenses") this.#takeLicenses(yaml);
    else this.#takeNotice(yaml);
  }

  #takeAuthority(yaml: YamlFile): void {
    const row = this.#match(yaml, authoritySchema, keys.authority);
    const home = row?.kind === "duty" ? "duties" : "authorities";
    if (row === undefined || !this.#named(yaml, "code", row.code, home)) return;
    const sound = parameterNames.map((name) => {
      const values = row.parameters[name];
      return values === undefined
        ? true
        : this.#sound(yaml, ["parameters", name], checkSequence(values));
    });
    if (sound.every(Boolean)) this.authorities.push({ ...row, file: yaml.file });
  }

  #takeBar(yaml: YamlFile): void {
    const read = this.#match(yaml, barSchema, keys.bar);
    if (read === undefined || !this.#named(yaml, "code", read.code, "bars")) return;
    const row = withClock(read);
    const rows = row.determinations ?? [];
    const sound = [
      this.#sound(yaml, ["stops"], checkDirections(row.stops)),
      this.#sound(
        yaml,
        ["determinations"],
        [...checkDirections(rows), ...checkOverlaps(rows, (each) => each.partner)],
      ),
    ];
    if (sound.every(Boolean)) this.bars.push({ ...row, file: yaml.file });
  }

  #takeCycle(yaml: YamlFile): void {
    const row = this.#match(yaml, cycleSchema, keys.cycle);
    if (row === undefined || !this.#named(yaml, "code", row.code, "cycle")) return;
    const problems = row.steps.flatMap((step, index) => {
      const problem = findCycleProblem(step);
      return problem === undefined ? [] : [{ index, problem }];
    });
    if (this.#sound(yaml, ["steps"], problems)) this.cycles.push({ ...row, file: yaml.file });
  }

  #takeNotice(yaml: YamlFile): void {
    const row = this.#match(yaml, noticeSchema, keys.notice);
    if (row === undefined || !this.#named(yaml, "kind", row.kind, "notification")) return;
    const sound = row.rules.flatMap((rule, index) => [
      this.#sound(yaml, ["rules", index, "threshold"], checkSequence(rule.threshold)),
      this.#sound(yaml, ["rules", index, "wait_days"], checkSequence(rule.wait_days)),
    ]);
    if (sound.every(Boolean)) this.notices.push({ ...row, file: yaml.file });
  }

  #takeFees(yaml: YamlFile): void {
    const row = this.#match(yaml, feesSchema, keys.fees);
    if (row === undefined || !this.#named(yaml, "channel", row.channel, "fees")) return;
    const sound = row.fees.flatMap((fee, index) => [
      this.#sound(yaml, ["fees", index, "rate"], checkSequence(fee.rate ?? [])),
      this.#sound(yaml, ["fees", index, "except"], checkDirections(fee.except ?? [])),
    ]);
    if (sound.every(Boolean)) this.fees.push({ ...row, file: yaml.file });
  }

  #takeLicenses(yaml: YamlFile): void {
    const row = this.#match(yaml, licensesSchema, keys.licenses);
    if (row === undefined || !this.#named(yaml, "channel", row.channel, "licenses")) return;
    const sound = [
      this.#sound(yaml, ["registration"], checkSequence(row.registration)),
      this.#sound(yaml, ["validity_months"], checkSequence(row.validity_months)),
      this.#sound(
        yaml,
        ["licenses"],
        [...checkDirections(row.licenses), ...checkOverlaps(row.licenses, (each) => each.code)],
      ),
    ];
    if (sound.every(Boolean)) this.licenses.push({ ...row, file: yaml.file });
  }

  #match<S extends z.ZodType>(
    yaml: YamlFile,
    schema: S,
    known: readonly string[],
  ): z.infer<S> | undefined {
    return matchSchema(yaml, schema, known, this.findings) ?? undefined;
  }

  /** Whether the file lies in its folder and is named for its code, and the code is new. */
  #named(yaml: YamlFile, field: string, code: string, folder: string): boolean {
    const expected = `law/${folder}/${code.toLowerCase().replaceAll("_", "-")}.yaml`;
    const first = this.#codes.get(`${folder}/${code}`);
    if (first !== undefined) {
      const words = {
        found: `\`${code}\`, which \`${first}\` has too`,
        expected: "each code once",
        help: "Rename or remove one.",
      };
      this.findings.push(report("law_code_repeated", placeOf(yaml, [field]), words));
      return false;
    }
    this.#codes.set(`${folder}/${code}`, yaml.file);
    if (yaml.file !== expected) {
      const words = {
        found: `\`${code}\` in \`${yaml.file}\``,
        expected: `the file \`${expected}\``,
        help: "Rename the file.",
      };
      this.findings.push(report("law_file_misnamed", placeOf(yaml, [field]), words));
    }
    return true;
  }

  #sound(yaml: YamlFile, path: readonly PropertyKey[], problems: readonly SpanProblem[]): boolean {
    for (const { index, problem } of problems) {
      this.findings.push(
        report("law_dates_broken", placeOf(yaml, [...path, index]), {
          found: problem,
          expected: "days that follow one another, and an explicit `value: null` after an end",
          help: "Correct `from` and `to`.",
        }),
      );
    }
    return problems.length === 0;
  }

  /** Every code that a provision names must be a code of the catalogue. */
  checkReferences(groups: readonly PartnerGroup[]): void {
    const codes = this.authorities.map((row) => row.code);
    const groupCodes = groups.map((group) => group.code);
    for (const { file, parameters } of this.authorities) {
      for (const name of ["paid_from", "replaces", "replaced_by"] as const) {
        for (const [index, value] of (parameters[name] ?? []).entries()) {
          this.#known(file, ["parameters", name, index], value.value ?? [], codes);
        }
      }
    }
    for (const bar of this.bars) {
      for (const [index, stop] of bar.stops.entries()) {
        this.#known(bar.file, ["stops", index], stop.accounts, codes);
      }
      for (const [index, row] of (bar.determinations ?? []).entries()) {
        if (typeof row.waived === "string") continue;
        this.#known(bar.file, ["determinations", index], row.waived, codes);
      }
    }
    for (const { file, fees } of this.fees) {
      for (const [index, fee] of fees.entries()) {
        const accounts = (fee.except ?? []).flatMap((each) => each.accounts);
        this.#known(file, ["fees", index, "except"], accounts, codes);
      }
    }
    for (const { file, licenses } of this.licenses) {
      const known = licenses.map((each) => each.code);
      for (const [index, { amends, asked_for: asked }] of licenses.entries()) {
        const named = [...(amends === undefined ? [] : [amends]), ...(asked?.licenses ?? [])];
        this.#known(file, ["licenses", index], named, known);
      }
    }
    for (const notice of this.groups === undefined ? [] : this.notices) {
      for (const [index, rule] of notice.rules.entries()) {
        this.#known(notice.file, ["rules", index], [rule.group], groupCodes);
      }
    }
  }

  /** No value is marked checked that a second reading does not bear out. */
  checkReadings(contents: LawContents): void {
    for (const { file, path, reading } of listChecked(contents)) {
      const yaml = this.#files.get(file);
      if (yaml === undefined || bearsOut(reading)) continue;
      const at = placeOf(yaml, [...path, "mark"]);
      const expected = "`checked` only where a second reading agrees, at least with all it stops";
      if (reading === undefined) {
        const help = "Have somebody else read the text, or lower the mark to `knowledge`.";
        const found = "`checked`, and no second reading";
        this.findings.push(report("law_mark_unread", at, { found, expected, help }));
        continue;
      }
      const found = `\`checked\`, and a second reading that says \`${reading.agrees}\``;
      const help = "Correct the value, or lower the mark to `knowledge`.";
      this.findings.push(report("law_mark_contradicted", at, { found, expected, help }));
    }
  }

  #known(
    file: string,
    path: readonly PropertyKey[],
    names: readonly string[],
    codes: readonly string[],
  ): void {
    const yaml = this.#files.get(file);
    for (const name of names) {
      if (codes.includes(name) || yaml === undefined) continue;
      if (this.#stems.has(name.toLowerCase())) continue;
      const near = findNearest(name, codes);
      this.findings.push(
        report("law_code_unknown", placeOf(yaml, path), {
          found: `\`${name}\``,
          expected: "a code that the law holds",
          help: near === undefined ? "Add its file, or remove it." : `Did you mean \`${near}\`?`,
        }),
      );
    }
  }

  missing<T>(path: string, instead: T): T {
    if (this.#files.has(`law/${path}`)) return instead;
    this.findings.push(
      report(
        "law_file_missing",
        { file: `law/${path}` },
        { found: "no such file", expected: `\`law/${path}\``, help: "Restore it." },
      ),
    );
    return instead;
  }
}

/** A bar whose determinations begin on the day after the last one for an answer, where a request is dated. */
function withClock(bar: Omit<LegalBar, "file">): Omit<LegalBar, "file"> {
  const { request_days: days, determinations } = bar;
  if (days === undefined || determinations === undefined) return bar;
  return {
    ...bar,
    determinations: determinations.map((row) =>
      row.requested_on === undefined
        ? row
        : { ...row, from: addDays(isoDate(row.requested_on), days + 1) },
    ),
  };
}

function byKey<T>(rows: readonly T[], keyOf: (row: T) => string): ReadonlyMap<string, T> {
  return new Map(
    rows.map((row): [string, T] => [keyOf(row), row]).sort(([a], [b]) => compareText(a, b)),
  );
}

function keysOf(schema: { readonly shape: object }): string[] {
  return Object.keys(schema.shape);
}

function spanKeys(): string[] {
  return [
    ...["from", "to", "value", "cite", "mark", "day_mark", "says", "second_reading"],
    ...keysOf(secondReadingSchema),
  ];
}
