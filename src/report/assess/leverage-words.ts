/** What parts of leverage are called. */
const partNames: Readonly<Record<string, string>> = {
  platforms_of_us_origin: "Platforms of U.S. origin",
  spares_of_us_supply: "Spares and munitions that need U.S. supply",
  software_keys: "Software and encryption keys",
  open_case_value: "Open cases",
  years_to_switch: "Years to switch",
  cost_to_switch: "Cost to switch",
  share_of_defense_imports: "U.S. share of defense imports",
  trainers_present: "U.S. trainers present",
  other_suppliers: "Other suppliers",
  our_basing: "Our basing",
  our_access: "Our access",
  our_overflight: "Our overflight",
  our_intelligence_needs: "Our need of intelligence",
};

/** The name of a part of leverage for a reader. */
export function plainPart(part: string): string {
  return partNames[part] ?? part.replaceAll("_", " ");
}
