import { randomBytes } from "node:crypto";

/** A new name that nobody can guess, for sessions and their forms. */
export function makeToken(): string {
  return randomBytes(32).toString("base64url");
}
