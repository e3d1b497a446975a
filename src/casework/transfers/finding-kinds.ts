import type { FindingKinds } from "../../base/findings.ts";

const error = (meaning: string) => ({ severity: "error", meaning }) as const;
const warning = (meaning: string) => ({ severity: "warning", meaning }) as const;
const note = (meaning: string) => ({ severity: "note", meaning }) as const;

/** What can be found in policies, in arms transfers, and in the vetting of units. */
export const transferFindingKinds = {
  policy_broken: error("A policy of the law overlaps another, or names what is not there."),
  notice_skipped: error("A transfer over a threshold went on without notice to Congress."),
  notice_skipped_unsure: warning(
    "A transfer over a threshold, or alike in sum, went on without notice; the rule is not checked.",
  ),
  transfer_split: warning(
    "Transfers of one requirement are each below a threshold, and together above it.",
  ),
  amendment_crosses: warning(
    "An amendment took a transfer over a threshold that was not notified.",
  ),
  edge_statement_missing: warning(
    "A sale to the Near East that goes to Congress does not say what it does to Israel's edge.",
  ),
  transfer_barred: error(
    "A transfer goes to a partner whom a checked bar stops, or without the agreement that the law asks for.",
  ),
  transfer_rule_open: warning(
    "A transfer leaves open what the law asks: bars, agreements, its purpose, offsets, missile technology.",
  ),
  package_part_missing: warning("A major system is transferred without training or sustainment."),
  license_missing: warning(
    "A commercial sale past its first stage does not say under which license or agreement it leaves.",
  ),
  license_unknown: warning("A transfer names a license or agreement that the law does not have."),
  license_unfit: warning(
    "A transfer names a license, agreement or exemption that is for something else, or for somebody else.",
  ),
  nontransfer_certificate_missing: warning(
    "A commercial sale asks for a nontransfer and use certificate, and none was given before the issue.",
  ),
  lease_months_missing: warning("A lease does not say how long it lasts."),
  lease_too_long: warning("A lease lasts longer than the law lets it."),
  third_party_unnamed: warning("A third-party transfer does not say who passes the articles on."),
  policy_version_other: warning(
    "A decision names another version of the arms transfer policy than the one in force on its day.",
  ),
  policy_unknown: note("No version of the arms transfer policy in this law covers the day."),
  answers_broken: warning("The answers of an office to the criteria cannot be read."),
  criterion_unknown: warning("An office answers a criterion that the policy does not have."),
  criterion_unanswered: warning("A transfer was approved with criteria that no office answered."),
  criterion_bars: error("A transfer was approved though an office finds that the policy bars it."),
  criterion_bars_unsure: warning(
    "A transfer was approved though an office finds that the policy bars it; the criterion is not checked.",
  ),
  end_use_check_due: warning(
    "An article under enhanced monitoring is due, or overdue, for a check.",
  ),
  end_use_violation: warning(
    "A check of articles already delivered to the partner found what matters for new transfers.",
  ),
  vetting_weak_evidence: warning("A unit was barred on evidence below the standard of the law."),
  vetting_unit_apart: warning(
    "A unit is vetted for an initiative of which no line goes to it: the case holds no money.",
  ),
  vetting_report_late: error("An exception or waiver was not reported to Congress in time."),
} as const satisfies FindingKinds;
