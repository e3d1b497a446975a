import { type Finding, reporter } from "../../base/findings.ts";
import { findNearest } from "../../base/ids.ts";
import { listNames, suggest } from "../../plan/words.ts";
import { transferFindingKinds } from "./finding-kinds.ts";
import type { TransferReading } from "./transfer-reading.ts";

const report = reporter(transferFindingKinds);

/** What lacks of the license of a commercial sale whose case is past its first stage, or was issued. */
export function checkLicense({
  transfer,
  license: reading,
  given_on,
}: Pick<TransferReading, "transfer" | "license" | "given_on">): Finding[] {
  const { problem, found, fits, certificate, citation, begun } = reading;
  const at = (field: string) => ({ file: "transfers.csv", id: transfer.id, field });
  const findings: Finding[] = [];
  if (problem === "missing" && begun) {
    findings.push(
      report("license_missing", at("license"), {
        found,
        expected: `one of ${listNames(fits, 12)}`,
        help: "Name it: it follows from what leaves, for how long, and whether it is classified.",
        source: citation,
      }),
    );
  }
  if (problem === "unknown") {
    findings.push(
      report("license_unknown", at("license"), {
        found,
        expected: `one of ${listNames(fits, 12)}`,
        help: suggest(
          findNearest(transfer.license ?? "", fits),
          "Look it up in `entente law DCS`.",
        ),
        source: citation,
      }),
    );
  }
  if (problem === "unfit") {
    findings.push(
      report("license_unfit", at("license"), {
        found,
        expected: fits.length === 0 ? "no license" : `one of ${listNames(fits, 12)}`,
        help: reading.applies ? "Name another." : "Leave it empty: it is no commercial sale.",
        source: citation,
      }),
    );
  }
  const { nontransfer_on: day } = transfer;
  if (certificate.applies && !certificate.given && begun) {
    const late = day !== undefined && given_on !== null && day > given_on;
    findings.push(
      report("nontransfer_certificate_missing", at("nontransfer_on"), {
        found: late ? `a certificate of ${day}, after the issue on ${given_on}` : "no certificate",
        expected: certificate.because,
        help: "Record the day on which it was given, before anything is issued.",
        source: certificate.citation,
      }),
    );
  }
  return findings;
}
