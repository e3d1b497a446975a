/**
 * The four military objectives that defense money may serve: what each is called, and what it says.
 *
 * Source: Tankel and Ross, Retooling U.S. Security Sector Assistance, 2020.
 */
export const militaryObjectives: Readonly<Record<string, readonly [string, string]>> = {
  long_term_capacity: [
    "Long-term capacity",
    "Supports work that the State Department coordinates, so that the partner can manage its own security challenges.",
  ],
  posture: [
    "U.S. posture",
    "Improves it fundamentally, to prevail in a contingency, also in a coalition: a port, a role that the partner takes.",
  ],
  short_term_capacity: [
    "Short-term capacity",
    "Needed for a strategic objective, or interoperability for a specific goal.",
  ],
  real_time_response: [
    "Response in real time",
    "Deterrent signaling, personnel recovery, humanitarian response.",
  ],
};
