/** Which page of a plan, in its address. */
export type PageName =
  | "overview"
  | "plan"
  | "allocation"
  | "why"
  | "partners"
  | "proposals"
  | "strategy"
  | "history"
  | "people"
  | "inbox"
  | "board"
  | "calendar"
  | "cases";

/** What an address carries after the question mark; absent and empty values are left out. */
export type AddressQuery = Readonly<Record<string, string | number | boolean | null | undefined>>;

/**
 * The address of a page: `pageAddress("fy2021", "partners", ["UKR"], { branch: "redirect" })`.
 *
 * Everything that a colleague should see is in it. `branch` is left out where it is `main`.
 */
export function pageAddress(
  plan: string,
  page: PageName,
  parts: readonly string[] = [],
  query: AddressQuery = {},
): string {
  const path = ["plans", plan, page, ...parts].map(encodeURIComponent).join("/");
  return `/${path}${formatAddressQuery(query)}`;
}

/** The part of an address from the question mark on; nothing where there is nothing to say. */
export function formatAddressQuery(query: AddressQuery): string {
  const pairs = Object.entries(query).flatMap(([name, value]): [string, string][] =>
    value === undefined ||
    value === null ||
    value === "" ||
    value === false ||
    (name === "branch" && value === "main")
      ? []
      : [[name, String(value)]],
  );
  return pairs.length === 0 ? "" : `?${new URLSearchParams(pairs)}`;
}
