import { useForm } from "./form-context.tsx";
import { RequiredMark } from "./form-field.tsx";
import { reasonPlace } from "./use-send.ts";

/** Why it is sent, and that it is sent though nobody may pay. */
export function SendSection(props: {
  readonly isNew: boolean;
  readonly reason: string;
  readonly onReason: (reason: string) => void;
  readonly tried: boolean;
  readonly anyway: boolean;
  readonly onAnyway: (anyway: boolean) => void;
}) {
  const { isNew, reason, onReason, tried, anyway, onAnyway } = props;
  const { answer } = useForm();
  const missing = tried && reason.trim() === "";
  const unpaid = answer?.findings.some(({ code }) => code === "proposal_unpaid") ?? false;
  const group = missing ? "usa-form-group usa-form-group--error" : "usa-form-group";
  return (
    <fieldset className="usa-fieldset proposal-section">
      <legend className="usa-legend usa-legend--large">
        {isNew ? "Send it" : "Save the changes"}
      </legend>
      <div className={group}>
        <label className="usa-label" htmlFor={reasonPlace}>
          {isNew ? "Why you propose it" : "Why you change it"}
          <RequiredMark />
        </label>
        <span className="usa-hint" id={`${reasonPlace}-hint`}>
          Kept with the change in the history, for everybody who asks later.
        </span>
        {missing && (
          <span className="usa-error-message" id={`${reasonPlace}-found`}>
            Fill this in.
          </span>
        )}
        <textarea
          className="usa-textarea proposal-wide proposal-lines"
          id={reasonPlace}
          rows={2}
          maxLength={2000}
          value={reason}
          aria-required
          aria-invalid={missing}
          aria-describedby={`${reasonPlace}-hint${missing ? ` ${reasonPlace}-found` : ""}`}
          onChange={(event) => onReason(event.target.value)}
        />
      </div>
      {unpaid && (
        <div className="usa-checkbox">
          <input
            className="usa-checkbox__input"
            type="checkbox"
            id="proposal-anyway"
            checked={anyway}
            onChange={(event) => onAnyway(event.target.checked)}
          />
          <label className="usa-checkbox__label" htmlFor="proposal-anyway">
            Send it though no account that is asked may pay
            <span className="usa-checkbox__label-description">
              It stands in the plan with that mark, and is not funded until an account may.
            </span>
          </label>
        </div>
      )}
    </fieldset>
  );
}
