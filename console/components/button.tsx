import type { LucideIcon } from 'lucide-react';
import type { ButtonHTMLAttributes, Ref } from 'react';
import './button.css';
import { classNames } from './class-names.ts';
import { KeyHint } from './key-hint.tsx';
import { Tooltip } from './tooltip.tsx';

type Native = ButtonHTMLAttributes<HTMLButtonElement> & { ref?: Ref<HTMLButtonElement> };

export interface ButtonProps extends Native {
  /** `primary` is the one thing to do here: at most one on a screen. */
  variant?: 'primary' | 'secondary' | 'ghost' | 'danger';
  size?: 's' | 'm';
  icon?: LucideIcon;
  isBusy?: boolean;
  /** Shown as a key cap; the key itself is registered with `useShortcuts`. */
  shortcut?: string;
}

export function Button({
  variant = 'secondary',
  size = 'm',
  icon: Icon,
  isBusy = false,
  shortcut,
  className,
  children,
  disabled,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={classNames('button', `button-${variant}`, `button-${size}`, className)}
      disabled={disabled === true || isBusy}
      aria-busy={isBusy || undefined}
    >
      {isBusy ? (
        <span className="spinner" aria-hidden />
      ) : (
        Icon !== undefined && <Icon size={size === 's' ? 14 : 16} aria-hidden />
      )}
      {children}
      {shortcut !== undefined && <KeyHint keys={shortcut} />}
    </button>
  );
}

export interface IconButtonProps extends Native {
  /** Always needed: it is the button's name and its tooltip. */
  label: string;
  icon: LucideIcon;
  shortcut?: string;
  size?: 's' | 'm';
  side?: 'top' | 'bottom' | 'left' | 'right';
}

export function IconButton({
  label,
  icon: Icon,
  shortcut,
  size = 'm',
  side,
  className,
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} shortcut={shortcut} side={side}>
      <button
        type="button"
        {...rest}
        aria-label={label}
        className={classNames('icon-button', `icon-button-${size}`, className)}
      >
        <Icon size={size === 's' ? 14 : 16} aria-hidden />
      </button>
    </Tooltip>
  );
}
