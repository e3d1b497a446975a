import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import { FormDialog } from "../../parts/form-dialog.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client } from "../../queries/api.ts";
import { type CaseAnswer, showDay } from "./case-values.ts";

const standards: Readonly<Record<string, string>> = {
  alleged: "Alleged: somebody says so",
  credible: "Credible: reason to believe it",
  corroborated: "Corroborated: independent sources agree",
  adjudicated: "Adjudicated: a court or body found it",
};

/** What is claimed in the case, who says so, and how firmly it stands. Only ever added to. */
export function CaseEvidence({ page }: { readonly page: CaseAnswer }) {
  const [adding, setAdding] = useState(false);
  const replaced = new Set(page.evidence.map((row) => row.supersedes).filter(Boolean));
  return (
    <section aria-labelledby="evidence">
      <h2 id="evidence">Evidence</h2>
      {page.evidence.length === 0 && <p>Nobody has added evidence.</p>}
      <ul className="case-evidence">
        {page.evidence.map((row) => (
          <li key={row.id} className={replaced.has(row.id ?? "") ? "case-event-past" : undefined}>
            <strong>{row.claim}</strong> <span className="mark">{row.standard}</span>
            {replaced.has(row.id ?? "") && <span className="mark">replaced</span>}
            <br />
            <span className="soft">
              {row.said_by}, {row.dated ? showDay(row.dated) : ""}: {row.source}
            </span>
          </li>
        ))}
      </ul>
      {page.may_edit && (
        <Button type="button" outline onClick={() => setAdding(true)}>
          Add evidence
        </Button>
      )}
      {adding && <EvidenceDialog page={page} onClose={() => setAdding(false)} />}
    </section>
  );
}

function EvidenceDialog(props: { readonly page: CaseAnswer; readonly onClose: () => void }) {
  const { page, onClose } = props;
  const { plan, branch } = usePlan();
  const [cells, setCells] = useState<Readonly<Record<string, string>>>({
    standard: "credible",
    dated: page.on,
  });
  const [problem, setProblem] = useState<Error | null>(null);
  const set = (field: string, text: string) => setCells((old) => ({ ...old, [field]: text }));
  const send = async () => {
    try {
      await client.call("addEvidence", {
        params: { plan, case: page.case.id },
        body: { branch, cells },
      });
      await askAnew(plan, ["readCase", "listChanges", "readTable"]);
      onClose();
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <FormDialog
      title="Add evidence"
      send="Add it"
      onSend={() => void send()}
      onClose={onClose}
      problem={problem}
    >
      <EvidenceFields page={page} cells={cells} onText={set} />
    </FormDialog>
  );
}

function EvidenceFields(props: {
  readonly page: CaseAnswer;
  readonly cells: Readonly<Record<string, string>>;
  readonly onText: (field: string, text: string) => void;
}) {
  const { page, cells, onText: set } = props;
  return (
    <>
      <Field label="What is claimed, in one sentence" field="claim" cells={cells} onText={set} />
      <label className="usa-label" htmlFor="evidence-standard">
        How firmly it stands
      </label>
      <select
        id="evidence-standard"
        className="usa-select"
        value={cells.standard}
        onChange={(event) => set("standard", event.target.value)}
      >
        {Object.entries(standards).map(([value, words]) => (
          <option key={value} value={value}>
            {words}
          </option>
        ))}
      </select>
      <Field label="Who says so" field="said_by" cells={cells} onText={set} />
      <Field label="Where" field="source" cells={cells} onText={set} />
      <Field label="Said on" field="dated" type="date" cells={cells} onText={set} />
      {page.evidence.length > 0 && (
        <>
          <label className="usa-label" htmlFor="evidence-supersedes">
            In place of <span className="soft">(if it replaces an earlier claim)</span>
          </label>
          <select
            id="evidence-supersedes"
            className="usa-select"
            value={cells.supersedes ?? ""}
            onChange={(event) => set("supersedes", event.target.value)}
          >
            <option value="">Nothing</option>
            {page.evidence.map((row) => (
              <option key={row.id} value={row.id ?? ""}>
                {row.claim}
              </option>
            ))}
          </select>
        </>
      )}
    </>
  );
}

function Field(props: {
  readonly label: string;
  readonly field: string;
  readonly type?: "text" | "date";
  readonly cells: Readonly<Record<string, string>>;
  readonly onText: (field: string, text: string) => void;
}) {
  const { label, field, type = "text", cells, onText } = props;
  return (
    <>
      <label className="usa-label" htmlFor={`evidence-${field}`}>
        {label}
      </label>
      <input
        id={`evidence-${field}`}
        type={type}
        required
        className="usa-input"
        value={cells[field] ?? ""}
        onChange={(event) => onText(field, event.target.value)}
      />
    </>
  );
}
