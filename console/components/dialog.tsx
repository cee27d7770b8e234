import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { t } from '../i18n/index.ts';
import { IconButton } from './button.tsx';
import { classNames } from './class-names.ts';

interface DialogProps {
  title: string;
  text?: string;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  children: ReactNode;
  /** Buttons, the one to choose last. */
  footer?: ReactNode;
  size?: 'm' | 'l';
  /** The title is for screen readers only, as in the command palette. */
  isBare?: boolean;
}

export function Dialog({
  title,
  text,
  isOpen,
  onOpenChange,
  children,
  footer,
  size = 'm',
  isBare = false,
}: DialogProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="scrim" />
        <Primitive.Content
          onOpenAutoFocus={focusWhole}
          className={classNames('dialog', size === 'l' && 'dialog-l')}
          {...(text === undefined && { 'aria-describedby': undefined })}
        >
          {isBare ? (
            <Primitive.Title className="visually-hidden">{title}</Primitive.Title>
          ) : (
            <div className="dialog-head">
              <div>
                <Primitive.Title asChild>
                  <h2>{title}</h2>
                </Primitive.Title>
                {text !== undefined && (
                  <Primitive.Description className="dialog-text">{text}</Primitive.Description>
                )}
              </div>
              <Primitive.Close asChild>
                <IconButton label={t('common.close')} icon={X} />
              </Primitive.Close>
            </div>
          )}
          {isBare ? children : <div className="dialog-body">{children}</div>}
          {footer !== undefined && <div className="dialog-foot">{footer}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

interface SidePanelProps {
  title: string;
  isOpen: boolean;
  onOpenChange(isOpen: boolean): void;
  children: ReactNode;
}

/** A panel that comes in from the right, the whole screen on a phone. */
export function SidePanel({ title, isOpen, onOpenChange, children }: SidePanelProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Primitive.Overlay className="scrim" />
        <Primitive.Content onOpenAutoFocus={focusWhole} className="side-panel" aria-describedby={undefined}>
          <div className="dialog-head">
            <Primitive.Title asChild>
              <h2>{title}</h2>
            </Primitive.Title>
            <Primitive.Close asChild>
              <IconButton label={t('common.close')} icon={X} />
            </Primitive.Close>
          </div>
          <div className="dialog-body">{children}</div>
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

/** The dialog itself takes the focus, unless a field of it already has: not its close button, whose tooltip would open. */
function focusWhole(event: Event): void {
  event.preventDefault();
  if (event.currentTarget instanceof HTMLElement) event.currentTarget.focus();
}
