import type { IsoDate } from "../base/fiscal.ts";
import type { License, LicenseList } from "./book.ts";
import { holdsOn } from "./in-force.ts";

/** The license, agreement, exemption or form of a code on a day, in whatever case it is written. */
export function findLicense(
  list: LicenseList | undefined,
  code: string,
  on: IsoDate,
): License | undefined {
  const asked = code.trim().toUpperCase();
  return list?.licenses.find((each) => each.code.toUpperCase() === asked && holdsOn(each, on));
}

/** What somebody may name for a transfer to a partner on a day: no amendment, no certificate, nobody else's exemption. */
export function listLicenses(
  list: LicenseList | undefined,
  partner: string,
  on: IsoDate,
): readonly License[] {
  return (list?.licenses ?? []).filter(
    (each) => holdsOn(each, on) && whyUnfit(each, list?.channel ?? "", partner) === undefined,
  );
}

/** Why something of the list is nothing to export under by a channel to a partner, in words. Nothing where it is. */
export function whyUnfit(license: License, channel: string, partner: string): string | undefined {
  const { code, kind, amends, channels, partners } = license;
  if (kind === "amendment")
    return `\`${code}\` changes a license that was issued: name the \`${amends}\``;
  if (kind === "certificate") return `\`${code}\` is a certificate that goes with a license`;
  if (channels !== undefined && !channels.some((each) => each === channel)) {
    return `\`${code}\` is for transfers by ${channels.join(", ")}`;
  }
  if (partners !== undefined && !partners.includes(partner)) {
    return `\`${code}\` is for ${partners.join(", ")} only`;
  }
  return undefined;
}
