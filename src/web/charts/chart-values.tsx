import {
  type FocusEvent,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactNode,
  useRef,
  useState,
} from "react";
import { useLocation } from "wouter";

/** Marks an element of a picture as a value: it is told when pointed at, and reached by the arrow keys. */
export const valueAttribute = "data-value";

interface Told {
  readonly words: string;
  readonly x: number;
  readonly y: number;
}

const steps: Readonly<Record<string, number>> = {
  ArrowRight: 1,
  ArrowDown: 1,
  ArrowLeft: -1,
  ArrowUp: -1,
};

/**
 * The place of a picture, whose values can be pointed at and read by keyboard.
 *
 * One value stands in the order of Tab; the arrow keys, Home and End go to the others. A value that is a link leads
 * there without loading the page anew.
 */
export function ChartValues({ children }: { readonly children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  const [told, setTold] = useState<Told | null>(null);
  const [, navigate] = useLocation();

  const tell = (target: EventTarget) => {
    const value = findValue(target);
    const box = place.current?.getBoundingClientRect();
    if (value === null || box === undefined) return setTold(null);
    const { left, top, width } = value.getBoundingClientRect();
    const words = value.getAttribute("aria-label") ?? "";
    const x = Math.min(Math.max(left + width / 2 - box.left, 90), Math.max(90, box.width - 90));
    setTold({ words, x, y: top - box.top });
  };
  const onFocus = (event: FocusEvent) => {
    const value = findValue(event.target);
    for (const other of listValues(place.current)) {
      if (value !== null) other.setAttribute("tabindex", other === value ? "0" : "-1");
    }
    tell(event.target);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const values = listValues(place.current);
    const at = values.indexOf(findValue(event.target) as SVGElement);
    if (event.key === "Escape") return setTold(null);
    const next = nextPlace(event.key, at, values.length);
    if (at < 0 || next === null) return;
    event.preventDefault();
    values[next]?.focus();
  };
  const onClick = (event: MouseEvent) => {
    const link = (event.target as Element).closest("a");
    const href = link?.getAttribute("href") ?? link?.getAttribute("xlink:href");
    if (!href || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    navigate(href);
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the values inside take the keys and clicks
    <div
      className="chart-picture"
      ref={place}
      onFocus={onFocus}
      onBlur={() => setTold(null)}
      onKeyDown={onKeyDown}
      onClick={onClick}
      onPointerOver={(event: PointerEvent) => tell(event.target)}
      onPointerLeave={() => setTold(null)}
    >
      {children}
      {told && (
        <div className="chart-told" style={{ left: told.x, top: told.y }} aria-hidden="true">
          {told.words}
        </div>
      )}
    </div>
  );
}

function findValue(target: EventTarget): Element | null {
  return (target as Element).closest(`[${valueAttribute}]`);
}

function listValues(place: HTMLElement | null): SVGElement[] {
  return [...(place?.querySelectorAll<SVGElement>(`[${valueAttribute}]`) ?? [])];
}

function nextPlace(key: string, at: number, length: number): number | null {
  if (key === "Home") return 0;
  if (key === "End") return length - 1;
  const step = steps[key];
  return step === undefined ? null : Math.min(Math.max(at + step, 0), length - 1);
}
