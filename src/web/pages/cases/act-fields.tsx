import { useId } from "react";
import { AnswerFields } from "./answer-fields.tsx";
import { type CaseAnswer, fieldWords, type NextAct, showDay } from "./case-values.ts";

/** Cells of an event while they are written. */
export type ActCells = Readonly<Record<string, string>>;

interface FieldsProps {
  readonly page: CaseAnswer;
  readonly act: NextAct;
  readonly cells: ActCells;
  readonly onCells: (cells: ActCells) => void;
}

/** The fields that an act needs, and a reason in any case. */
export function ActFields(props: FieldsProps) {
  const { act, cells, onCells } = props;
  const reason = useId();
  const set = (field: string, text: string) => onCells({ ...cells, [field]: text });
  const needsReason = act.needs.includes("reason");
  return (
    <>
      <label className="usa-label" htmlFor={reason}>
        Reason {!needsReason && <span className="soft">(not required)</span>}
      </label>
      <textarea
        id={reason}
        className="usa-textarea case-reason"
        required={needsReason}
        value={cells.reason ?? ""}
        onChange={(event) => set("reason", event.target.value)}
      />
      {act.needs
        .filter((need) => need !== "reason")
        .map((need) => (
          <ActField key={need} {...props} need={need} onText={(text) => set(need, text)} />
        ))}
    </>
  );
}

function ActField(
  props: FieldsProps & { readonly need: string; readonly onText: (text: string) => void },
) {
  const { need, page, act, cells, onText } = props;
  const text = cells[need] ?? "";
  const id = useId();
  if (need === "evidence") return <EvidenceField page={page} text={text} onText={onText} />;
  if (need === "answers") return <AnswerFields page={page} text={text} onText={onText} />;
  if (need === "supersedes" || need === "step") {
    return (
      <>
        <label className="usa-label" htmlFor={id}>
          {fieldWords(need)}
        </label>
        <select
          id={id}
          className="usa-select"
          required
          value={text}
          onChange={(event) => onText(event.target.value)}
        >
          <option value="">Choose …</option>
          {(need === "step" ? listSteps(page) : listSuperseded(page, act)).map(([value, words]) => (
            <option key={value} value={value}>
              {words}
            </option>
          ))}
        </select>
      </>
    );
  }
  return (
    <>
      <label className="usa-label" htmlFor={id}>
        {fieldWords(need)}
      </label>
      <input
        id={id}
        type={need === "until" ? "date" : "text"}
        inputMode={need === "amount" ? "decimal" : undefined}
        className="usa-input"
        required
        value={text}
        onChange={(event) => onText(event.target.value)}
      />
    </>
  );
}

function listSteps(page: CaseAnswer): (readonly [string, string])[] {
  return page.package
    .filter(({ table }) => table === "steps")
    .map(({ cells }) => [
      cells.id ?? "",
      `${cells.number}. ${(cells.action ?? "").replaceAll("_", " ")} – ${cells.authority}`,
    ]);
}

function listSuperseded(page: CaseAnswer, act: NextAct): (readonly [string, string])[] {
  return page.events
    .filter(({ id }) => act.supersedes.includes(id))
    .map((one) => [one.id, `${one.name}, ${showDay(one.on)}, ${one.author}`]);
}

/** Which evidence a decision rests on. */
function EvidenceField(props: {
  readonly page: CaseAnswer;
  readonly text: string;
  readonly onText: (text: string) => void;
}) {
  const { page, text, onText } = props;
  const chosen = text === "" ? [] : text.split(";");
  const toggle = (id: string) =>
    onText((chosen.includes(id) ? chosen.filter((one) => one !== id) : [...chosen, id]).join(";"));
  return (
    <fieldset className="usa-fieldset">
      <legend className="usa-label">Evidence on which it rests</legend>
      {page.evidence.length === 0 && (
        <p className="soft">The case has none yet. Add it on the case’s page first.</p>
      )}
      {page.evidence.map((row) => (
        <label key={row.id} className="case-check">
          <input
            type="checkbox"
            checked={chosen.includes(row.id ?? "")}
            onChange={() => toggle(row.id ?? "")}
          />{" "}
          {row.claim}{" "}
          <span className="soft">
            ({row.standard}, {row.said_by})
          </span>
        </label>
      ))}
    </fieldset>
  );
}
