/** Begins the key of everything that a person wrote and the server does not have yet. */
export const ownWriting = "entente-writing/";

/** Once somebody signs out, what still runs in their page keeps nothing more. */
let signedOut = false;

/** Keeps under a key what somebody wrote. Returns whether it is kept: not where there is no room, nor after they signed out. */
export function keepWriting(storage: Storage, key: string, text: string): boolean {
  if (signedOut) return false;
  try {
    storage.setItem(key, text);
    return true;
  } catch {
    return false;
  }
}

/** Takes all that a person wrote out of the browser, and keeps nothing more until the page is loaded anew. */
export function forgetWriting(): void {
  signedOut = true;
  for (const storage of [localStorage, sessionStorage]) {
    for (const key of Object.keys(storage)) {
      if (key.startsWith(ownWriting)) storage.removeItem(key);
    }
  }
}
