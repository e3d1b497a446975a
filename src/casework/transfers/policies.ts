import type { z } from "zod";
import { compareText, type Finding, reporter } from "../../base/findings.ts";
import type { IsoDate } from "../../base/fiscal.ts";
import type { Dated } from "../../law/book.ts";
import { matchSchema, placeOf, type YamlFile } from "../../law/read-yaml.ts";
import { checkSequence } from "../../law/spans.ts";
import { transferFindingKinds } from "./finding-kinds.ts";
import { armsPolicySchema, transferTermsSchema, vettingLawsSchema } from "./policy-schema.ts";

const report = reporter(transferFindingKinds);

/** A version of the arms transfer policy, with the file that holds it. */
export type ArmsPolicy = z.infer<typeof armsPolicySchema> & { readonly file: string };
/** What a version of the policy asks. */
export type Criterion = ArmsPolicy["criteria"][number];
/** Terms of transfers that are no threshold: leases, running totals, checks, the edge. */
export type TransferTerms = z.infer<typeof transferTermsSchema>;
/** One of the two laws on units of foreign security forces. */
export type VettingLaw = z.infer<typeof vettingLawsSchema>["laws"][number];

/** What the files of `law/policies` say. */
export interface Policies {
  /** Versions of the arms transfer policy, from the first to the latest. */
  readonly arms: readonly ArmsPolicy[];
  /** Nothing where the file is missing or broken: then no such term is applied. */
  readonly terms: TransferTerms | undefined;
  readonly vetting: readonly VettingLaw[];
}

const termsPath = "policies/transfer-terms.yaml";
const vettingPath = "policies/vetting-laws.yaml";

const keys = [
  ...["code", "name", "cites", "summary", "from", "to", "replaces", "notes", "criteria", "kind"],
  ...["group", "asks", "stricter_than", "cite", "mark", "day_mark", "says", "on", "value"],
  ...["second_reading", "laws", "process", "decides", "binds", "least_standard", "test"],
  ...["exceptions", "event", "report_days", "unknown_unit", "sub_units"],
  ...Object.keys(transferTermsSchema.shape),
];

/**
 * The policies from the YAML files under `policies/`.
 *
 * Errors: findings of the law's kinds for a broken form, and of `transferFindingKinds` for days and names; a file
 * with an error is left out.
 */
export function readPolicies(
  paths: readonly string[],
  yamlOf: (path: string) => YamlFile | null,
  findings: Finding[],
): Policies {
  const arms: ArmsPolicy[] = [];
  for (const path of paths
    .filter((each) => /^policies\/[^/]+\.yaml$/.test(each))
    .sort(compareText)) {
    if (path === termsPath || path === vettingPath) continue;
    const yaml = yamlOf(path);
    const row = yaml === null ? null : matchSchema(yaml, armsPolicySchema, keys, findings);
    if (row !== null && yaml !== null) arms.push({ ...row, file: yaml.file });
  }
  arms.sort((a, b) => compareText(a.from, b.from));
  const policies = arms.filter((policy, index) => isSound(policy, arms[index - 1], arms, findings));
  return {
    arms: policies,
    terms: readTerms(yamlOf(termsPath), findings),
    vetting: readVetting(yamlOf(vettingPath), findings),
  };
}

function isSound(
  policy: ArmsPolicy,
  before: ArmsPolicy | undefined,
  all: readonly ArmsPolicy[],
  findings: Finding[],
): boolean {
  const at = { file: policy.file };
  const problems: string[] = [];
  if (policy.to !== null && policy.to < policy.from) problems.push("it ends before it begins");
  if (before !== undefined && (before.to === null || before.to >= policy.from)) {
    problems.push(`it begins while \`${before.code}\` is in force`);
  }
  const codes = policy.criteria.map((each) => each.code);
  const twice = codes.find((code, index) => codes.indexOf(code) !== index);
  if (twice !== undefined) problems.push(`it asks \`${twice}\` twice`);
  for (const { stricter_than: other } of policy.criteria) {
    const known = all.some((each) => each.criteria.some((one) => one.code === other));
    if (other !== undefined && !known) problems.push(`no version asks \`${other}\``);
  }
  for (const found of problems) {
    findings.push(
      report("policy_broken", at, {
        found,
        expected: "versions that follow one another, and criteria of one name each",
        help: "Correct the file.",
      }),
    );
  }
  return problems.length === 0;
}

function readTerms(yaml: YamlFile | null, findings: Finding[]): TransferTerms | undefined {
  const terms = yaml === null ? null : matchSchema(yaml, transferTermsSchema, keys, findings);
  if (terms === null || yaml === null) return undefined;
  const { second_reading: _reading, ...lists } = terms;
  const sound = Object.entries(lists).map(([name, values]) =>
    inSequence(yaml, [name], values, findings),
  );
  return sound.every(Boolean) ? terms : undefined;
}

function readVetting(yaml: YamlFile | null, findings: Finding[]): readonly VettingLaw[] {
  const file = yaml === null ? null : matchSchema(yaml, vettingLawsSchema, keys, findings);
  if (file === null || yaml === null) return [];
  return file.laws.filter((law, index) => {
    const test = inSequence(yaml, ["laws", index, "test"], law.test, findings);
    const way = inSequence(yaml, ["laws", index, "unknown_unit"], law.unknown_unit, findings);
    return test && way;
  });
}

function inSequence(
  yaml: YamlFile,
  path: readonly PropertyKey[],
  values: readonly Dated<unknown>[],
  findings: Finding[],
): boolean {
  const problems = checkSequence(values);
  for (const { index, problem } of problems) {
    findings.push(
      report("policy_broken", placeOf(yaml, [...path, index]), {
        found: problem,
        expected: "days that follow one another",
        help: "Correct `from` and `to`.",
      }),
    );
  }
  return problems.length === 0;
}

/** The version of the arms transfer policy in force on a day. Nothing before the first of these files. */
export function policyOn(policies: Policies, on: IsoDate): ArmsPolicy | undefined {
  return policies.arms.find((each) => each.from <= on && (each.to === null || on <= each.to));
}
