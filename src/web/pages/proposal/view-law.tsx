import { ErrorState, Loading } from "../../parts/states.tsx";
import { AccountLaw } from "./accounts-section.tsx";
import type { ProposalAnswer } from "./form-context.tsx";
import type { ProposalRows } from "./proposal-rows.ts";

/** The accounts that are asked, and what the law says of each; then the others that may pay. */
export function ProposalLaw(props: {
  readonly rows: ProposalRows;
  readonly answer: ProposalAnswer | undefined;
  readonly problem: Error | null;
}) {
  const { rows, answer, problem } = props;
  const asked = (rows.initiative.accounts ?? "").split(";");
  const judged = answer?.accounts ?? [];
  const others = judged.filter(({ code, lawful }) => lawful && !asked.includes(code));
  return (
    <section aria-labelledby="view-law">
      <h2 id="view-law">Which law pays</h2>
      {problem !== null && <ErrorState problem={problem} />}
      {problem === null && answer === undefined && <Loading words="Asking the law" lines={2} />}
      <ul className="proposal-accounts">
        {judged
          .filter(({ code }) => asked.includes(code))
          .map((one) => (
            <li key={one.code} className="proposal-account proposal-asked">
              <h3>
                {one.title} ({one.code})
              </h3>
              <AccountLaw judged={one} />
            </li>
          ))}
      </ul>
      {others.length > 0 && (
        <details>
          <summary>Others that may pay: {others.map(({ code }) => code).join(", ")}</summary>
          <ul className="proposal-accounts">
            {others.map((one) => (
              <li key={one.code} className="proposal-account">
                <h3>
                  {one.title} ({one.code})
                </h3>
                <AccountLaw judged={one} />
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
}
