type Child = Node | string | null | undefined | false;
type Attributes = Readonly<
  Record<string, string | number | boolean | null | undefined | ((event: Event) => void)>
>;

/** Makes an element: functions are listeners (`onclick`), `true` is an empty attribute, `false` and null are none. Text stays text. */
export function make<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  attributes: Attributes = {},
  ...children: Child[]
): HTMLElementTagNameMap[K] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== false && value !== null && value !== undefined)
      element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
}

/** Text for screen readers only. */
export const hidden = (text: string): HTMLElement => make('span', { class: 'hidden' }, text);

/** Changes a text only when it is another one: live regions speak when they are written to. */
export function setText(element: HTMLElement, text: string): void {
  if (element.textContent !== text) element.textContent = text;
}

export function setClass(element: Element, name: string, isOn: boolean): void {
  element.classList.toggle(name, isOn);
}

export interface Keyed {
  key: string;
}

/** Keeps a list of elements like a list of things: known ones are updated in place, so nothing is read out twice. */
export function createList<T extends Keyed>(
  parent: HTMLElement,
  build: (one: T) => { element: HTMLElement; update(one: T): void },
): (things: readonly T[]) => void {
  const shown = new Map<string, { element: HTMLElement; update(one: T): void; last: T }>();
  return (things) => {
    const wanted = new Set(things.map(({ key }) => key));
    for (const [key, { element }] of shown)
      if (!wanted.has(key)) {
        element.remove();
        shown.delete(key);
      }
    let at = parent.firstElementChild;
    for (const one of things) {
      const known = shown.get(one.key);
      const entry = known ?? { ...build(one), last: one };
      if (!known) shown.set(one.key, entry);
      entry.update(one);
      entry.last = one;
      if (entry.element === at) at = at.nextElementSibling;
      else parent.insertBefore(entry.element, at);
    }
  };
}

/** A place for one card at a time; it is built anew only when its key changes, so that nobody's typing is lost. */
export function createSlot(
  parent: HTMLElement,
): (key: string | null, build: () => HTMLElement) => HTMLElement | null {
  let shownKey: string | null = null;
  return (key, build) => {
    if (key === shownKey) return null;
    shownKey = key;
    parent.replaceChildren();
    if (key === null) return null;
    const card = build();
    parent.append(card);
    return card;
  };
}
