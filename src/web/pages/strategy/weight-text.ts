/** What is wrong with a text as a weight; nothing where it is one. An empty one is the default. */
export function complainWeight(text: string): string | undefined {
  if (text === "" || /^\d+(\.\d+)?$/.test(text)) return undefined;
  return "A weight is a number of at least 0, such as 2.5.";
}
