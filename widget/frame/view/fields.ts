import { make, setText } from './dom.ts';
import type { Kit } from './kit.ts';

export interface Field {
  element: HTMLElement;
  /** Trimmed; null when it was left empty. */
  value(): string | null;
  /** Says what is wrong beside the field; whether it is fine. */
  check(): boolean;
  focus(): void;
}

interface Wish {
  name: 'name' | 'mail' | 'text';
  label: string;
  why?: string;
  isRequired: boolean;
  value?: string | null;
}

/** Somebody, an at sign, and a place with a dot in it. The server has the last word. */
const MAIL = /^[^\s@,;<>"]{1,64}@[^\s@,;<>"]+\.[^\s@,;<>".]{2,}$/;

export function createField(kit: Kit, wish: Wish): Field {
  const input =
    wish.name === 'text'
      ? make('textarea', { rows: '5', maxlength: '4000' })
      : make('input', {
          type: wish.name === 'mail' ? 'email' : 'text',
          autocomplete: wish.name === 'mail' ? 'email' : 'name',
          maxlength: wish.name === 'mail' ? '320' : '100',
        });
  input.value = wish.value ?? '';
  const problem = (given: string) => (wish.name === 'mail' && !MAIL.test(given) ? kit.say('error.mail') : '');
  return fieldAround(kit, input, wish, problem);
}

type Input = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

let made = 0;

/** A label, what helps, and what is wrong, around something that is filled in. `problem` looks at what was given. */
export function fieldAround(
  { say }: Kit,
  input: Input,
  wish: { label: string; why?: string; isRequired: boolean },
  problem: (given: string) => string,
): Field {
  const id = `field-${++made}`;
  input.id = id;
  if (wish.isRequired) input.setAttribute('aria-required', 'true');
  input.setAttribute('aria-describedby', `${id}-error${wish.why ? ` ${id}-why` : ''}`);
  input.dir = 'auto';
  const error = make('p', { id: `${id}-error`, class: 'error' });
  const value = () => input.value.trim() || null;
  const check = () => {
    const given = value();
    // A number that is none reads as nothing.
    const isEmpty = given === null && !input.validity.badInput;
    const told = isEmpty ? (wish.isRequired ? say('error.required') : '') : problem(given ?? '');
    setText(error, told);
    input.setAttribute('aria-invalid', String(told !== ''));
    return told === '';
  };
  // A complaint goes as soon as it is settled, and comes only when somebody wants to go on.
  input.addEventListener('input', () => input.getAttribute('aria-invalid') === 'true' && check());
  return {
    element: make(
      'div',
      { class: 'field' },
      make(
        'label',
        { for: id, dir: 'auto' },
        wish.label,
        wish.isRequired ? null : make('span', { class: 'optional' }, ` (${say('optional')})`),
      ),
      input,
      wish.why ? make('p', { id: `${id}-why`, class: 'why', dir: 'auto' }, wish.why) : null,
      error,
    ),
    value,
    check,
    focus: () => input.focus(),
  };
}

/** Whether all are fine; else the first that is not gets the focus. */
export function checkAll(fields: readonly Field[]): boolean {
  const wrong = fields.filter((field) => !field.check());
  wrong[0]?.focus();
  return wrong.length === 0;
}
