import type { IsoDate } from "../base/fiscal.ts";
import type { License, LicenseList } from "./book.ts";
import { findInForce, holdsOn, type InForce } from "./in-force.ts";

/** The license, agreement, exemption or form of a code on a day, in whatever case it is written. */
export function findLicense(
  list: LicenseList | undefined,
  code: string,
  on: IsoDate,
): License | undefined {
  const asked = code.trim().toUpperCase();
  return list?.licenses.find((each) => each.code.toUpperCase() === asked && holdsOn(each, on));
}

/** For how many months a license of a code holds when issued on a day. Nothing for agreements, which say it themselves. */
export function findValidity(
  list: LicenseList | undefined,
  code: string,
  on: IsoDate,
): InForce<number> | undefined {
  return findLicense(list, code, on)?.kind === "license"
    ? findInForce(list?.validity_months, on)
    : undefined;
}

/** What a transfer by a channel to a partner may leave under on a day. */
export function listLicenses(
  list: LicenseList | undefined,
  channel: string,
  partner: string,
  on: IsoDate,
): readonly License[] {
  if (list === undefined) return [];
  return list.licenses.filter(
    (each) => holdsOn(each, on) && whyUnfit(list, each, channel, partner) === undefined,
  );
}

/** Why nothing leaves under this by a channel to a partner, in words. Nothing where it does. */
export function whyUnfit(
  list: LicenseList,
  { code, kind, amends, channels, partners }: License,
  channel: string,
  partner: string,
): string | undefined {
  if (kind === "amendment")
    return `\`${code}\` changes a license that was issued, the \`${amends}\``;
  if (kind === "certificate") return `\`${code}\` is a certificate that goes with a license`;
  const reached: readonly string[] = channels ?? [list.channel];
  if (!reached.includes(channel)) return `\`${code}\` is for transfers by ${reached.join(", ")}`;
  if (partners !== undefined && !partners.includes(partner)) {
    return `\`${code}\` is for ${partners.join(", ")} only`;
  }
  return undefined;
}
