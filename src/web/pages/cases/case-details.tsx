import type { CaseAnswer } from "./case-values.ts";

/** What the law, or what happened, says of the case beside its process. */
export function CaseDetails({ details }: { readonly details: CaseAnswer["details"] }) {
  return details.map(({ title, facts }) => (
    <section key={title} aria-label={title}>
      <h2>{title}</h2>
      <dl className="case-fields case-details">
        {facts.map(({ label, text, tone, citation, mark }, place) => (
          <div
            key={`${label}:${place.toString()}`}
            className={tone === "late" || tone === "missing" ? "case-detail-open" : undefined}
          >
            <dt>{label}</dt>
            <dd>
              {text}{" "}
              {citation !== "" && (
                <span className="soft">
                  ({citation}
                  {mark !== "" && mark !== "checked" && "; not checked"})
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </section>
  ));
}
