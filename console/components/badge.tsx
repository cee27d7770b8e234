import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import './marks.css';

export type Tone = 'neutral' | 'accent' | 'ok' | 'warn' | 'bad';

/** A state by word, shape (icon) and colour. */
export function Badge({
  tone = 'neutral',
  icon: Icon,
  children,
  isQuiet = false,
}: {
  tone?: Tone;
  icon?: LucideIcon;
  children: ReactNode;
  isQuiet?: boolean;
}) {
  return (
    <span className={classNames('badge', `badge-${tone}`, isQuiet && 'badge-quiet')}>
      {Icon !== undefined && <Icon size={12} strokeWidth={2.25} aria-hidden />}
      {children}
    </span>
  );
}

/** A label somebody gave, or a topic: plain words in a frame. */
export function Chip({
  icon: Icon,
  children,
  onRemove,
  removeLabel,
}: {
  icon?: LucideIcon;
  children: ReactNode;
  onRemove?(): void;
  removeLabel?: string;
}) {
  return (
    <span className="chip">
      {Icon !== undefined && <Icon size={12} aria-hidden />}
      <span className="ellipsis">{children}</span>
      {onRemove !== undefined && (
        <button type="button" className="chip-remove" aria-label={removeLabel} onClick={onRemove}>
          ×
        </button>
      )}
    </span>
  );
}
