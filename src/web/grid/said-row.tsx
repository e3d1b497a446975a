/** What people say of a row. */
export interface SaidRow {
  /** Threads that nobody has settled. */
  readonly open: number;
  /** Such as `2 threads, 1 open`. */
  readonly words: string;
}

/** A quiet mark before a row of which somebody says something: how many threads are open. */
export function SaidMark({ said }: { readonly said: SaidRow }) {
  return (
    <span
      className={said.open > 0 ? "grid-said" : "grid-said grid-said-settled"}
      title={`Comments: ${said.words}`}
    >
      <span aria-hidden="true">{said.open > 0 ? said.open : "✓"}</span>
      <span className="usa-sr-only">comments: {said.words}, </span>
    </span>
  );
}
