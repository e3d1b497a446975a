import { type FormEvent, type ReactNode, useId, useState } from "react";
import { cents, showDollars } from "../../../base/money.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { ErrorState, Loading } from "../../parts/states.tsx";
import { centsOf } from "./amounts.ts";
import { type Decision, decide } from "./decisions.ts";
import type { Move } from "./moves.ts";
import type { ProposalRow } from "./proposal-rows.ts";
import { useTables, type WholeTable } from "./use-rows.ts";

/** Asks what is decided about an initiative, and why; what comes of it is tried like any other move. */
export function DecideDialog(props: {
  readonly proposal: Pick<ProposalRow, "id" | "name" | "decision" | "package">;
  readonly onClose: () => void;
  readonly onMove: (moves: readonly Move[]) => void;
}) {
  const { proposal, onClose } = props;
  const [packages] = useTables([{ table: "packages", where: [`initiative=${proposal.id}`] }]);
  return (
    <Dialog title={`Decide: ${proposal.name}`} onClose={onClose}>
      {packages?.data !== undefined ? (
        <DecideForm {...props} packages={packages.data} />
      ) : packages?.error != null ? (
        <ErrorState problem={packages.error} again={() => packages.refetch()} />
      ) : (
        <Loading words="Reading its packages" />
      )}
    </Dialog>
  );
}

/** The draft of a decision, every part of it kept while the kind is changed back and forth. */
interface Draft {
  readonly kind: Decision["kind"];
  readonly package: string;
  readonly percent: string;
  readonly reason: string;
}

function draftOf(decision: Decision, chosen: string): Draft {
  return {
    kind: decision.kind,
    package: "package" in decision ? decision.package : chosen,
    percent: decision.kind === "part" ? String(Math.round(Number(decision.share) * 100)) : "50",
    reason: "reason" in decision ? decision.reason : "",
  };
}

function decisionOfDraft({ kind, package: chosen, percent, reason }: Draft): Decision {
  if (kind === "pin") return { kind, package: chosen, reason: reason.trim() };
  if (kind === "part") {
    return { kind, package: chosen, share: String(Number(percent) / 100), reason: reason.trim() };
  }
  return kind === "exclude" ? { kind, reason: reason.trim() } : { kind: "none" };
}

function DecideForm(props: {
  readonly proposal: Pick<ProposalRow, "id" | "name" | "decision" | "package">;
  readonly packages: WholeTable;
  readonly onClose: () => void;
  readonly onMove: (moves: readonly Move[]) => void;
}) {
  const { proposal, packages, onClose, onMove } = props;
  const id = useId();
  const [first] = packages.rows.keys();
  const [draft, setDraft] = useState(() =>
    draftOf(proposal.decision, proposal.package || (first ?? "")),
  );
  const set = (some: Partial<Draft>) => setDraft((old) => ({ ...old, ...some }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onMove(decide(proposal.id, decisionOfDraft(draft)));
  };
  return (
    <form onSubmit={submit} className="decide-form">
      <KindChoice
        kind={draft.kind}
        fundable={packages.rows.size > 0}
        onChoose={(kind) => set({ kind })}
      />
      {(draft.kind === "pin" || draft.kind === "part") && (
        <PackageChoice
          id={`${id}-package`}
          packages={packages}
          chosen={draft.package}
          onChoose={(chosen) => set({ package: chosen })}
        />
      )}
      {draft.kind === "part" && (
        <Labelled id={`${id}-percent`} label="Percent of the package's cost">
          <input
            type="number"
            className="usa-input"
            id={`${id}-percent`}
            min={1}
            max={99}
            step={1}
            required
            value={draft.percent}
            onChange={(event) => set({ percent: event.target.value })}
          />
        </Labelled>
      )}
      {draft.kind !== "none" && (
        <Labelled id={`${id}-reason`} label="Reason">
          <textarea
            className="usa-textarea"
            id={`${id}-reason`}
            rows={3}
            required
            maxLength={2000}
            value={draft.reason}
            onChange={(event) => set({ reason: event.target.value })}
          />
        </Labelled>
      )}
      <Foot onClose={onClose} />
    </form>
  );
}

function Foot({ onClose }: { readonly onClose: () => void }) {
  return (
    <>
      <p className="dialog-actions">
        <button type="submit" className="usa-button">
          Try it
        </button>
        <button type="button" className="usa-button usa-button--outline" onClick={onClose}>
          Cancel
        </button>
      </p>
      <p className="soft">
        The decision is tried first, with its cost. It becomes part of the plan when you keep it.
      </p>
    </>
  );
}

const kindWords: readonly (readonly [Decision["kind"], string])[] = [
  ["none", "Nothing: the search decides"],
  ["pin", "It is funded, whatever else"],
  ["part", "It is funded in part"],
  ["exclude", "It is not funded"],
];

function KindChoice(props: {
  readonly kind: Decision["kind"];
  /** Whether there is a package to fund. */
  readonly fundable: boolean;
  readonly onChoose: (kind: Decision["kind"]) => void;
}) {
  const name = useId();
  return (
    <fieldset className="usa-fieldset">
      <legend className="usa-legend">What is decided</legend>
      {kindWords.map(([kind, words]) => (
        <label className="one-choice" key={kind}>
          <input
            type="radio"
            name={name}
            checked={props.kind === kind}
            disabled={!props.fundable && (kind === "pin" || kind === "part")}
            onChange={() => props.onChoose(kind)}
          />{" "}
          {words}
        </label>
      ))}
    </fieldset>
  );
}

function Labelled(props: {
  readonly id: string;
  readonly label: string;
  readonly children: ReactNode;
}) {
  return (
    <>
      <label className="usa-label" htmlFor={props.id}>
        {props.label}
      </label>
      {props.children}
    </>
  );
}

function PackageChoice(props: {
  readonly id: string;
  readonly packages: WholeTable;
  readonly chosen: string;
  readonly onChoose: (id: string) => void;
}) {
  const ids = [...props.packages.rows.keys()];
  const lines = useTables(ids.map((id) => ({ table: "lines", where: [`package=${id}`] })));
  const costOf = (place: number): string => {
    const rows = lines[place]?.data?.rows;
    if (rows === undefined) return "";
    const sum = [...rows.values()].reduce((all, { amount }) => all + (centsOf(amount) ?? 0), 0);
    return `: ${showDollars(cents(sum))}`;
  };
  return (
    <Labelled id={props.id} label="Which package">
      <select
        className="usa-select"
        id={props.id}
        value={props.chosen}
        onChange={(event) => props.onChoose(event.target.value)}
      >
        {ids.map((id, place) => (
          <option key={id} value={id}>
            {props.packages.rows.get(id)?.name ?? id}
            {costOf(place)}
          </option>
        ))}
      </select>
    </Labelled>
  );
}
