import { useId, useState } from "react";
import { useLocation, useSearchParams } from "wouter";
import { usePlan } from "../plan-context.tsx";
import { NewScenario } from "./new-scenario.tsx";

/** Chooses what all pages show: the plan, or one of its scenarios. Keeps the page. */
export function BranchChooser() {
  const { head, branch, may } = usePlan();
  const [naming, setNaming] = useState(false);
  const [, setParams] = useSearchParams();
  const [location] = useLocation();
  const id = useId();
  const open = head.branches.filter((one) => one.state === "open" || one.id === branch);
  const choose = (chosen: string) =>
    setParams((old) => {
      const params = new URLSearchParams(old);
      if (chosen === "main") params.delete("branch");
      else params.set("branch", chosen);
      // An allocation belongs to one branch.
      if (location.endsWith("/allocation")) params.delete("id");
      return params;
    });
  return (
    <div className="chooser">
      <label htmlFor={id}>Scenario</label>
      <select
        id={id}
        className="usa-select"
        value={branch}
        onChange={(event) => choose(event.target.value)}
      >
        {!open.some((one) => one.id === branch) && <option value={branch}>{branch}</option>}
        {open.map((one) => (
          <option key={one.id} value={one.id}>
            {one.id === "main" ? "The plan" : one.title}
          </option>
        ))}
      </select>
      {may.everywhere && (
        <button type="button" className="head-button" onClick={() => setNaming(true)}>
          New<span className="usa-sr-only"> scenario</span>
        </button>
      )}
      {naming && (
        <NewScenario
          onClose={() => setNaming(false)}
          onMade={(id) => {
            setNaming(false);
            choose(id);
          }}
        />
      )}
    </div>
  );
}
