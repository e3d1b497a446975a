import { type Ref, useId } from "react";

/** One thing that keeps a form from being sent, with the field that it is about. */
export interface FormProblem {
  /** The id of the field in the page; nothing where the form has none. */
  readonly place: string | undefined;
  readonly words: string;
}

/** What keeps the form from being sent, above it; each leads to its field. Takes focus when the form is sent. */
export function ProblemSummary(props: {
  readonly problems: readonly FormProblem[];
  readonly ref: Ref<HTMLElement>;
}) {
  const { problems } = props;
  const id = useId();
  const title =
    problems.length === 1
      ? "One thing is to be mended"
      : `${problems.length} things are to be mended`;
  return (
    <section
      className="usa-alert usa-alert--error proposal-problems"
      aria-labelledby={id}
      tabIndex={-1}
      ref={props.ref}
    >
      <div className="usa-alert__body">
        <h2 className="usa-alert__heading" id={id}>
          {title}
        </h2>
        <ul className="usa-alert__text">
          {problems.map(({ place, words }) => (
            <li key={`${place} ${words}`}>
              {place === undefined ? words : <FieldLink place={place}>{words}</FieldLink>}
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** A link to a field of the page, which then takes focus. */
export function FieldLink(props: { readonly place: string; readonly children: string }) {
  return (
    <a
      href={`#${props.place}`}
      onClick={(event) => {
        const field = document.getElementById(props.place);
        if (field === null) return;
        event.preventDefault();
        field.focus();
        field.scrollIntoView({ block: "center" });
      }}
    >
      {props.children}
    </a>
  );
}
