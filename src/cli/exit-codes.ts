/** What the number that a command ends with means. */
export const exitCodes = {
  fine: { number: 0, meaning: "It worked. There may be warnings and notes." },
  findings: { number: 1, meaning: "The input holds errors; each is listed with what to do." },
  usage: { number: 2, meaning: "The command was written wrongly: an unknown option or argument." },
  infeasible: {
    number: 3,
    meaning: "No allocation keeps all rules; the answer names the cheapest rules to relax.",
  },
  bug: { number: 4, meaning: "A defect of Entente itself. Please report it." },
  interrupted: { number: 130, meaning: "Stopped by Ctrl-C; the best result so far was kept." },
} as const;

/** The name of a way to end. */
export type Ending = keyof typeof exitCodes;
