import { Button } from "@trussworks/react-uswds";
import { type ReactNode, useState } from "react";
import type { CallOf } from "../../../api/client.ts";
import { Dialog } from "../../parts/dialog.tsx";
import { ErrorState } from "../../parts/states.tsx";
import { usePlan } from "../../plan-context.tsx";
import { askAnew, client } from "../../queries/api.ts";

type Head = Omit<CallOf<"putHead">["body"], "reason">;

interface Draft {
  readonly title: string;
  readonly description: string;
  readonly as_of: string;
  readonly first_fiscal_year: string;
  readonly last_fiscal_year: string;
  readonly recommended_scenario: string;
  readonly reason: string;
}

/** A form for what the plan's head says: its name, its day, its years, and the scenario that it recommends. */
export function HeadDialog(props: { readonly onDone: () => void; readonly onClose: () => void }) {
  const { plan, head } = usePlan();
  const [draft, setDraft] = useState<Draft>({
    ...{ title: head.title, description: head.description, as_of: head.as_of },
    first_fiscal_year: String(head.first_fiscal_year),
    last_fiscal_year: String(head.last_fiscal_year),
    recommended_scenario: head.recommended_scenario ?? "",
    reason: "Edited the plan's head",
  });
  const [problem, setProblem] = useState<Error | null>(null);
  const save = async () => {
    const { reason, ...said } = draft;
    const body: Head = {
      ...said,
      first_fiscal_year: Number(said.first_fiscal_year),
      last_fiscal_year: Number(said.last_fiscal_year),
      recommended_scenario: said.recommended_scenario === "" ? null : said.recommended_scenario,
    };
    try {
      await client.call("putHead", { params: { plan }, body: { ...body, reason } });
      await askAnew(plan);
      props.onDone();
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <Dialog
      title="Edit the plan's head"
      onClose={props.onClose}
      actions={
        <>
          <Button type="button" onClick={() => void save()}>
            Save
          </Button>
          <Button type="button" unstyled onClick={props.onClose}>
            Leave it
          </Button>
        </>
      }
    >
      <HeadFields draft={draft} onDraft={setDraft} />
      {problem !== null && <ErrorState problem={problem} />}
    </Dialog>
  );
}

function HeadFields(props: { readonly draft: Draft; readonly onDraft: (draft: Draft) => void }) {
  const { draft, onDraft } = props;
  const { head } = usePlan();
  const field = (name: keyof Draft) => ({
    id: `head-${name}`,
    value: draft[name],
    onChange: (event: { readonly target: { readonly value: string } }) =>
      onDraft({ ...draft, [name]: event.target.value }),
  });
  const scenarios = head.branches.filter((one) => one.id !== "main" && one.state === "open");
  return (
    <>
      <Labeled id="head-title" label="Title">
        <input className="usa-input" {...field("title")} />
      </Labeled>
      <Labeled id="head-description" label="Description">
        <textarea className="usa-textarea scenario-words" {...field("description")} />
      </Labeled>
      <Labeled id="head-as_of" label="Day of the facts">
        <input className="usa-input" type="date" {...field("as_of")} />
      </Labeled>
      <Labeled id="head-first_fiscal_year" label="First fiscal year">
        <input className="usa-input" inputMode="numeric" {...field("first_fiscal_year")} />
      </Labeled>
      <Labeled id="head-last_fiscal_year" label="Last fiscal year">
        <input className="usa-input" inputMode="numeric" {...field("last_fiscal_year")} />
      </Labeled>
      <Labeled id="head-recommended_scenario" label="Recommended scenario">
        <select className="usa-select" {...field("recommended_scenario")}>
          <option value="">None, the plan as it stands</option>
          {scenarios.map((one) => (
            <option key={one.id} value={one.id}>
              {one.title}
            </option>
          ))}
        </select>
      </Labeled>
      <Labeled id="head-reason" label="Reason">
        <input className="usa-input" {...field("reason")} />
      </Labeled>
    </>
  );
}

function Labeled(props: {
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
