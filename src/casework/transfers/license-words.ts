import type { LegalMark } from "../../law/law.ts";
import type { Asked, LicenseReading } from "./transfer-reading.ts";

/** One thing to say of a license, with its source. */
export interface LicenseFact {
  readonly label: string;
  readonly text: string;
  readonly missing: boolean;
  readonly citation: string;
  readonly mark: LegalMark | "";
}

/** What is said of the license of a commercial sale: which one, until when, what goes with it. None for other sales. */
export function licenseFacts(reading: LicenseReading): readonly LicenseFact[] {
  const { applies, license, found, because, citation, mark, validity, problem } = reading;
  if (!applies && problem === null && license === null) return [];
  const named =
    license === null
      ? { text: `${capital(found)}. ${because}`, missing: true }
      : { text: `${license.code}: ${because}`, missing: false };
  const ends =
    validity === null
      ? []
      : [
          {
            ...{ label: "Holds until", missing: false, mark: validity.mark },
            ...{ text: `${validity.until}. ${validity.says}`, citation: validity.citation },
          },
        ];
  return [
    { label: "Leaves under", ...named, citation, mark },
    ...ends,
    ...asked("Nontransfer and use certificate", reading.certificate),
    ...(reading.registration.applies
      ? [{ ...fact("Registration", reading.registration), missing: false }]
      : []),
  ];
}

function asked(label: string, one: Asked): LicenseFact[] {
  if (!one.applies) return [];
  const { text, ...rest } = fact(label, one);
  return [{ ...rest, text: `${one.given ? "Given" : "Missing"}. ${text}` }];
}

function fact(label: string, { because, given, citation, mark }: Asked): LicenseFact {
  return { label, text: because, missing: !given, citation, mark };
}

function capital(words: string): string {
  return `${words.slice(0, 1).toUpperCase()}${words.slice(1)}`;
}
