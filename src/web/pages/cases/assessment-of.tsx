import { Button } from "@trussworks/react-uswds";
import { useId, useState } from "react";
import type { AnswerOf } from "../../../api/client.ts";
import { Money } from "../../parts/figures.tsx";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { HistoryButton } from "../../parts/history-button.tsx";
import { Loaded } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client, useApi } from "../../queries/api.ts";
import { showDay } from "./case-values.ts";
import { FeasibilityOf } from "./feasibility-of.tsx";

type Assessed = AnswerOf<"readAssessment">["findings"][number];

const verdicts = {
  merge: "Merge the efforts",
  sequence: "Put them in sequence",
  scale_down: "Scale it down",
  accept: "Accept with a reason",
  mend: "Mend the plan",
} as const;

const standings = { open: "Open", settled: "Settled", reopened: "Came back" } as const;

/** What the assessment finds about a partner, with the verdicts of people. */
export function AssessmentOf({ partner }: { readonly partner: string }) {
  const { plan, branch } = usePlan();
  const answer = useApi("readAssessment", { params: { plan }, query: { branch, partner } });
  return (
    <section aria-labelledby="assessment">
      <h2 id="assessment">Assessment</h2>
      <Loaded query={answer} words="Assessing">
        {({ findings, feasibility }) => (
          <>
            {findings.length === 0 ? (
              <p>
                Nothing overlaps, lacks a part or pulls against another, as far as the plan says.
              </p>
            ) : (
              <ul className="case-assessed">
                {findings.map((one) => (
                  <AssessedItem key={`${one.finding.code}:${one.subject}`} one={one} />
                ))}
              </ul>
            )}
            <FeasibilityOf all={feasibility} />
          </>
        )}
      </Loaded>
    </section>
  );
}

function AssessedItem({ one }: { readonly one: Assessed }) {
  const { may } = usePlan();
  const [open, setOpen] = useState(false);
  const { finding, standing, verdict, changes, amount } = one;
  return (
    <li className={`finding finding-${standing === "settled" ? "note" : finding.severity}`}>
      <span className={standing === "settled" ? "mark mark-good" : "mark mark-late"}>
        {standings[standing]}
      </span>
      {finding.found} {amount > 0 && <Money amount={amount} />}{" "}
      <span className="soft">{finding.help}</span>
      {verdict !== null && (
        <p>
          <strong>{verdicts[verdict.verdict]}</strong>: {verdict.author}, {showDay(verdict.on)}:{" "}
          {verdict.reason} <HistoryButton table="verdicts" row={verdict.id} />
        </p>
      )}
      {changes.length > 0 && (
        <ul>
          {changes.map((change) => (
            <li key={change}>{change}</li>
          ))}
        </ul>
      )}
      {may.everywhere && standing !== "settled" && (
        <p>
          <Button type="button" outline onClick={() => setOpen(true)}>
            Give a verdict
          </Button>
        </p>
      )}
      {open && <VerdictDialog one={one} onClose={() => setOpen(false)} />}
    </li>
  );
}

function VerdictDialog(props: { readonly one: Assessed; readonly onClose: () => void }) {
  const { one, onClose } = props;
  const { plan, branch } = usePlan();
  const form = useId();
  const [verdict, setVerdict] = useState<keyof typeof verdicts>("accept");
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Error | null>(null);
  const send = async () => {
    try {
      await client.call("giveVerdict", {
        params: { plan },
        body: { branch, finding: one.finding.code, subject: one.subject, verdict, reason },
      });
      await askAnew(plan, ["readAssessment", "listChanges", "readTable"]);
      onClose();
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <FormDialog
      title="Give a verdict"
      send="Give it"
      onSend={() => void send()}
      onClose={onClose}
      problem={problem}
      lead={
        <>
          <p>{one.finding.found}</p>
          <p className="soft">It stands until the facts that it saw change.</p>
        </>
      }
    >
      <fieldset className="usa-fieldset">
        <legend className="usa-label">Verdict</legend>
        {Object.entries(verdicts).map(([value, words]) => (
          <label key={value} className="case-check">
            <input
              type="radio"
              name={`${form}-verdict`}
              checked={verdict === value}
              onChange={() => setVerdict(value as keyof typeof verdicts)}
            />{" "}
            {words}
          </label>
        ))}
      </fieldset>
      <label className="usa-label" htmlFor={`${form}-reason`}>
        Reason
      </label>
      <textarea
        id={`${form}-reason`}
        className="usa-textarea case-reason"
        required
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  );
}
