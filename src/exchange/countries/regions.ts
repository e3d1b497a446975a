import type { Bureau } from "./countries.ts";

/** A partner that is no country: a regional program, a worldwide one, or an organization. */
export interface Region {
  readonly id: string;
  readonly kind: "region" | "organization";
  readonly bureau: Bureau;
  /** The combatant command, where one alone covers it. */
  readonly command?: string;
  /** Its name in official files; the first is the one to show. */
  readonly names: readonly string[];
  /** What to know about its borders. */
  readonly note?: string;
}

/**
 * Regional rows of the Greenbook and regional and central units of the Congressional Budget Justification.
 *
 * The regions of the Greenbook are USAID's, not State's: "Asia" reaches over two State bureaus and stands under
 * GLOBAL here, since no single bureau can answer for it.
 * Source: names from the Greenbook of 2022-08-09 and from the CBJ country tables FY2008-2017; bureau and command from
 * the CSIS lookup table Location_CountryCodes.csv (CC0), where it gives one.
 */
export const regions: readonly Region[] = [
  {
    id: "R-WORLD",
    kind: "region",
    bureau: "GLOBAL",
    names: [
      "World (not specified)",
      "PM - Political-Military Affairs",
      "Political-Military Affairs (PM)",
      "Political-Military Affairs",
      "INL - International Narcotics and Law Enforcement Affairs",
      "International Narcotics and Law Enforcement Affairs (INL)",
      "International Narcotics and Law Enforcement Affairs",
      "CT - Counterterrorism",
      "Counterterrorism (CT)",
      "Counterterrorism",
      "ISN - International Security and Nonproliferation",
      "International Security and Nonproliferation (ISN)",
      "International Security and Nonproliferation",
      "AVC - Arms Control, Verification, and Compliance",
      "J/TIP - Office to Monitor and Combat Trafficking In Persons",
      "Office to Monitor and Combat Trafficking In Persons (J/TIP)",
      "Office to Monitor and Combat Trafficking in Persons (G/TIP)",
      "Office of U.S. Foreign Assistance Resources",
      "Other Funding",
      "To Be Programmed",
      "Office of the Coordinator for Counterterrorism",
      "Office of the Coordinator for Counterterrorism (S/CT)",
      "State Coordinator for Counterterrorism (CT)",
      "Office to Monitor and Combat Trafficking In Persons",
      "State Office to Monitor and Combat Trafficking in Persons (G/TIP)",
    ],
    note: "Worldwide programs, and money that a bureau in Washington holds for programs abroad.",
  },
  {
    id: "R-AF",
    kind: "region",
    bureau: "AF",
    command: "AFRICOM",
    names: [
      "Sub-Saharan Africa (not specified)",
      "State Africa Regional",
      "State Africa Regional (AF)",
      "Africa Regional",
    ],
  },
  {
    id: "R-AF-EAST",
    kind: "region",
    bureau: "AF",
    command: "AFRICOM",
    names: ["East Africa (not specified)"],
  },
  {
    id: "R-AF-WEST",
    kind: "region",
    bureau: "AF",
    command: "AFRICOM",
    names: ["West Africa (not specified)"],
  },
  {
    id: "R-AF-SOUTH",
    kind: "region",
    bureau: "AF",
    command: "AFRICOM",
    names: ["Southern Africa (not specified)"],
  },
  {
    id: "R-ASIA",
    kind: "region",
    bureau: "GLOBAL",
    names: ["Asia (not specified)"],
    note: "Reaches over the State bureaus EAP and SCA.",
  },
  {
    id: "R-EAP",
    kind: "region",
    bureau: "EAP",
    command: "INDOPACOM",
    names: ["State East Asia and Pacific Regional", "East Asia and Pacific Regional"],
  },
  {
    id: "R-OCEANIA",
    kind: "region",
    bureau: "EAP",
    command: "INDOPACOM",
    names: ["Oceania (not specified)"],
  },
  {
    id: "R-EUR",
    kind: "region",
    bureau: "EUR",
    command: "EUCOM",
    names: ["Europe and Eurasia Regional", "Europe Regional"],
  },
  {
    id: "R-EUR-EAST",
    kind: "region",
    bureau: "EUR",
    command: "EUCOM",
    names: ["Eastern Europe (not specified)"],
  },
  {
    id: "R-EUR-WEST",
    kind: "region",
    bureau: "EUR",
    command: "EUCOM",
    names: ["Western Europe (not specified)"],
  },
  {
    id: "R-EURASIA",
    kind: "region",
    bureau: "EUR",
    command: "EUCOM",
    names: ["Eurasia (not specified)", "Eurasia Regional"],
    note: "The states of the former Soviet Union; the Central Asian ones belong to the bureau SCA.",
  },
  {
    id: "R-NEA",
    kind: "region",
    bureau: "NEA",
    names: ["Middle East & North Africa (not specified)", "Near East Regional"],
    note: "Reaches over the commands CENTCOM, AFRICOM and (to January 2021, for Israel) EUCOM.",
  },
  {
    id: "R-NEA-TSCTP",
    kind: "region",
    bureau: "NEA",
    command: "AFRICOM",
    names: ["Trans-Sahara Counter-Terrorism Partnership (TSCTP)"],
    note: "The share of the Near East bureau in the partnership.",
  },
  {
    id: "R-SCA",
    kind: "region",
    bureau: "SCA",
    names: [
      "State South and Central Asia Regional (SCA)",
      "State South and Central Asia Regional",
      "South and Central Asia Regional (SCA)",
      "South and Central Asia Regional",
    ],
  },
  {
    id: "R-SCA-CENTRAL",
    kind: "region",
    bureau: "SCA",
    command: "CENTCOM",
    names: ["Central Asia Regional"],
  },
  {
    id: "R-WHA",
    kind: "region",
    bureau: "WHA",
    names: [
      "Latin America & Caribbean (not specified)",
      "State Western Hemisphere Regional (WHA)",
      "State Western Hemisphere Regional",
      "Western Hemisphere Regional (WHA)",
      "Western Hemisphere Regional",
    ],
    note: "Reaches over the commands SOUTHCOM and NORTHCOM.",
  },
  {
    id: "R-WHA-CENTRAL",
    kind: "region",
    bureau: "WHA",
    command: "SOUTHCOM",
    names: ["Central America (not specified)"],
  },
  {
    id: "R-WHA-CARIB",
    kind: "region",
    bureau: "WHA",
    command: "SOUTHCOM",
    names: ["Caribbean (not specified)"],
  },
  {
    id: "R-WHA-EC",
    kind: "region",
    bureau: "WHA",
    command: "SOUTHCOM",
    names: ["Barbados and Eastern Caribbean", "Eastern Caribbean"],
    note: "Barbados and the six states of the Eastern Caribbean, in one row of the CBJ.",
  },
  {
    id: "O-AU",
    kind: "organization",
    bureau: "AF",
    command: "AFRICOM",
    names: ["African Union"],
  },
  {
    id: "O-MFO",
    kind: "organization",
    bureau: "NEA",
    names: ["Multinational Force and Observers (MFO)", "Multilateral Force and Observers (MFO)"],
    note: "The force in the Sinai.",
  },
];
