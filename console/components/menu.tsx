import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { ReactElement } from 'react';
import { classNames } from './class-names.ts';
import { KeyHint } from './key-hint.tsx';
import { pressByKey } from './menu-key.ts';

export type MenuEntry =
  | {
      label: string;
      onSelect(): void;
      icon?: LucideIcon;
      hint?: string;
      shortcut?: string;
      isDanger?: boolean;
      isChecked?: boolean;
      isDisabled?: boolean;
    }
  | { heading: string }
  | 'line';

interface MenuProps {
  /** A button; it gets the menu's wiring. */
  trigger: ReactElement;
  entries: readonly MenuEntry[];
  align?: 'start' | 'center' | 'end';
  isOpen?: boolean;
  onOpenChange?(isOpen: boolean): void;
}

export function Menu({ trigger, entries, align = 'start', isOpen, onOpenChange }: MenuProps) {
  return (
    <Primitive.Root open={isOpen} onOpenChange={onOpenChange} modal={false}>
      <Primitive.Trigger asChild>{trigger}</Primitive.Trigger>
      <Primitive.Portal>
        <Primitive.Content
          className="menu"
          align={align}
          sideOffset={4}
          collisionPadding={8}
          onKeyDownCapture={pressByKey}
        >
          {entries.map((entry, index) => (
            <Entry
              key={entry === 'line' ? `line-${index}` : 'heading' in entry ? entry.heading : entry.label}
              entry={entry}
            />
          ))}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}

function Entry({ entry }: { entry: MenuEntry }) {
  if (entry === 'line') return <Primitive.Separator className="menu-line" />;
  if ('heading' in entry) return <Primitive.Label className="menu-heading">{entry.heading}</Primitive.Label>;
  const Icon = entry.icon;
  const content = (
    <>
      {Icon !== undefined && <Icon size={16} aria-hidden />}
      <span className="grow">{entry.label}</span>
      {entry.hint !== undefined && <span className="menu-hint">{entry.hint}</span>}
      {entry.isChecked === true && <Check size={16} aria-hidden />}
      {entry.shortcut !== undefined && <KeyHint keys={entry.shortcut} />}
    </>
  );
  if (entry.isChecked !== undefined) {
    return (
      <Primitive.CheckboxItem
        className="menu-item"
        checked={entry.isChecked}
        disabled={entry.isDisabled}
        data-keys={entry.shortcut}
        onSelect={entry.onSelect}
      >
        {content}
      </Primitive.CheckboxItem>
    );
  }
  return (
    <Primitive.Item
      className={classNames('menu-item', entry.isDanger === true && 'menu-item-danger')}
      disabled={entry.isDisabled}
      data-keys={entry.shortcut}
      onSelect={entry.onSelect}
    >
      {content}
    </Primitive.Item>
  );
}
