import type { Finding, Outcome } from "../../base/findings.ts";
import type { OpenIdSettings } from "../../server/open-id.ts";
import type { VariableName, Variables } from "../variables.ts";
import { reportServe } from "./finding-kinds.ts";

/** For whom the server answers, as the environment says. */
export interface ServeSettings {
  /** Nothing where the program runs for one local person. */
  readonly signIn: OpenIdSettings | null;
  readonly admin: string | null;
  readonly proxies: readonly string[];
}

const signInNames = [
  "ENTENTE_OIDC_ISSUER",
  "ENTENTE_OIDC_CLIENT_ID",
  "ENTENTE_OIDC_CLIENT_SECRET",
  "ENTENTE_ORIGIN",
] as const satisfies readonly VariableName[];

/** Reads the settings of the server from the environment.   Errors: findings; then the server must not start. */
export function readServeSettings(variables: Variables, host: string): Outcome<ServeSettings> {
  const findings: Finding[] = [];
  const set = signInNames.filter((name) => variables[name] !== undefined);
  const missing = signInNames.filter((name) => variables[name] === undefined);
  const asked = set.some((name) => name !== "ENTENTE_ORIGIN");
  if (asked && missing.length > 0) findings.push(describeMissing(missing));
  for (const name of ["ENTENTE_OIDC_ISSUER", "ENTENTE_ORIGIN"] as const) {
    const value = variables[name];
    if (value !== undefined && asked) findings.push(...checkAddress(name, value));
  }
  const signIn =
    asked && missing.length === 0 && findings.length === 0 ? signInOf(variables) : null;
  if (!asked && !isLoopbackHost(host)) findings.push(describeUnsafe(host));
  return {
    result: {
      signIn,
      admin: variables.ENTENTE_ADMIN?.toLowerCase() ?? null,
      proxies: (variables.ENTENTE_PROXIES ?? "")
        .split(",")
        .map((one) => one.trim())
        .filter((one) => one !== ""),
    },
    findings,
  };
}

function signInOf(variables: Variables): OpenIdSettings {
  return {
    issuer: variables.ENTENTE_OIDC_ISSUER ?? "",
    client_id: variables.ENTENTE_OIDC_CLIENT_ID ?? "",
    client_secret: variables.ENTENTE_OIDC_CLIENT_SECRET ?? "",
    origin: new URL(variables.ENTENTE_ORIGIN ?? "").origin,
  };
}

/** Whether only programs of this machine reach the address. */
export function isLoopbackHost(host: string): boolean {
  return host === "localhost" || host === "::1" || /^127\.\d+\.\d+\.\d+$/.test(host);
}

function describeMissing(missing: readonly string[]): Finding {
  return reportServe(
    "sign_in_incomplete",
    {},
    {
      found: `no value of ${missing.map((name) => `\`${name}\``).join(", ")}`,
      expected: "all settings of the sign-in, or none of them",
      help: "Set the missing variables. See docs/operating/serve.md.",
    },
  );
}

function checkAddress(name: VariableName, value: string): Finding[] {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  const local = url !== undefined && (isLoopbackHost(url.hostname) || url.hostname === "[::1]");
  const fine = url?.protocol === "https:" || (url?.protocol === "http:" && local);
  const bare = name !== "ENTENTE_ORIGIN" || url === undefined || url.pathname === "/";
  if (fine && bare) return [];
  return [
    reportServe(
      "sign_in_incomplete",
      { field: name },
      {
        found: `\`${value.slice(0, 100)}\``,
        expected: bare
          ? "an address that begins with `https://`; on this machine itself also `http://`"
          : "the address of the server without a path",
        help: "Correct the variable. See docs/operating/serve.md.",
      },
    ),
  ];
}

function describeUnsafe(host: string): Finding {
  return reportServe(
    "host_unsafe",
    { field: "--host" },
    {
      found: `\`${host}\`, which other machines reach, and no sign-in`,
      expected:
        "an address of this machine alone, such as 127.0.0.1, or a sign-in by OpenID Connect",
      help: "Leave out --host, or set up the sign-in: see docs/operating/serve.md.",
    },
  );
}
