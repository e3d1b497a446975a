/** A page without script or style, for what must be said when the web client is not there to say it. */
export function plainPage(
  title: string,
  paragraphs: readonly string[],
  link?: { readonly to: string; readonly words: string },
): string {
  const body = [
    ...paragraphs.map((text) => `<p>${escapeHtml(text)}</p>`),
    ...(link === undefined
      ? []
      : [`<p><a href="${escapeHtml(link.to)}">${escapeHtml(link.words)}</a></p>`]),
  ];
  return [
    "<!doctype html>",
    '<html lang="en">',
    "<head>",
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width">',
    '<meta name="color-scheme" content="light dark">',
    `<title>${escapeHtml(title)} · Entente</title>`,
    "</head>",
    "<body>",
    `<main><h1>${escapeHtml(title)}</h1>`,
    ...body,
    "</main>",
    "</body>",
    "</html>",
    "",
  ].join("\n");
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (one) => entities[one] ?? one);
}
