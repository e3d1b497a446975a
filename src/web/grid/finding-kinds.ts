import { type FindingKinds, reporter } from "../../base/findings.ts";

/** What can be found when cells are pasted, filled or typed into the grid. */
export const gridFindingKinds = {
  pasted_masked: {
    severity: "error",
    meaning: "A spreadsheet gave signs of # in place of a value, since its column was too narrow.",
  },
  pasted_amount_read: {
    severity: "note",
    meaning: "An amount was pasted with separators or a sign of currency, and read without them.",
  },
  pasted_beyond: {
    severity: "error",
    meaning: "More columns were pasted than stand to the right of the cell.",
  },
  pasted_id: {
    severity: "error",
    meaning: "An id was pasted over that of a row that is saved; ids stay.",
  },
  cell_read_only: {
    severity: "error",
    meaning: "A cell may not be changed by this person, or on this branch.",
  },
} as const satisfies FindingKinds;

/** Makes a finding about cells of the grid. */
export const reportGrid = reporter(gridFindingKinds);
