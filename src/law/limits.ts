import type { IsoDate } from "../base/fiscal.ts";
import type { Authority } from "./book.ts";
import { findInForce, type InForce } from "./in-force.ts";
import type { LegalSubject, Provision } from "./law.ts";
import type { ParameterName } from "./parameters.ts";
import { sayWords } from "./words.ts";

/** One limit of an authority on a day, as a question to a subject: what it allows, and what is outside. */
export interface Limit {
  readonly name: ParameterName;
  readonly entry: InForce<unknown>;
  /** In words: what it says of this subject when the subject is outside; nothing when inside. */
  findOutside(subject: LegalSubject): Outside | undefined;
}

interface Outside {
  readonly words: string;
  /** Whether it cannot be told: the partner is no single country. Then it warns, however sure the rule. */
  readonly doubtful: boolean;
}

/** The limits of an authority that are in force on a day. A parameter that is absent sets no limit. */
export function limitsOn(authority: Authority, on: IsoDate): Limit[] {
  const { parameters: given } = authority;
  const limits: Limit[] = [];
  const add = <T>(
    name: ParameterName,
    entry: InForce<T> | undefined,
    ask: (value: T, subject: LegalSubject) => string | Outside | undefined,
  ) => {
    if (entry === undefined) return;
    limits.push({
      name,
      entry,
      findOutside: (subject) => {
        const outside = ask(entry.value, subject);
        return typeof outside === "string" ? { words: outside, doubtful: false } : outside;
      },
    });
  };
  add("status", findInForce(given.status, on), (value) =>
    value === "in_force" ? undefined : `On ${on} it is ${sayWords([value])}.`,
  );
  add("sunset", findInForce(given.sunset, on), (value) =>
    on <= value ? undefined : `It ended on ${value}, before ${on}.`,
  );
  add("recipients", findInForce(given.recipients, on), (value, subject) =>
    missing(value, [subject.recipient]),
  );
  add("instruments", findInForce(given.instruments, on), (value, subject) =>
    missing(value, [subject.instrument]),
  );
  add("line_kinds", findInForce(given.line_kinds, on), (value, subject) =>
    missing(value, subject.lineKinds),
  );
  add("purposes", findInForce(given.purposes, on), (value, subject) =>
    missing(value, [subject.purpose]),
  );
  add("partners", findInForce(given.partners, on), (value, { partner }) => {
    if (partner.iso3 !== undefined) return missing(value, [partner.iso3]);
    const words = `It names ${value.join(", ")}; this partner is no single country.`;
    return { words, doubtful: partner.kind !== "country" };
  });
  add("bureaus", findInForce(given.bureaus, on), (value, { partner }) => {
    const words = missing(value, [partner.bureau]);
    return words === undefined ? undefined : { words, doubtful: partner.bureau === "GLOBAL" };
  });
  return limits;
}

function missing(allowed: readonly string[], asked: readonly string[]): string | undefined {
  const outside = asked.filter((value) => !allowed.includes(value));
  if (outside.length === 0) return undefined;
  return `It allows ${sayWords(allowed)}; this asks for ${sayWords(outside)}.`;
}

/** What a limit says of a subject, as a provision. Only a checked limit blocks. */
export function judgeLimit(authority: Authority, limit: Limit, subject: LegalSubject): Provision {
  const { cite, mark, says } = limit.entry;
  const outside = limit.findOutside(subject);
  const blocks = outside !== undefined && mark === "checked" && !outside.doubtful;
  return {
    rule: `${authority.code}.${limit.name}`,
    file: authority.file,
    citation: cite,
    mark,
    says: outside === undefined ? says : `${says} ${outside.words}`,
    effect: outside === undefined ? "allows" : blocks ? "blocks" : "warns",
  };
}
