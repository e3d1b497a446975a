import type { ReactNode } from "react";

/** One value of a picture that React draws. */
export interface ChartValueProps {
  readonly words: string;
  /** Whether it is the one that Tab reaches. */
  readonly first: boolean;
  readonly href: string | undefined;
  readonly className?: string;
  readonly fill?: string;
  readonly children: ReactNode;
}

/** A value of a picture, told when pointed at or reached by keyboard; a link where it leads somewhere. */
export function ChartValue({ words, first, href, children, ...look }: ChartValueProps) {
  const told = {
    "data-value": "",
    tabIndex: first ? 0 : -1,
    "aria-label": words,
    ...look,
  };
  if (href !== undefined) {
    return (
      <a href={href} {...told}>
        {children}
      </a>
    );
  }
  return (
    // biome-ignore lint/a11y/noInteractiveElementToNoninteractiveRole: it takes focus only to be read
    <g role="img" {...told}>
      {children}
    </g>
  );
}
