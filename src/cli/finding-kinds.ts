import { type FindingKinds, reporter } from "../base/findings.ts";

/** Kinds of findings about files, folders and names that a command was given. */
export const cliFindingKinds = {
  path_missing: { severity: "error", meaning: "There is no file or folder of that name." },
  not_a_folder: { severity: "error", meaning: "A folder was expected, and a file was found." },
  not_a_file: { severity: "error", meaning: "A file was expected, and a folder was found." },
  path_forbidden: { severity: "error", meaning: "The system does not let the program read it." },
  path_unreadable: { severity: "error", meaning: "The system failed to read it." },
  link_outside: {
    severity: "error",
    meaning: "A symbolic link in the folder leads out of it, and is not followed.",
  },
  too_many_files: { severity: "error", meaning: "The folder holds too many files for a plan." },
  output_unwritable: { severity: "error", meaning: "The result could not be written there." },
  name_unknown: { severity: "error", meaning: "The plan has nothing of that name." },
  options_conflict: {
    severity: "error",
    meaning: "Options of one command ask for two different things of one initiative.",
  },
  option_malformed: { severity: "error", meaning: "The value of an option has the wrong form." },
} as const satisfies FindingKinds;

/** Makes a finding of this folder. */
export const report = reporter(cliFindingKinds);
