import type { ReactNode } from "react";
import type { ApiFinding } from "../../parts/finding-list.tsx";
import { useForm } from "./form-context.tsx";

/** What the field's own element needs to be told by its label, hint and findings. */
export interface FieldParts {
  readonly id: string;
  readonly "aria-describedby": string | undefined;
  readonly "aria-invalid": boolean;
  readonly "aria-required": boolean | undefined;
  readonly onBlur: () => void;
}

/** What a field of the form shows. */
export interface FormFieldProps {
  /** The id of the field in the page. */
  readonly place: string;
  readonly label: string;
  readonly hint?: string;
  readonly required?: boolean;
  readonly children: (parts: FieldParts) => ReactNode;
}

/** A field with its label, its hint, and what is found in it. */
export function FormField({ place, label, hint, required, children }: FormFieldProps) {
  const { foundAt, touch } = useForm();
  const found = foundAt(place);
  const hinted = hint !== undefined && hint !== "";
  const wrong = found.some(({ severity }) => severity === "error");
  const described = [
    ...(hinted ? [`${place}-hint`] : []),
    ...(found.length === 0 ? [] : [`${place}-found`]),
  ];
  return (
    <div className={wrong ? "usa-form-group usa-form-group--error" : "usa-form-group"}>
      <label className={wrong ? "usa-label usa-label--error" : "usa-label"} htmlFor={place}>
        {label}
        {required && <RequiredMark />}
      </label>
      {hinted && (
        <span className="usa-hint" id={`${place}-hint`}>
          {hint}
        </span>
      )}
      <FieldFindings place={place} found={found} />
      {children({
        id: place,
        "aria-describedby": described.length === 0 ? undefined : described.join(" "),
        "aria-invalid": wrong,
        "aria-required": required ? true : undefined,
        onBlur: () => touch(place),
      })}
    </div>
  );
}

/** A star, told as “required”. */
export function RequiredMark() {
  return (
    <>
      {" "}
      <abbr title="required" className="usa-hint usa-hint--required">
        *
      </abbr>
    </>
  );
}

/** What is found at a place of the form: one line each, what was found and what to do. */
export function FieldFindings(props: {
  readonly place: string;
  readonly found: readonly ApiFinding[];
}) {
  const { place, found } = props;
  if (found.length === 0) return null;
  return (
    <div id={`${place}-found`}>
      {found.map((finding) => (
        <span
          key={`${finding.code} ${finding.found}`}
          className={finding.severity === "error" ? "usa-error-message" : "proposal-note usa-hint"}
        >
          {sayInField(finding)}
        </span>
      ))}
    </div>
  );
}

/** A finding in the words of a form, where its place need not be told. */
export function sayInField(finding: ApiFinding): string {
  if (finding.code === "cell_blank") return "Fill this in.";
  const words = [`Found ${finding.found}`, `Expected ${finding.expected}`, finding.help];
  const source = finding.source === undefined ? "" : ` (${finding.source})`;
  const said = `${words.map((part) => part.replace(/\.?$/, ".")).join(" ")}${source}`;
  // The marks that a command line needs around values only disturb here.
  return said.replaceAll("`", "");
}
