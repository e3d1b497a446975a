/** Every environment variable that the program reads when it serves, with what it means. `main.ts` reads them. */
export const environmentVariables = {
  DATABASE_URL:
    "The PostgreSQL server, such as `postgres://entente@db.example.gov/entente`. Without it the store is a folder.",
  ENTENTE_ORIGIN:
    "The address that people type, such as `https://entente.example.gov`. Required with sign-in.",
  ENTENTE_OIDC_ISSUER: "The OpenID Connect provider, such as `https://login.example.gov`.",
  ENTENTE_OIDC_CLIENT_ID: "The name under which the provider knows this program.",
  ENTENTE_OIDC_CLIENT_SECRET: "The secret that the provider gave this program.",
  ENTENTE_ADMIN: "The e-mail address of the administrator; everybody else has the rights given.",
  ENTENTE_PROXIES: "Addresses of proxies whose `X-Forwarded-For` is believed, separated by commas.",
} as const;

/** The name of an environment variable. */
export type VariableName = keyof typeof environmentVariables;

/** The variables that are set; an empty one counts as not set. */
export type Variables = Readonly<Partial<Record<VariableName, string>>>;

/** The variables of an environment that the program reads. */
export function pickVariables(
  environment: Readonly<Record<string, string | undefined>>,
): Variables {
  const names = Object.keys(environmentVariables) as VariableName[];
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = environment[name]?.trim() ?? "";
      return value === "" ? [] : [[name, value]];
    }),
  );
}
