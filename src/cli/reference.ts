import type { Command } from "commander";
import { sweepFindingKinds } from "../allocate/explore/sweep-finding-kinds.ts";
import { allocateFindingKinds } from "../allocate/finding-kinds.ts";
import { verifyFindingKinds } from "../allocate/verify/finding-kinds.ts";
import { assessmentFindingKinds } from "../assess/assessment-finding-kinds.ts";
import { assessFindingKinds } from "../assess/finding-kinds.ts";
import { compareText, type FindingKinds, hasErrors } from "../base/findings.ts";
import { caseworkFindingKinds } from "../casework/finding-kinds.ts";
import { processesReference } from "../casework/processes-reference.ts";
import type { Rules } from "../casework/rules.ts";
import { transferFindingKinds } from "../casework/transfers/finding-kinds.ts";
import { policiesReference } from "../casework/transfers/policies-reference.ts";
import { exchangeFindingKinds } from "../exchange/finding-kinds.ts";
import { lawFindingKinds } from "../law/finding-kinds.ts";
import { lawReference } from "../law/reference.ts";
import { planFindingKinds } from "../plan/finding-kinds.ts";
import { fieldsReference } from "../plan/reference.ts";
import { apiReference } from "../server/api-reference.ts";
import { serverFindingKinds } from "../server/finding-kinds.ts";
import { storeFindingKinds } from "../store/finding-kinds.ts";
import { workFindingKinds } from "../work/finding-kinds.ts";
import { addCommand, type CommandContext, helpAfter } from "./command-context.ts";
import { commandsReference, exitCodesReference, referencePage } from "./commands-reference.ts";
import { cliFindingKinds } from "./finding-kinds.ts";
import { writeFolder } from "./output-folder.ts";
import { loadLawFolder } from "./plan-input.ts";
import { printReply, type ReplyOptions, refuse } from "./reply.ts";
import { serveFindingKinds } from "./serve/finding-kinds.ts";
import { storeCommandFindingKinds } from "./store-finding-kinds.ts";
import { sweepJobFindingKinds } from "./sweep/finding-kinds.ts";

const examples = ["entente reference", "entente reference --out docs/reference"];

/** Adds `entente reference`: writes the generated pages of the docs. */
export function addReference(program: Command, { around, end }: CommandContext): void {
  addCommand(program, "reference", "List the pages of the reference, or write them.")
    .option("--out <dir>", "folder to write the pages into")
    .addHelpText("after", helpAfter(examples))
    .action(async (options: ReplyOptions & { readonly out?: string }) => {
      const rules = await loadLawFolder(around);
      if (hasErrors(rules.findings)) {
        end(printReply(refuse("reference", rules.findings), options, around));
        return;
      }
      const { page, document } = await apiReference(around.version);
      const pages = referencePages(program, rules)
        .set("api.md", referencePage("The API", page))
        .set("openapi.json", document);
      const failed = options.out === undefined ? [] : await writeFolder(options.out, pages);
      const names = [...pages.keys()];
      end(
        printReply(
          {
            command: "reference",
            ending: failed.length > 0 ? "findings" : "fine",
            findings: failed,
            result: { pages: names },
            text: `${names.join("\n")}\n`,
          },
          options,
          around,
        ),
      );
    });
}

/** The generated pages of `docs/reference`, by file name. */
export function referencePages(
  program: Command,
  { law, book }: Omit<Rules, "findings">,
): Map<string, string> {
  return new Map([
    ["commands.md", commandsReference(program)],
    ["exit-codes.md", exitCodesReference()],
    ["fields.md", referencePage("Fields", withoutTitle(fieldsReference()))],
    ["findings.md", findingsReference()],
    ["law.md", referencePage("The authority catalogue", withoutTitle(lawReference(law)))],
    ["policies.md", referencePage("Policies of casework", withoutTitle(policiesReference(book)))],
    [
      "processes.md",
      referencePage("Processes of casework", withoutTitle(processesReference(book))),
    ],
  ]);
}

function withoutTitle(markdown: string): string {
  return markdown.replace(/^# .*\n+/, "");
}

function findingsReference(): string {
  const stages: readonly (readonly [string, FindingKinds])[] = [
    ["Reading and checking a plan", planFindingKinds],
    ["Reading the law", lawFindingKinds],
    ["Casework", caseworkFindingKinds],
    ["Arms transfers and vetting", transferFindingKinds],
    ["The plan against the law", assessFindingKinds],
    ["Whether a plan is wise", assessmentFindingKinds],
    ["Allocating", allocateFindingKinds],
    ["Checking an allocation", verifyFindingKinds],
    ["Ranges of a sweep", sweepFindingKinds],
    ["Importing official files", exchangeFindingKinds],
    ["Files, folders and options", cliFindingKinds],
    ["The folder of a sweep", sweepJobFindingKinds],
    ["Starting the server", serveFindingKinds],
    ["Requests to the server", serverFindingKinds],
    ["Changes and the store", storeFindingKinds],
    ["The store's commands", storeCommandFindingKinds],
    ["Work on the database", workFindingKinds],
  ];
  const sections = stages.map(([title, kinds]) => {
    const rows = Object.entries(kinds)
      .sort(([a], [b]) => compareText(a, b))
      .map(([code, { severity, meaning }]) => `| \`${code}\` | ${severity} | ${meaning} |`);
    return [`## ${title}`, "", "| code | severity | meaning |", "|---|---|---|", ...rows].join(
      "\n",
    );
  });
  const intro =
    "Codes are stable. An **error** stops the work, a **warning** does not, a **note** informs. " +
    "See [how to read findings](../how-to/read-findings.md).";
  return referencePage("Findings", [intro, ...sections].join("\n\n"));
}
