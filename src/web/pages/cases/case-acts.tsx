import { useState } from "react";
import { Link } from "wouter";
import { usePlan } from "../../plan-context.tsx";
import { ActDialog } from "./act-dialog.tsx";
import { type CaseAnswer, isStopped, type NextAct, sayBarred, showDay } from "./case-values.ts";

/** What may be done next: what is mine as buttons, the rest with who may and what is missing. */
export function CaseActs(props: {
  readonly page: CaseAnswer;
  readonly onDone: (said: string) => void;
}) {
  const { page, onDone } = props;
  const [chosen, setChosen] = useState<NextAct | null>(null);
  const plain = page.next.filter((act) => !isOnlyInstead(act));
  const turn = new Set(page.case.waits_for.map(({ code }) => code));
  const isTurn = (act: NextAct) =>
    act.to !== null && act.offices.some(({ code }) => turn.has(code));
  // What moves the case on, by whose turn it is, stands first.
  const mine = plain
    .filter((act) => act.may)
    .toSorted((a, b) => Number(isTurn(b)) - Number(isTurn(a)));
  const others = plain.filter((act) => !act.may);
  const instead = page.next.filter((act) => isOnlyInstead(act) && act.may);
  return (
    <section aria-labelledby="acts">
      <h2 id="acts">What may be done</h2>
      {page.next.length === 0 && <p>Nothing more: the case is closed.</p>}
      <ul className="case-acts">
        {mine.map((act) => (
          <li key={act.code}>
            <ActButton page={page} act={act} onChoose={setChosen} />
          </li>
        ))}
      </ul>
      {mine.length === 0 && page.next.length > 0 && <p>Nothing here is yours to do.</p>}
      {instead.length > 0 && (
        <details>
          <summary>In place of an earlier decision ({instead.length})</summary>
          <ul className="case-acts">
            {instead.map((act) => (
              <li key={act.code}>
                <ActButton page={page} act={act} onChoose={setChosen} />
              </li>
            ))}
          </ul>
        </details>
      )}
      {others.length > 0 && (
        <details>
          <summary>For others to do ({others.length})</summary>
          <ul>
            {others.map((act) => (
              <li key={act.code}>
                <strong>{act.name}</strong>: {act.meaning}{" "}
                <span className="soft">{act.why_not}</span> {sayBarred(act)}
              </li>
            ))}
          </ul>
        </details>
      )}
      {chosen !== null && (
        <ActDialog
          page={page}
          act={chosen}
          onClose={() => setChosen(null)}
          onDone={(said) => {
            setChosen(null);
            onDone(said);
          }}
        />
      )}
    </section>
  );
}

const isBarred = ({ bars }: NextAct) => bars.some(({ blocks }) => blocks);

const isOnlyInstead = (act: NextAct) => act.needs.includes("supersedes");

function ActButton(props: {
  readonly page: CaseAnswer;
  readonly act: NextAct;
  readonly onChoose: (act: NextAct) => void;
}) {
  const { page, act, onChoose } = props;
  const waits = act.not_before !== null;
  return (
    <>
      <strong className="print-only">{act.name}</strong>
      <button
        type="button"
        className={act.decision ? "usa-button" : "usa-button usa-button--outline"}
        disabled={isStopped(act)}
        onClick={() => onChoose(act)}
      >
        {act.name}
      </button>
      <span className="soft case-act-words">
        {act.meaning}
        {waits && <> Free from {showDay(act.not_before ?? "")}.</>}
      </span>
      {act.bars.length > 0 && <Bars act={act} open={page.next.find(isBarred) === act} />}
      {act.lacks.length > 0 && <Lacks page={page} act={act} />}
    </>
  );
}

/** What the law of the day says against an act, and what would lift it. */
function Bars({ act, open }: { readonly act: NextAct; readonly open: boolean }) {
  const barred = isBarred(act);
  return (
    <details className="case-lacks" open={open}>
      <summary>{barred ? "The law bars it" : "The law may bar it"}</summary>
      <ul>
        {act.bars.map((bar) => (
          <li key={bar.rule}>
            <strong>{bar.rule}</strong>: {bar.found}. {bar.says}{" "}
            <span className="soft">
              ({bar.cite}; marked {bar.mark})
            </span>{" "}
            To lift it: {bar.lifts}
          </li>
        ))}
      </ul>
    </details>
  );
}

/** What the package lacks before an act, with where it is filled in. */
function Lacks({ page, act }: { readonly page: CaseAnswer; readonly act: NextAct }) {
  const { to } = usePlan();
  return (
    <details className="case-lacks">
      <summary>
        {act.lacks.length === 1 ? "One thing is missing" : `${act.lacks.length} things are missing`}
      </summary>
      <ul>
        {act.lacks.map((one) => (
          <li key={one.code}>
            <strong>{one.name}</strong>: {one.says}{" "}
            {[...new Set(one.fields.map((field) => field.split(".")[0] ?? ""))].map((table) => (
              <Link key={table} href={to("plan", [], placeOf(page, table))}>
                Fill in {table}
              </Link>
            ))}{" "}
            <span className="soft">({one.cite})</span>
          </li>
        ))}
      </ul>
    </details>
  );
}

function placeOf(page: CaseAnswer, table: string): Readonly<Record<string, string>> {
  const ids = page.package.filter((one) => one.table === table).map(({ cells }) => cells.id ?? "");
  return ids.length === 0 ? { table } : { table, "f.id": `in:${ids.join(",")}` };
}
