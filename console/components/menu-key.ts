import { type KeyPress, nameOf } from '../keyboard/keys.ts';

interface MenuPress extends KeyPress {
  currentTarget: { querySelectorAll(selector: string): Iterable<MenuItem> };
  preventDefault(): void;
  stopPropagation(): void;
}
interface MenuItem {
  dataset: Readonly<Record<string, string | undefined>>;
  click(): void;
}

/**
 * The key that stands beside an entry chooses it, and nothing else: the keys of the page rest while a menu is open. To be called before the press
 * reaches the entry that has the focus, which takes Enter with whatever is held down, and before the menu looks for an entry of that letter.
 */
export function pressByKey(event: MenuPress): void {
  const press = nameOf(event);
  if (press === 'Enter' || press === 'Space') return;
  const items = [...event.currentTarget.querySelectorAll('[data-keys]')];
  const item = items.find(({ dataset }) => dataset['keys'] === press);
  if (!item) return;
  event.preventDefault();
  event.stopPropagation();
  if (!('disabled' in item.dataset)) item.click();
}
