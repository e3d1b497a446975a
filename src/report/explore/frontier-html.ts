import { drawFrontier } from "../charts/frontier.ts";
import { figure } from "../html-tables.ts";
import { html, type Markup } from "../markup.ts";
import type { FrontierReport } from "./frontier.ts";

/** The frontiers of a plan for the page: what each costs in words, and its picture. */
export function frontierSection(frontiers: readonly FrontierReport[]): Markup {
  return html`<p>A frontier says what the plan is worth as one more rule is made stricter, until no lawful plan is left. Every point was solved again; a plan that keeps a stricter level keeps every looser one.</p>
${frontiers.map(
  (
    frontier,
  ) => html`<h3>${frontier.title}</h3><ul>${frontier.sentences.map((sentence) => html`<li>${sentence}</li>`)}</ul>
${figure(drawFrontier(frontier))}`,
)}`;
}
