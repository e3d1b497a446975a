import type { Briefing } from "../../../report/briefing.ts";

/** The figures that a reader should see first. */
export function KeyNumbers(props: { readonly numbers: Briefing["numbers"] }) {
  return (
    <dl className="numbers">
      {props.numbers.map((number) => (
        <div key={number.label}>
          <dt>{number.label}</dt>
          <dd className="figure">{number.figure}</dd>
          <dd className="small">{number.note}</dd>
        </div>
      ))}
    </dl>
  );
}

/** The answer, sentence by sentence. */
export function Answer(props: { readonly sentences: Briefing["answer"] }) {
  return (
    <section aria-labelledby="answer">
      <h2 id="answer">The answer</h2>
      <ol className="answer">
        {props.sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ol>
    </section>
  );
}

/** How far the allocation may be relied on. */
export function TrustWords(props: {
  readonly trust: Briefing["trust"];
  /** Whether the answer says it already. */
  readonly said: boolean;
}) {
  const { trust, said } = props;
  return (
    <>
      {(!said || trust.state === "refused") && (
        <p className={trust.state === "refused" ? "trust-refused" : "soft"}>{trust.sentence}</p>
      )}
      {trust.complaints.length > 0 && (
        <details>
          <summary>What the separate check says</summary>
          <ul>
            {trust.complaints.map((complaint) => (
              <li key={complaint}>{complaint}</li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}
