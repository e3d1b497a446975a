import type { ComponentProps } from "react";

/**
 * A box with a role of a grid. Tables of HTML cannot be laid out line by line, so the grid is made of boxes, and its
 * roles tell screen readers what they are.
 */
export function Box(props: ComponentProps<"div">) {
  return <div {...props} />;
}
