import type { CaseAnswer } from "./case-values.ts";

interface Answer {
  readonly criterion: string;
  readonly answer: string;
  readonly note?: string;
}

const words: Readonly<Record<string, string>> = {
  favorable: "Favorable",
  neutral: "Neutral",
  adverse: "Adverse",
};

/** An answer to each criterion of the policy in force; those without one stay open. */
export function AnswerFields(props: {
  readonly page: CaseAnswer;
  /** The answers as the event holds them: JSON. */
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const { page, text, onText } = props;
  const answers: readonly Answer[] = text === "" ? [] : JSON.parse(text);
  const criteria = page.checklist?.criteria ?? [];
  const put = (criterion: string, part: Partial<Answer>) => {
    const old = answers.find((one) => one.criterion === criterion);
    const next = { criterion, answer: "", ...old, ...part };
    const all = [...answers.filter((one) => one.criterion !== criterion), next];
    const given = all
      .filter(({ answer }) => answer !== "")
      .sort((a, b) => (a.criterion < b.criterion ? -1 : 1));
    onText(given.length === 0 ? "" : JSON.stringify(given));
  };
  return (
    <fieldset className="usa-fieldset case-answers">
      <legend className="usa-label">
        Criteria{page.checklist !== null && <> of {page.checklist.policy.name}</>}
      </legend>
      {criteria.length === 0 && <p className="soft">No policy asks for answers here.</p>}
      {criteria.map(({ code, asks, kind }) => {
        const own = answers.find((one) => one.criterion === code);
        return (
          <div key={code} className="case-answer">
            <label htmlFor={`answer-${code}`}>
              {asks} {kind === "bars" && <strong>An adverse answer bars the transfer.</strong>}
            </label>
            <div className="case-answer-fields">
              <select
                id={`answer-${code}`}
                className="usa-select"
                value={own?.answer ?? ""}
                onChange={(event) => put(code, { answer: event.target.value })}
              >
                <option value="">Not answered</option>
                {Object.entries(words).map(([value, title]) => (
                  <option key={value} value={value}>
                    {title}
                  </option>
                ))}
              </select>
              <input
                className="usa-input"
                aria-label={`Note on ${code.replaceAll("_", " ")}`}
                placeholder="Note"
                value={own?.note ?? ""}
                onChange={(event) => put(code, { note: event.target.value })}
              />
            </div>
          </div>
        );
      })}
    </fieldset>
  );
}
