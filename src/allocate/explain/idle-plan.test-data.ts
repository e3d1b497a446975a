import type { PaperSpec } from "../paper-plan.test-data.ts";

/**
 * A paper plan with over 400 more initiatives, none of which there is money for, so that it counts as large.
 *
 * They come after the others in the order of ids.
 */
export function withIdle(spec: PaperSpec): PaperSpec {
  const idle = Array.from({ length: 401 }, (_, place) => [
    `zz-idle-${place}`,
    { accounts: ["PKO"], costs: [1], effect: 0 },
  ]);
  return {
    ...spec,
    money: { ...spec.money, PKO: [0] },
    initiatives: { ...spec.initiatives, ...Object.fromEntries(idle) },
  };
}
