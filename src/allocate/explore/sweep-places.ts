/** Four yeses or noes to each hexadecimal digit. */
const perDigit = 4;

/** Yeses and noes as hexadecimal digits, the first in the highest bit of the first digit; short, and plain text. */
export function packPlaces(places: readonly boolean[]): string {
  const digits: string[] = [];
  for (let start = 0; start < places.length; start += perDigit) {
    let digit = 0;
    for (let bit = 0; bit < perDigit; bit++) digit = digit * 2 + (places[start + bit] ? 1 : 0);
    digits.push(digit.toString(16));
  }
  return digits.join("");
}

/** Whether place `index` is a yes in what {@link packPlaces} made. */
export function isPacked(packed: string, index: number): boolean {
  const digit = Number.parseInt(packed[Math.floor(index / perDigit)] ?? "0", 16);
  return ((digit >> (perDigit - 1 - (index % perDigit))) & 1) === 1;
}
