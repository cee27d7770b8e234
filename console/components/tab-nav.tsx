import { type ReactNode, useLayoutEffect, useRef } from 'react';
import './page.css';

interface TabNavProps {
  label: string;
  /** Links of the class `tab`; the open one says `data-state="active"`. */
  children: ReactNode;
}

/** Parts of a screen that have addresses, in one line. Where it is too long, the open one is brought into view, once. */
export function TabNav({ label, children }: TabNavProps) {
  const line = useRef<HTMLElement>(null);
  const brought = useRef<Element>(null);
  useLayoutEffect(() => {
    const tab = line.current?.querySelector('[data-state="active"]');
    if (!line.current || !tab || tab === brought.current) return;
    brought.current = tab;
    const [whole, part] = [line.current.getBoundingClientRect(), tab.getBoundingClientRect()];
    if (part.left < whole.left || part.right > whole.right)
      line.current.scrollLeft += part.left - whole.left - (whole.width - part.width) / 2;
  });
  return (
    <nav className="tab-list" aria-label={label} ref={line}>
      {children}
    </nav>
  );
}
