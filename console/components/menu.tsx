import { Check, type LucideIcon } from 'lucide-react';
import { DropdownMenu as Primitive } from 'radix-ui';
import type { KeyboardEvent, ReactElement } from 'react';
import { nameOf } from '../keyboard/keys.ts';
import { classNames } from './class-names.ts';
import { KeyHint } from './key-hint.tsx';

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
          onKeyDown={pressByKey}
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

/** The key that stands beside an entry chooses it: the keys of the page rest while a menu is open. */
function pressByKey(event: KeyboardEvent<HTMLElement>): void {
  const press = nameOf(event);
  const items = event.currentTarget.querySelectorAll<HTMLElement>('[data-keys]');
  const item = [...items].find(({ dataset }) => dataset['keys'] === press);
  if (!item || 'disabled' in item.dataset) return;
  // Else the menu would look for an entry that begins with this letter.
  event.preventDefault();
  item.click();
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
