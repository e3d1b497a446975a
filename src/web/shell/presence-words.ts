/** Who else is here, in words: `Ana and Ben are here`; nothing where nobody is. */
export function othersHere(
  people: readonly { readonly person: string; readonly name: string }[],
  me: string,
): string {
  const names = [...new Map(people.map((one) => [one.person, one.name]))]
    .filter(([person]) => person !== me)
    .map(([, name]) => name)
    .sort();
  const [first, second] = names;
  if (first === undefined) return "";
  if (second === undefined) return `${first} is here`;
  if (names.length === 2) return `${first} and ${second} are here`;
  const more = names.length - 2;
  return `${first}, ${second} and ${more} ${more === 1 ? "other" : "others"} are here`;
}
