/** HTML that is safe to put into a page as it is: made by {@link html}, or trusted by name. */
export interface Markup {
  readonly markup: string;
}

/** What a template may hold: texts and numbers are escaped, markup is not, nothing is left out. */
export type Content = string | number | Markup | readonly Content[] | null;

/**
 * Markup from a template. Every value is escaped, unless it is markup already; `null` is left out.
 *
 * Values in attributes must stand in double quotes.
 */
export function html(strings: TemplateStringsArray, ...values: readonly Content[]): Markup {
  let markup = strings[0] ?? "";
  for (const [index, value] of values.entries()) {
    markup += contentOf(value) + (strings[index + 1] ?? "");
  }
  return { markup };
}

/** Markup from a text that is known to be safe, such as a chart that was serialized. */
export function trustMarkup(markup: string): Markup {
  return { markup };
}

/** A text with the signs of HTML replaced, for elements and quoted attributes. */
export function escapeText(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

function contentOf(value: Content): string {
  if (value === null) return "";
  if (typeof value === "string") return escapeText(value);
  if (typeof value === "number") return String(value);
  if (Array.isArray(value)) return value.map(contentOf).join("");
  return (value as Markup).markup;
}
