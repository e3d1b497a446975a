import { Button } from "@trussworks/react-uswds";
import { useState } from "react";
import { Dialog } from "../parts/dialog.tsx";
import { ErrorState } from "../parts/states.tsx";
import { usePlan } from "../plan-context.tsx";
import { askAnew, client } from "../queries/api.ts";
import { scenarioIdOf } from "./scenario-id.ts";

/** A form that begins a scenario as the branch on screen; `onMade` is told its id. */
export function NewScenario(props: {
  readonly onMade: (id: string) => void;
  readonly onClose: () => void;
}) {
  const { plan, branch, branchHead, head } = usePlan();
  const [title, setTitle] = useState("");
  const [description, setDescription] = useState("");
  const [problem, setProblem] = useState<Error | null>(null);
  const [missing, setMissing] = useState(false);
  const from = branch === "main" ? "the plan as it stands" : `“${branchHead?.title ?? branch}”`;
  const begin = async () => {
    setMissing(title.trim() === "");
    if (title.trim() === "") return;
    const id = scenarioIdOf(
      title,
      head.branches.map((one) => one.id),
    );
    try {
      await client.call("createBranch", {
        params: { plan },
        body: { id, title: title.trim(), description: description.trim(), from: branch },
      });
      await askAnew(plan, ["readPlan"]);
      props.onMade(id);
    } catch (thrown) {
      setProblem(thrown instanceof Error ? thrown : new Error(String(thrown)));
    }
  };
  return (
    <Dialog
      title="New scenario"
      onClose={props.onClose}
      actions={
        <>
          <Button type="button" onClick={() => void begin()}>
            Begin it
          </Button>
          <Button type="button" unstyled onClick={props.onClose}>
            Leave it
          </Button>
        </>
      }
    >
      <p>
        A scenario is a set of edits over the plan. It begins as {from}; what you change in it
        leaves the plan alone until it is taken into the plan.
      </p>
      <TitleField title={title} missing={missing} onTitle={setTitle} />
      <label className="usa-label" htmlFor="scenario-description">
        What it asks
      </label>
      <textarea
        id="scenario-description"
        className="usa-textarea scenario-words"
        value={description}
        onChange={(event) => setDescription(event.target.value)}
      />
      {problem !== null && <ErrorState problem={problem} />}
    </Dialog>
  );
}

function TitleField(props: {
  readonly title: string;
  readonly missing: boolean;
  readonly onTitle: (title: string) => void;
}) {
  const { title, missing, onTitle } = props;
  return (
    <>
      <label className="usa-label" htmlFor="scenario-title">
        Title
      </label>
      <input
        id="scenario-title"
        className="usa-input"
        value={title}
        aria-invalid={missing}
        aria-describedby="scenario-missing"
        onChange={(event) => onTitle(event.target.value)}
      />
      <p id="scenario-missing" role="alert" className="complaint">
        {missing ? "Write a title, such as: More for the Pacific." : ""}
      </p>
    </>
  );
}
