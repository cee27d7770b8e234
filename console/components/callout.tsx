import { CircleAlert, CircleCheck, Info, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import './callout.css';

export type CalloutTone = 'info' | 'ok' | 'warn' | 'bad';
const ICONS = { info: Info, ok: CircleCheck, warn: TriangleAlert, bad: CircleAlert };

interface CalloutProps {
  tone?: CalloutTone;
  title?: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Said at once by screen readers, for what has just gone wrong. */
  isUrgent?: boolean;
}

/** Something to know before going on, told by shape, words and colour. */
export function Callout({ tone = 'info', title, children, actions, isUrgent = false }: CalloutProps) {
  const Icon = ICONS[tone];
  return (
    <div className={`callout callout-${tone}`} role={isUrgent ? 'alert' : undefined}>
      <Icon size={16} aria-hidden />
      <div className="grow">
        {title !== undefined && <strong>{title}</strong>}
        {children !== undefined && <div className="callout-text">{children}</div>}
        {actions !== undefined && actions !== false && <div className="callout-actions">{actions}</div>}
      </div>
    </div>
  );
}
