import { readLawFolder } from "../law/law-folder.test-data.ts";
import { type Casebook, loadCasebook } from "./casebook.ts";

let known: Casebook | undefined;

/** The real casebook, read once. */
export function realCasebook(): Casebook {
  if (known !== undefined) return known;
  known = loadCasebook(readLawFolder()).result;
  return known;
}
