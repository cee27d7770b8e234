import type { ReactNode } from 'react';

/** A part of the column beside a case. */
export function Block({
  title,
  actions,
  children,
}: {
  title: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="case-block">
      <header className="case-block-head">
        <h2>{title}</h2>
        {actions}
      </header>
      {children}
    </section>
  );
}
