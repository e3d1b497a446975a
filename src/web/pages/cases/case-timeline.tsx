import { useSearchParams } from "wouter";
import { HistoryButton } from "../../parts/history-button.tsx";
import { type CaseAnswer, type CaseEvent, fieldWords, showDay, showFact } from "./case-values.ts";

/** What happened, in order: who did what for which office, why, and whether it stands. */
export function CaseTimeline({ page }: { readonly page: CaseAnswer }) {
  const [params] = useSearchParams();
  const shown = params.get("event");
  return (
    <section aria-labelledby="timeline">
      <h2 id="timeline">What happened</h2>
      {page.events.length === 0 && <p>Nothing yet: the case was opened and nobody has acted.</p>}
      <ol className="case-timeline" aria-label="Events">
        {page.events.map((one) => (
          <TimelineItem key={one.id} page={page} event={one} chosen={one.id === shown} />
        ))}
      </ol>
    </section>
  );
}

const statusWords: Readonly<Record<CaseEvent["status"], string>> = {
  stands: "stands",
  superseded: "superseded",
  lapsed: "lapsed",
  fallen: "fell with another",
  expired: "expired",
  left_out: "left out",
};

function TimelineItem(props: {
  readonly page: CaseAnswer;
  readonly event: CaseEvent;
  readonly chosen: boolean;
}) {
  const { page, event, chosen } = props;
  const weighs = event.decision || event.signs;
  const stands = event.status === "stands";
  return (
    <li
      className={`case-event${weighs ? " case-event-decision" : ""}${stands ? "" : " case-event-past"}`}
      aria-current={chosen ? "true" : undefined}
    >
      <p className="case-event-head">
        <time dateTime={event.on}>{showDay(event.on)}</time> <strong>{event.name}</strong>
        {event.signs && <span className="mark">Signature</span>}
        {event.decision && !event.signs && <span className="mark">Decision</span>}
        {event.assumed && <span className="mark">Assumed</span>}
        {(weighs || !stands) && (
          <span className={stands ? "mark mark-good" : "mark mark-late"}>
            {statusWords[event.status]}
          </span>
        )}
      </p>
      <p>
        {event.author}, for {event.office_name}
        {event.from !== event.to && event.to !== null && (
          <>
            {" · "}
            {event.from} → {event.to}
          </>
        )}
      </p>
      {event.cells.reason && <blockquote>{event.cells.reason}</blockquote>}
      <EventFields event={event} />
      {!stands && <Fall page={page} event={event} />}
      <p className="soft">
        {event.cells.rule_version && <>Rule version: {event.cells.rule_version}. </>}
        <HistoryButton table="events" row={event.id} />
      </p>
    </li>
  );
}

const shownFields = ["addressee", "channel", "amount", "until", "step", "supersedes"];

function EventFields({ event }: { readonly event: CaseEvent }) {
  const fields = shownFields.filter((field) => event.cells[field]);
  if (fields.length === 0) return null;
  return (
    <dl className="case-fields">
      {fields.map((field) => (
        <div key={field}>
          <dt>{fieldWords(field)}</dt>
          <dd>{showFact(field, event.cells[field] ?? null)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** Why something stands no more; of a lapse, each thing that changed. */
function Fall({ page, event }: { readonly page: CaseAnswer; readonly event: CaseEvent }) {
  if (event.changes.length === 0) return <p className="case-late">{event.why}</p>;
  const nameOf = (table: string, row: string) =>
    page.package.find((one) => one.table === table && one.cells.id === row)?.cells.name ?? row;
  return (
    <div className="case-lapse">
      <p>
        <strong>Lapsed:</strong> what was signed has changed since.
      </p>
      <ul>
        {event.changes.map(({ table, row, field, before, now }) => (
          <li key={`${table}/${row}/${field}`}>
            {field.replaceAll("_", " ")} of {nameOf(table, row)} changed from{" "}
            <del>{showFact(field, before)}</del> to <ins>{showFact(field, now)}</ins>{" "}
            <HistoryButton table={table} row={row} field={field} />
          </li>
        ))}
      </ul>
    </div>
  );
}
