/** What a person may do in a plan, as its head says. */
export interface MayPropose {
  readonly edit: boolean;
  readonly everywhere: boolean;
  readonly agencies: readonly string[];
  readonly partners: readonly string[];
}

/** Why a person may not write a proposal of an agency for a partner; nothing where they may. */
export function refusalOf(may: MayPropose, agency: string, partner: string): string | undefined {
  if (!may.edit) return "You may see this plan, not propose in it.";
  if (may.everywhere || may.agencies.includes(agency) || may.partners.includes(partner)) {
    return undefined;
  }
  const own = [
    ...(may.agencies.length > 0 ? [`of ${may.agencies.join(" or ")}`] : []),
    ...(may.partners.length > 0 ? [`for ${may.partners.join(" or ")}`] : []),
  ];
  return `You may propose ${own.join(", or ")}. Choose one of these.`;
}

/** The only agencies that a person may name; nothing where any may be. */
export function onlyAgencies(may: MayPropose): readonly string[] | undefined {
  return may.everywhere || may.partners.length > 0 ? undefined : may.agencies;
}

/** The only partners that a person may name; nothing where any may be. */
export function onlyPartners(may: MayPropose): readonly string[] | undefined {
  return may.everywhere || may.agencies.length > 0 ? undefined : may.partners;
}
