import type { PartnerAnswer } from "./partner-answer.ts";

type Cells = PartnerAnswer["claims"][number];

const checks: Readonly<Record<string, string>> = {
  agrees: "Agrees with other figures",
  disputed: "Disputed",
  unchecked: "Not compared yet",
};

/** What was said of the partner, by whom: figures of one subject side by side, none made to win. */
export function PartnerClaims({ page }: { readonly page: PartnerAnswer }) {
  const subjects = [...Map.groupBy(page.claims, (row) => row.subject ?? "")];
  return (
    <section aria-labelledby="claims">
      <h2 id="claims">What is said of it</h2>
      {subjects.length === 0 && <p>No claim names this partner.</p>}
      {subjects.map(([subject, claims]) => (
        <div key={subject}>
          <h3>
            {subject}
            {claims.length > 1 && (
              <span className="soft"> – {claims.length} claims, side by side</span>
            )}
          </h3>
          <ul className="partner-cards partner-claims">
            {claims.map((row) => (
              <Claim key={row.id} row={row} />
            ))}
          </ul>
        </div>
      ))}
    </section>
  );
}

function Claim({ row }: { readonly row: Cells }) {
  const check = row.check ?? "unchecked";
  return (
    <li>
      <p className="partner-card-title">
        {row.said_by} <span className={`usa-tag partner-${check}`}>{checks[check]}</span>
      </p>
      <p>{row.statement}</p>
      <p className="soft">
        {row.scope && `Covers: ${row.scope}. `}
        {row.source}
        {row.check_note && ` Compared: ${row.check_note}`}
      </p>
    </li>
  );
}
