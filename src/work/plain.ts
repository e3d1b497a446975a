/** A value as it comes back from JSON; numbers without end are `null`. Answers travel and are kept as this. */
export function toPlain<T>(value: T): T {
  const text = JSON.stringify(value, (_key, one: unknown) =>
    one === Number.MAX_VALUE || one === -Number.MAX_VALUE ? null : one,
  );
  return text === undefined ? value : JSON.parse(text);
}
