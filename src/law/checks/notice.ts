import { dutyCheck } from "./duty-check.ts";

/** Whether Congress is told before the money moves. */
export const noticeCheck = dutyCheck(
  "notice_days",
  {
    sentence: "Congress is told so many days before the money moves.",
    reads: ["initiatives.accounts"],
    severity: "waits",
  },
  (entry) => `Notice to Congress: ${entry.says}`,
);
