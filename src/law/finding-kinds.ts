import type { FindingKinds } from "../base/findings.ts";

/** What reading the law can find. */
export const lawFindingKinds = {
  law_file_missing: {
    severity: "error",
    meaning: "A file that the law cannot do without is absent.",
  },
  law_file_unknown: {
    severity: "error",
    meaning: "A file lies where no provision is looked for.",
  },
  law_file_misnamed: {
    severity: "error",
    meaning: "A file is not named for the provision that it holds.",
  },
  law_yaml_broken: {
    severity: "error",
    meaning: "A file is no plain YAML in UTF-8: broken syntax, a repeated key, or an alias.",
  },
  law_key_unknown: { severity: "error", meaning: "A key that no provision has." },
  law_key_missing: {
    severity: "error",
    meaning: "A key that every such provision needs is absent, such as its citation.",
  },
  law_value_invalid: {
    severity: "error",
    meaning: "A value is outside its vocabulary, or of the wrong type.",
  },
  law_code_repeated: { severity: "error", meaning: "Two provisions have the same code." },
  law_code_unknown: {
    severity: "error",
    meaning: "A provision names an account, authority or group that the law does not have.",
  },
  law_dates_broken: {
    severity: "error",
    meaning: "Dated values overlap, leave a gap, run backward, or end without an explicit null.",
  },
  law_mark_contradicted: {
    severity: "error",
    meaning:
      "A value is marked checked, and its second reading did not find it, or does not agree with all it stops.",
  },
  law_mark_unread: {
    severity: "error",
    meaning: "A value is marked checked, and nobody read its text a second time.",
  },
} as const satisfies FindingKinds;
