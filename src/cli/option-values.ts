import { InvalidArgumentError } from "commander";
import { type FiscalYear, fiscalYear, type IsoDate, isIsoDate } from "../base/fiscal.ts";

/** A ratio such as `0.001`.   Errors: wrong usage, unless it is a number from 0 to 1. */
export function parseRatio(text: string): number {
  const ratio = Number(text);
  if (text.trim() === "" || !(ratio >= 0 && ratio <= 1)) {
    throw new InvalidArgumentError("Write a number from 0 to 1, such as 0.001.");
  }
  return ratio;
}

/** A count of at least 1.   Errors: wrong usage. */
export function parseCount(text: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) {
    throw new InvalidArgumentError("Write a whole number above 0, such as 100000.");
  }
  return Number(text);
}

/** A fiscal year.   Errors: wrong usage. */
export function parseYear(text: string): FiscalYear {
  if (!/^(19|20|21)\d\d$/.test(text)) {
    throw new InvalidArgumentError("Write a fiscal year, such as 2020.");
  }
  return fiscalYear(Number(text));
}

/** A day.   Errors: wrong usage. */
export function parseDay(text: string): IsoDate {
  if (!isIsoDate(text)) throw new InvalidArgumentError("Write a day, such as 2020-12-31.");
  return text;
}

/** Gathers an option that may be given several times. */
export function gather(text: string, before: readonly string[]): readonly string[] {
  return [...before, text];
}

/** A port, 0 for any that is free.   Errors: wrong usage. */
export function parsePort(text: string): number {
  const port = Number(text);
  if (!/^\d{1,5}$/.test(text) || port > 65_535) {
    throw new InvalidArgumentError("Write a port from 0 to 65535, such as 4380.");
  }
  return port;
}
