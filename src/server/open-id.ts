import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  buildEndSessionUrl,
  type Configuration,
  calculatePKCECodeChallenge,
  discovery,
  fetchUserInfo,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from "openid-client";

/** How the program reaches the provider that people sign in with. */
export interface OpenIdSettings {
  readonly issuer: string;
  readonly client_id: string;
  readonly client_secret: string;
  /** The address of this server, under which the provider sends people back. */
  readonly origin: string;
}

/** What a browser keeps while its person is with the provider. */
export interface SignInFlow {
  readonly state: string;
  readonly nonce: string;
  readonly verifier: string;
  /** The page to go back to. */
  readonly back: string;
}

/** Who came back from the provider. */
export interface SignedIn {
  readonly issuer: string;
  readonly subject: string;
  readonly name: string;
  /** Nothing where the provider gives none, or says that it is not verified. */
  readonly email: string | null;
  /** The provider's own word on who came, by which it knows whose session to end. */
  readonly id_token: string;
}

/** Signs people in by OpenID Connect: code flow with PKCE, state and nonce. */
export interface OpenId {
  /** Where to send somebody, and what their browser keeps meanwhile.   Errors: throws where the provider is away. */
  readonly begin: (back: string) => Promise<{ readonly url: string; readonly flow: SignInFlow }>;
  /** Who came back.   Errors: throws where the answer is not that of the flow. */
  readonly finish: (callback: URL, flow: SignInFlow) => Promise<SignedIn>;
  /** Where somebody ends their session with the provider; nothing where it offers no such page.   Errors: throws where the provider is away. */
  readonly leave: (idToken: string | null) => Promise<string | null>;
}

/** The path to which the provider sends people back. */
export const callbackPath = "/sign-in/callback";

/** The path of the page that people see after they signed out. */
export const signedOutPath = "/signed-out";

/** Makes the sign-in of one provider; it is asked for its addresses when first needed. */
export function makeOpenId(settings: OpenIdSettings): OpenId {
  let known: Promise<Configuration> | undefined;
  const configuration = () => {
    known ??= discover(settings).catch((error: unknown) => {
      // The provider may be back for the next person.
      known = undefined;
      throw error;
    });
    return known;
  };
  return {
    begin: async (back) => begin(await configuration(), settings, back),
    finish: async (callback, flow) => finish(await configuration(), callback, flow),
    leave: async (idToken) => leave(await configuration(), settings, idToken),
  };
}

function discover(settings: OpenIdSettings): Promise<Configuration> {
  const issuer = new URL(settings.issuer);
  // Without https only on this machine, which is where tests run a provider.
  const execute = isLoopback(issuer) ? [allowInsecureRequests] : [];
  return discovery(issuer, settings.client_id, settings.client_secret, undefined, {
    execute,
    timeout: 10,
  });
}

/** Whether an address leads to this machine itself. */
export function isLoopback(url: URL): boolean {
  return ["127.0.0.1", "localhost", "[::1]"].includes(url.hostname);
}

async function begin(config: Configuration, settings: OpenIdSettings, back: string) {
  const flow = {
    state: randomState(),
    nonce: randomNonce(),
    verifier: randomPKCECodeVerifier(),
    back,
  };
  const url = buildAuthorizationUrl(config, {
    redirect_uri: `${settings.origin}${callbackPath}`,
    scope: "openid email profile",
    state: flow.state,
    nonce: flow.nonce,
    code_challenge: await calculatePKCECodeChallenge(flow.verifier),
    code_challenge_method: "S256",
  });
  return { url: url.href, flow };
}

function leave(
  config: Configuration,
  settings: OpenIdSettings,
  idToken: string | null,
): string | null {
  if (config.serverMetadata().end_session_endpoint === undefined) return null;
  const asked = {
    post_logout_redirect_uri: `${settings.origin}${signedOutPath}`,
    ...(idToken === null ? {} : { id_token_hint: idToken }),
  };
  return buildEndSessionUrl(config, asked).href;
}

async function finish(config: Configuration, callback: URL, flow: SignInFlow): Promise<SignedIn> {
  const tokens = await authorizationCodeGrant(config, callback, {
    expectedState: flow.state,
    expectedNonce: flow.nonce,
    pkceCodeVerifier: flow.verifier,
    idTokenExpected: true,
  });
  const claims = tokens.claims();
  if (claims === undefined || tokens.id_token === undefined)
    throw new Error("the provider gave no claims");
  const info = await fetchUserInfo(config, tokens.access_token, claims.sub);
  const all = { ...info, ...claims };
  const { email } = all;
  const verified = all.email_verified !== false && typeof email === "string";
  return {
    issuer: claims.iss,
    subject: claims.sub,
    name: nameOf(all) ?? (verified ? email : claims.sub),
    email: verified ? email.toLowerCase() : null,
    id_token: tokens.id_token,
  };
}

function nameOf(claims: Readonly<Record<string, unknown>>): string | undefined {
  const names = [claims.name, claims.preferred_username, claims.nickname];
  return names.find((one): one is string => typeof one === "string" && one.trim() !== "");
}
