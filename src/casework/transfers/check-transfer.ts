import { type Finding, type FindingWords, reporter } from "../../base/findings.ts";
import { showDollars } from "../../base/money.ts";
import { findInForce } from "../../law/in-force.ts";
import type { EndUseItem } from "../../plan/plan.ts";
import type { Casebook } from "../casebook.ts";
import { checkLicense } from "./check-license.ts";
import type { EndUseReading } from "./end-use.ts";
import { transferFindingKinds } from "./finding-kinds.ts";
import type { TransferReading } from "./transfer-reading.ts";

const report = reporter(transferFindingKinds);

type Reading = Omit<TransferReading, "findings">;
type Code = keyof typeof transferFindingKinds;

/** What is wrong with a transfer, or is missing from it, as far as its reading tells. */
export function checkTransfer(reading: Reading, book: Casebook): readonly Finding[] {
  return [
    ...checkNotice(reading),
    ...checkTotal(reading),
    ...checkTerms(reading, book),
    ...checkParts(reading),
    ...checkRules(reading),
    ...checkLicense(reading),
    ...checkCriteria(reading),
    ...checkViolations(reading, book),
  ];
}

function about(reading: Reading, field: string, code: Code, words: FindingWords): Finding {
  return report(code, { file: "transfers.csv", id: reading.transfer.id, field }, words);
}

function checkNotice(reading: Reading): Finding[] {
  const { notice, given_on, notified_on, amendments } = reading;
  const findings: Finding[] = [];
  const source = notice.provisions.map((each) => each.citation).at(-1) ?? "";
  if (notice.due && given_on !== null && (notified_on === null || notified_on > given_on)) {
    // The thresholds speak of what is sold; whether such a license is told is not settled here.
    const { license } = reading.license;
    const sold = license?.sold !== false;
    const code = notice.mark === "checked" && sold ? "notice_skipped" : "notice_skipped_unsure";
    const unsold = sold ? "" : ` ${license?.says.trim()}`;
    findings.push(
      about(reading, "amount", code, {
        found: `it went on ${given_on} without notice to Congress. ${notice.because}${unsold}`,
        expected: "notice before, or an emergency that was certified",
        help: "Record the notice, or take the step back.",
        source,
      }),
    );
  }
  const above = amendments.find((each) => each.notice.due);
  if (above !== undefined && !notice.due && (notified_on === null || notified_on < above.on)) {
    findings.push(
      about(reading, "amount", "amendment_crosses", {
        found: `${showDollars(above.value)} after the amendment of ${above.on}. ${above.notice.because}`,
        expected: "notice to Congress before an amendment takes the value over a threshold",
        help: "Send the case through review and notice again (`amend_above`).",
        source: above.notice.provisions.map((each) => each.citation).at(-1) ?? "",
      }),
    );
  }
  return findings;
}

function checkTotal(reading: Reading): Finding[] {
  const { total, transfer } = reading;
  // Told once, at the transfer that crosses the line.
  if (total === null || !total.split || total.crossed_at !== transfer.id) return [];
  const last = total.steps.at(-1);
  const list = total.steps.map((step) => step.transfer).join(", ");
  return [
    about(reading, "requirement", "transfer_split", {
      found: `${list}: together ${showDollars(last?.sum ?? transfer.amount)} within ${total.months} months; the line was crossed at \`${total.crossed_at}\`. ${total.summed.because}`,
      expected: "one case for one requirement, or a reason why they are several",
      help: "Look at them together; notify the sum, or say why each stands alone.",
      source: total.summed.provisions.map((each) => each.citation).at(-1) ?? "",
    }),
  ];
}

function checkTerms(reading: Reading, book: Casebook): Finding[] {
  const { transfer, notice } = reading;
  const findings: Finding[] = [];
  if (transfer.channel === "LEASE") {
    const longest = findInForce(book.policies.terms?.lease_longest_months, notice.on);
    if (transfer.lease_months === undefined) {
      findings.push(
        about(reading, "lease_months", "lease_months_missing", {
          found: "no months",
          expected: "how long the lease lasts: from a year on it is certified to Congress",
          help: "Fill them in. Until then it counts as a lease of a year or longer.",
        }),
      );
    } else if (longest !== undefined && transfer.lease_months > longest.value) {
      findings.push(
        about(reading, "lease_months", "lease_too_long", {
          found: `${transfer.lease_months} months`,
          expected: `at most ${longest.value} months. ${longest.says}`,
          help: "Shorten it, or sell the articles.",
          source: longest.cite,
        }),
      );
    }
  }
  if (transfer.channel === "TPT" && transfer.from_partner === undefined) {
    findings.push(
      about(reading, "from_partner", "third_party_unnamed", {
        found: "nobody",
        expected: "the government that holds the articles and asks for consent",
        help: "Name it.",
        source: reading.consent.citation,
      }),
    );
  }
  return findings;
}

function checkParts(reading: Reading): Finding[] {
  const { edge, package: parts } = reading;
  const findings: Finding[] = [];
  if (edge.applies && !edge.given) {
    findings.push(
      about(reading, "edge_statement", "edge_statement_missing", {
        found: "no statement",
        expected: edge.because,
        help: "Say why it does not harm the edge, before Congress is told.",
        source: edge.citation,
      }),
    );
  }
  for (const part of parts.missing) {
    findings.push(
      about(reading, `${part}_amount`, "package_part_missing", {
        found: `no money for ${part}`,
        expected: parts.because,
        help: `Add the ${part} to the case, or say in the case why the partner does without.`,
        source: parts.citation,
      }),
    );
  }
  return findings;
}

/** The field of a transfer on which each check of the law hangs. */
const ruleFields: Readonly<Record<string, string>> = {
  transfer_bars: "partner",
  transfer_agreements: "partner",
  transfer_purposes: "purpose",
  transfer_offsets: "offset_ratio",
  missile_technology: "technology",
};

const open = "transfer_rule_open";
const barredHelp = "Do not approve it, or take the approval back, until the law lets it.";

function checkRules(reading: Reading): Finding[] {
  return reading.rules
    .filter(({ effect }) => effect !== "allows")
    .map(({ check, rule, mark, found, expected, says, citation, effect }) => {
      const barred = effect === "blocks";
      const approved = ["approve", "provisos"].includes(reading.checklist?.decided?.position ?? "");
      const passed = barred && approved ? "; it was approved, and the approval does not stand" : "";
      return about(reading, ruleFields[check] ?? "id", barred ? "transfer_barred" : open, {
        found: `${found} (${rule}, marked ${mark})${passed}`,
        expected: `${expected}. ${says}`,
        help: barred ? barredHelp : "Fill it in, or have counsel look.",
        source: citation,
      });
    });
}

function checkCriteria(reading: Reading): Finding[] {
  const { checklist, policy } = reading;
  const findings: Finding[] = [];
  const row = reading.case?.case.id ?? "";
  const at = (field: string, id: string) => ({ file: "events.csv", id, field });
  if (reading.case === null) return [];
  if (checklist === null || policy === null) {
    const place = { file: "cases.csv", id: row, field: "opened_on" };
    const words = {
      found: "a day that no version of the policy covers",
      expected: "a version of the arms transfer policy in `law/policies`",
      help: "Judge it by the text of that day, outside this program.",
    };
    return [report("policy_unknown", place, words)];
  }
  for (const id of checklist.broken) {
    const words = {
      found: "what is no list of criterion, answer and note",
      expected: '`[{"criterion":"human_rights","answer":"neutral","note":"..."}]`',
      help: "Add a new advice of the office with answers that can be read.",
    };
    findings.push(report("answers_broken", at("answers", id), words));
  }
  const known = new Set(
    [policy, ...reading.replays.flatMap((each) => each.rows.map((one) => one.criterion))]
      .flatMap((each) => ("criteria" in each ? each.criteria : [each]))
      .map((each) => each.code),
  );
  for (const answer of checklist.beside.filter((each) => !known.has(each.criterion))) {
    const words = {
      found: `an answer to \`${answer.criterion}\``,
      expected: `a criterion of \`${policy.code}\``,
      help: "Look up the name in the policy.",
    };
    findings.push(report("criterion_unknown", at("answers", answer.event), words));
  }
  return [...findings, ...checkDecision(reading)];
}

function checkDecision(reading: Reading): Finding[] {
  const { checklist, policy, replays } = reading;
  const decided = checklist?.decided ?? null;
  if (checklist === null || policy === null || decided === null) return [];
  const at = (field: string) => ({ file: "events.csv", id: decided.event, field });
  const findings: Finding[] = [];
  const version = decided.rule_version;
  if (version !== undefined && replays.some((each) => each.to === version)) {
    findings.push(
      report("policy_version_other", at("rule_version"), {
        found: `\`${version}\` on ${decided.on}`,
        expected: `\`${policy.code}\`, which is in force on that day`,
        help: "Look at the replay under the version in force, and decide anew where it asks for it.",
        source: policy.cites.join("; "),
      }),
    );
  }
  if (decided.position === "deny") return findings;
  if (checklist.unanswered.length > 0) {
    findings.push(
      report("criterion_unanswered", at("answers"), {
        found: `no answer to ${checklist.unanswered.join(", ")}`,
        expected: `an answer of some office to each criterion of \`${policy.code}\``,
        help: "Ask the offices for their advice.",
        source: policy.cites.join("; "),
      }),
    );
  }
  for (const answer of checklist.barred_by) {
    const criterion = policy.criteria.find((each) => each.code === answer.criterion);
    const code = criterion?.mark === "checked" ? "criterion_bars" : "criterion_bars_unsure";
    findings.push(
      report(code, at("answers"), {
        found: `\`${answer.office}\` answers that \`${answer.criterion}\` bars it`,
        expected: "no approval where the policy bars it",
        help: "Settle the criterion, or take the approval back.",
        source: criterion?.cite ?? policy.code,
      }),
    );
  }
  return findings;
}

function checkViolations(reading: Reading, book: Casebook): Finding[] {
  // What is already given cannot be weighed any more.
  const open = reading.case?.closed !== true && reading.given_on === null;
  const duty = findInForce(book.policies.terms?.violation_report, reading.notice.on);
  return (open ? reading.violations : []).map(({ item, unreported }) =>
    about(reading, "partner", "end_use_violation", {
      found: `${item.article} at this partner: ${sayStatus(item)}${unreported ? ", not reported" : ""}`,
      expected: `articles in place, used as agreed. ${duty?.says ?? ""}`.trim(),
      help: "Weigh it in the criteria, and settle it with the partner.",
      source: duty?.cite ?? "22 U.S.C. 2785",
    }),
  );
}

function sayStatus({ status, finding }: EndUseItem): string {
  return `${status.replaceAll("_", " ")}${finding === undefined ? "" : ` (${finding})`}`;
}

/** Checks of delivered articles that are overdue, whichever transfer brought them. */
export function checkEndUse(readings: readonly EndUseReading[]): readonly Finding[] {
  return readings
    .filter((each) => each.overdue)
    .map(({ item, due, because, citation }) =>
      report(
        "end_use_check_due",
        { file: "end_use_items.csv", id: item.id, field: "checked_on" },
        {
          found: `a check that was due ${due}`,
          expected: because,
          help: "Check the articles, and record what was found.",
          source: citation,
        },
      ),
    );
}
