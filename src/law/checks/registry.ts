import { agreementsCheck } from "./agreements.ts";
import { barsCheck } from "./bars.ts";
import { bureausCheck } from "./bureaus.ts";
import { capsCheck } from "./caps.ts";
import { conditionsCheck } from "./conditions.ts";
import { exclusionsCheck } from "./exclusions.ts";
import { instrumentsCheck } from "./instruments.ts";
import type { LegalCheck, TransferCheck } from "./legal-check.ts";
import { lineKindsCheck } from "./line-kinds.ts";
import { missileTechnologyCheck } from "./missile-technology.ts";
import { noticeCheck } from "./notice.ts";
import { partnersCheck } from "./partners.ts";
import { purposesCheck } from "./purposes.ts";
import { recipientsCheck } from "./recipients.ts";
import { spendingAuthorityCheck } from "./spending-authority.ts";
import { stateRoleCheck } from "./state-role.ts";
import { statusCheck } from "./status.ts";
import { sunsetCheck } from "./sunset.ts";
import { transferAgreementsCheck } from "./transfer-agreements.ts";
import { transferBarsCheck } from "./transfer-bars.ts";
import { transferNoticeCheck } from "./transfer-notice.ts";
import { transferOffsetsCheck } from "./transfer-offsets.ts";
import { transferPurposesCheck } from "./transfer-purposes.ts";
import { twoClocksCheck } from "./two-clocks.ts";
import { vettingCheck } from "./vetting.ts";

/** Checks that an initiative and an account decide by themselves, in the order in which people read them. */
export const initiativeChecks: readonly LegalCheck[] = [
  statusCheck,
  sunsetCheck,
  spendingAuthorityCheck,
  recipientsCheck,
  instrumentsCheck,
  lineKindsCheck,
  purposesCheck,
  partnersCheck,
  bureausCheck,
  barsCheck,
  agreementsCheck,
  noticeCheck,
  stateRoleCheck,
  vettingCheck,
  conditionsCheck,
  exclusionsCheck,
];

/** Checks that need the cost and the day of a line. */
export const lineChecks: readonly LegalCheck[] = [capsCheck, twoClocksCheck];

/** Checks of an arms transfer, beside its notice. */
export const transferChecks: readonly TransferCheck[] = [
  transferBarsCheck,
  transferAgreementsCheck,
  transferPurposesCheck,
  transferOffsetsCheck,
  missileTechnologyCheck,
];

/** The cards of all checks. */
export const checkCards: readonly Omit<LegalCheck, "judge">[] = [
  ...initiativeChecks,
  ...lineChecks,
  transferNoticeCheck,
  ...transferChecks,
];
