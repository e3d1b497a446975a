import type { SignedIn } from "./open-id.ts";

/** Who asks. */
export interface Caller {
  readonly id: string;
  readonly name: string;
  readonly email: string | null;
  readonly signed_in_by: "local" | "openid_connect";
  readonly csrf_token: string;
  readonly may_create: boolean;
  /** The token of the session; nothing for the local person, who has none. */
  readonly token: string | null;
}

/** A session that has just begun. */
export interface BegunSession {
  /** What the browser keeps; the store holds only its hash. */
  readonly token: string;
  readonly person: string;
  /** For how long at most.   Unit: seconds. */
  readonly seconds: number;
}

/** Where sessions are kept. */
export interface Sessions {
  /** Whose session it is; `active` says that its person does something, and not only a page left open. */
  readonly find: (token: string | undefined, active: boolean) => Promise<Caller | undefined>;
  readonly begin: (who: SignedIn) => Promise<BegunSession>;
  /** Ends a session; returns the ID token that its provider gave, where there is one. */
  readonly end: (token: string) => Promise<string | null>;
}
