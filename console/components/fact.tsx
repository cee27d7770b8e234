import type { ReactNode } from 'react';

/** A term of a `<dl>` and what is said of it. */
export function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}
