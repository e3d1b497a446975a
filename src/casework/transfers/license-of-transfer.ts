import type { IsoDate } from "../../base/fiscal.ts";
import type { License, LicenseList } from "../../law/book.ts";
import { findInForce, holdsOn } from "../../law/in-force.ts";
import { findLicense, listLicenses, whyUnfit } from "../../law/licenses.ts";
import type { Partner, Transfer } from "../../plan/plan.ts";
import { listNames } from "../../plan/words.ts";
import type { CaseReading } from "../case-reading.ts";
import { licenseValidity } from "./license-validity.ts";
import type { Asked, LicenseReading } from "./transfer-reading.ts";

const notAsked: Asked = {
  ...{ applies: false, given: true, because: "", citation: "", mark: "knowledge" },
};

/**
 * The license of a transfer on a day. Asked of commercial sales; what another transfer names is looked at, too.
 *
 * Source: 22 CFR 122 to 126 (law/licenses/dcs.yaml).
 */
export function readLicense(
  list: LicenseList | undefined,
  transfer: Transfer,
  partner: Partner | undefined,
  reading: CaseReading | null,
  issued: IsoDate | null,
  on: IsoDate,
): LicenseReading {
  const begun = isBegun(reading);
  const named = transfer.license?.trim() ?? "";
  const applies = list !== undefined && transfer.channel === list.channel;
  if (list === undefined || (!applies && named === "")) {
    const nothing = { license: null, problem: null, found: "", fits: [], validity: null };
    return { ...notAsked, ...nothing, certificate: notAsked, registration: notAsked, begun };
  }
  const iso3 = partner?.iso3 ?? partner?.id ?? "";
  const fits = listLicenses(list, transfer.channel, iso3, on).map(({ code }) => code);
  const known = named === "" ? undefined : findLicense(list, named, on);
  const wrong = whatIsWrong(list, transfer, named, known, iso3);
  const license = wrong === null ? (known ?? null) : null;
  const rule = findInForce(list.registration, on);
  return {
    ...{ applies, given: wrong === null, license, fits, begun },
    problem: wrong?.problem ?? null,
    found: wrong?.found ?? named,
    because: license === null ? sayFits(fits) : `${license.name}. ${license.says.trim()}`,
    citation: license?.cite ?? list.cites.join("; "),
    mark: license?.mark ?? "knowledge",
    validity: issued === null ? null : (licenseValidity(list, transfer, issued) ?? null),
    certificate: readCertificate(list, transfer, license, issued, on),
    registration:
      rule === undefined || !rule.value || !applies
        ? notAsked
        : { applies, given: true, because: rule.says, citation: rule.cite, mark: rule.mark },
  };
}

function sayFits(fits: readonly string[]): string {
  return fits.length === 0 ? "It needs none." : `It may leave under ${listNames(fits)}.`;
}

function isBegun(reading: CaseReading | null): boolean {
  return reading !== null && !reading.closed && reading.state.code !== reading.process.first;
}

function whatIsWrong(
  list: LicenseList,
  transfer: Transfer,
  named: string,
  known: License | undefined,
  partner: string,
): { readonly problem: "missing" | "unknown" | "unfit"; readonly found: string } | null {
  if (named === "") return { problem: "missing", found: "no license, agreement or exemption" };
  if (known === undefined) return { problem: "unknown", found: `\`${named}\`` };
  const why = whyUnfit(list, known, transfer.channel, partner);
  if (why !== undefined) return { problem: "unfit", found: why };
  if (transfer.made_abroad && known.kind !== "exemption" && known.made_abroad !== true) {
    const able = list.licenses.filter((each) => each.made_abroad).map(({ code }) => code);
    const found = `\`${known.code}\`, under which nothing is made abroad; ${listNames(able)} are for that`;
    return { problem: "unfit", found };
  }
  return null;
}

/** The certificate of the list, where the transfer is of what it is asked for. */
function readCertificate(
  list: LicenseList,
  transfer: Transfer,
  license: License | null,
  issued: IsoDate | null,
  on: IsoDate,
): Asked {
  const form = list.licenses.find((each) => each.asked_for !== undefined && holdsOn(each, on));
  const asked = form?.asked_for;
  if (form === undefined || asked === undefined || transfer.channel !== list.channel) {
    return notAsked;
  }
  const { categories, licenses, made_abroad } = asked;
  const applies =
    license?.kind !== "exemption" &&
    (categories.includes(transfer.category) ||
      ((transfer.major_amount ?? 0) > 0 && categories.includes("major_defense_equipment")) ||
      licenses.includes(license?.code ?? "") ||
      (made_abroad && transfer.made_abroad));
  const { nontransfer_on: day } = transfer;
  const given = day !== undefined && day <= (issued ?? on);
  const { says, cite: citation, mark } = form;
  return { applies, given: !applies || given, because: says.trim(), citation, mark };
}
