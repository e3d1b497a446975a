import { Link } from "wouter";
import type { ApiFinding } from "../../parts/finding-list.tsx";
import { usePlan } from "../../plan-context.tsx";
import { placeOfFinding, type Sent } from "./draft-rows.ts";
import { nameOfField } from "./field-names.ts";
import { type ProposalAnswer, useForm } from "./form-context.tsx";
import { sayInField } from "./form-field.tsx";
import { byFormOrder } from "./form-order.ts";
import { FieldLink } from "./problem-summary.tsx";

/** What the program says of the proposal while it is written: what is missing, what is wrong, who proposes the like. */
export function CheckPanel(props: {
  /** What was sent, to which the answer belongs. */
  readonly sent: Sent;
  readonly checking: boolean;
  readonly problem: Error | null;
}) {
  const { sent, checking, problem } = props;
  const { answer } = useForm();
  return (
    <section className="proposal-check" aria-labelledby="check-title">
      <h2 id="check-title">What the program says</h2>
      <div role="status">
        {problem !== null && (
          <p>It cannot be checked now: {problem.message} Your draft is kept in this browser.</p>
        )}
        {problem === null && answer === undefined && <p>Checking …</p>}
        {answer !== undefined && <p>{summaryOf(answer, checking)}</p>}
      </div>
      {answer !== undefined && (
        <>
          <Missing findings={answer.findings} sent={sent} />
          <Told findings={answer.findings} sent={sent} />
          <Alike alike={answer.alike} />
        </>
      )}
    </section>
  );
}

function summaryOf({ findings, alike }: ProposalAnswer, checking: boolean): string {
  if (checking) return "Checking …";
  const missing = findings.filter(isMissing).length;
  const errors = findings.filter((one) => one.severity === "error" && !isMissing(one)).length;
  const parts = [
    ...(missing > 0 ? [`${missing} still missing`] : []),
    ...(errors > 0 ? [`${errors} to mend`] : []),
    ...(alike.length > 0 ? [`${alike.length} like it already proposed`] : []),
  ];
  return parts.length === 0
    ? "Nothing is missing or wrong. It can be sent."
    : `${parts.join(", ")}.`;
}

/** Whether a finding only says that a field is empty. */
export function isMissing({ code }: ApiFinding): boolean {
  return code === "cell_blank" || code === "initiative_without_package";
}

/** A field that a finding is about, by the form's own words. */
export function fieldWords({ at }: ApiFinding): string {
  const table = at.file?.replace(/\.csv$/, "") ?? "";
  if (at.field === undefined) return table === "packages" ? "Funding levels" : "The proposal";
  return nameOfField(table, at.field);
}

interface FindingsProps {
  readonly findings: readonly ApiFinding[];
  readonly sent: Sent;
}

function Missing({ findings, sent }: FindingsProps) {
  const missing = byFormOrder(findings.filter(isMissing));
  if (missing.length === 0) return null;
  return (
    <>
      <h3>Still missing</h3>
      <ul className="proposal-missing">
        {missing.map((one) => (
          <li key={`${one.at.file} ${one.at.id} ${one.at.field}`}>
            <Place finding={one} sent={sent} />
          </li>
        ))}
      </ul>
    </>
  );
}

const severities = { error: "To mend", warning: "To know", note: "Note" } as const;

function Told({ findings, sent }: FindingsProps) {
  const told = byFormOrder(
    findings.filter((one) => !isMissing(one) && one.code !== "proposal_alike"),
  );
  if (told.length === 0) return null;
  return (
    <ul className="findings">
      {told.map((one) => (
        <li
          key={`${one.code} ${one.at.id} ${one.at.field} ${one.found}`}
          className={`finding finding-${one.severity}`}
        >
          <strong>{severities[one.severity]}</strong>
          {": "}
          <Place finding={one} sent={sent} />. {sayInField(one)}
        </li>
      ))}
    </ul>
  );
}

function Place({ finding, sent }: { readonly finding: ApiFinding; readonly sent: Sent }) {
  const place = placeOfFinding(finding, sent);
  const words = fieldWords(finding);
  return place === undefined ? words : <FieldLink place={place}>{words}</FieldLink>;
}

/** Proposals of others for the same partner, purpose and years. */
export function Alike({ alike }: { readonly alike: ProposalAnswer["alike"] }) {
  const { to } = usePlan();
  if (alike.length === 0) return null;
  return (
    <>
      <h3>Already proposed</h3>
      <ul className="proposal-alike">
        {alike.map((one) => (
          <li key={one.id}>
            <Link href={to("proposals", [one.id])}>{one.name}</Link> by {one.agency}.{" "}
            <span className="soft">{one.why}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
