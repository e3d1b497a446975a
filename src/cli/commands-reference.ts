import type { Command } from "commander";
import { exitCodes } from "./exit-codes.ts";

const generated = "<!-- Made by `npm run docs`. Change the code, not this page. -->";

/** A page of the reference, with its title and the mark of a generated page. */
export function referencePage(title: string, body: string): string {
  return `${generated}\n\n# ${title}\n\n${body.trim()}\n`;
}

/** The page of all commands, made from their help. */
export function commandsReference(program: Command): string {
  const intro = [
    "`PLAN` is the folder of a plan. Answers go to standard output; progress and complaints to standard error.",
    "With `--json` standard output holds one JSON document and nothing else:",
    "",
    "| field | holds |",
    "|---|---|",
    "| `format` | version of the document's shape; it rises when a field changes its meaning or goes |",
    "| `command` | the command |",
    "| `ending` | `fine`, `findings`, `infeasible` or `interrupted` |",
    "| `exit` | the exit code |",
    "| `findings` | a list of `code`, `severity`, `at` (`file`, `row`, `field`, `id`), `found`, `expected`, `help`, `source` |",
    "| `result` | the answer; `null` when there is none. Money is in US cents |",
    "",
    "`NO_COLOR` turns color off. `ENTENTE_DEBUG` shows where a defect of the program happened.",
  ].join("\n");
  const pages = listCommands(program).map((command) => commandSection(command));
  return referencePage("Commands", [intro, ...pages].join("\n\n"));
}

/** The page of exit codes. */
export function exitCodesReference(): string {
  const rows = Object.entries(exitCodes).map(
    ([name, { number, meaning }]) => `| ${number} | \`${name}\` | ${meaning} |`,
  );
  return referencePage(
    "Exit codes",
    ["| code | ending | meaning |", "|---|---|---|", ...rows].join("\n"),
  );
}

/** Commands that do something, depth first: `check`, `import greenbook`. */
export function listCommands(program: Command): Command[] {
  return program.commands
    .filter((command) => command.name() !== "help")
    .flatMap((command) => (command.commands.length > 0 ? listCommands(command) : [command]));
}

/** A command's name with those above it, without the program's: `import greenbook`. */
export function fullName(command: Command): string {
  const above = command.parent;
  return above?.parent ? `${fullName(above)} ${command.name()}` : command.name();
}

function commandSection(command: Command): string {
  const help = command.createHelp();
  const parts = [
    `## ${fullName(command)}`,
    command.description(),
    `\`entente ${fullName(command)} ${command.usage()}\``,
    table("argument", help.visibleArguments(command), (argument) => [
      `\`${argument.name()}\``,
      help.argumentDescription(argument),
    ]),
    table("option", help.visibleOptions(command), (option) => [
      `\`${option.flags}\``,
      help.optionDescription(option),
    ]),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function table<T>(
  head: string,
  items: readonly T[],
  cells: (item: T) => readonly string[],
): string {
  if (items.length === 0) return "";
  const rows = items.map((item) => `| ${cells(item).join(" | ").replace(/\\/g, "\\\\")} |`);
  return [`| ${head} | meaning |`, "|---|---|", ...rows].join("\n");
}
