/** What a client said of versions in a request's headers. */
export interface VersionHeaders {
  readonly ifMatch: number | undefined;
  readonly ifMatchForeign: boolean;
}

/**
 * The version in `If-Match`: the number with which a tag of ours begins.
 *
 * A tag is `"12"`, or `"12.a1b2"` where the answer also depends on the caller's rights. `*` is no version.
 */
export function readIfMatch(header: string | undefined): VersionHeaders {
  if (header === undefined) return { ifMatch: undefined, ifMatchForeign: false };
  const number = /^\s*"?(\d{1,15})(\.[^"]*)?"?\s*$/.exec(header)?.[1];
  return number === undefined
    ? { ifMatch: undefined, ifMatchForeign: true }
    : { ifMatch: Number(number), ifMatchForeign: false };
}

/** Whether a client already holds the answer with this tag, by its `If-None-Match`. */
export function holdsAlready(header: string | undefined, tag: string): boolean {
  if (header === undefined) return false;
  return header.split(",").some((one) => one.trim().replace(/^W\//, "") === `"${tag}"`);
}
