import { factsOf, formatFacts } from "../../../src/casework/facts.ts";
import { lookUpRows } from "../../../src/casework/plan-rows.ts";
import { makeCollector } from "../../../src/plan/collect.ts";
import { fieldsOf } from "../../../src/plan/fields.ts";
import type { CaseEvent, Plan } from "../../../src/plan/plan.ts";
import { readTable } from "../../../src/plan/read-table.ts";
import { demand, type ExampleTexts } from "./authored.ts";

const file = "authored/events.csv";

/**
 * The events of the cases. Of what is signed, `now` in the column `facts` stands for the package as the plan states it;
 * `now but TABLE/ROW/FIELD=TEXT` for one that has changed in that field since.
 */
export function buildEvents(texts: ExampleTexts, plan: Plan): readonly CaseEvent[] {
  const collector = makeCollector();
  const { rows } = readTable(file, demand(texts.get(file), file), fieldsOf("events"), collector);
  const errors = collector.list().filter((finding) => finding.severity === "error");
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]));
  const look = lookUpRows(plan);
  return (rows as unknown as readonly CaseEvent[]).map((event) => {
    if (event.facts === undefined) return event;
    const match = /^now(?: but ([^=]+)=(.*))?$/.exec(event.facts);
    if (match === null) throw new Error(`${event.id}: facts are \`now\`, or \`now but …\``);
    const facts = new Map(factsOf(look, demand(look.find("cases", event.case), event.case)));
    const [, name, text] = match;
    if (name !== undefined && text !== undefined) {
      if (!facts.has(name)) throw new Error(`${event.id}: nothing is signed as ${name}`);
      facts.set(name, text);
    }
    return { ...event, facts: formatFacts(facts) };
  });
}
