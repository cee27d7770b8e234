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

let made = 0;

export function createField({ say }: Kit, wish: Wish): Field {
  const id = `field-${++made}`;
  const isText = wish.name === 'text';
  const common = {
    id,
    'aria-required': wish.isRequired ? 'true' : null,
    'aria-describedby': `${id}-error${wish.why ? ` ${id}-why` : ''}`,
    dir: 'auto',
  };
  const input = isText
    ? make('textarea', { ...common, rows: '5', maxlength: '4000' })
    : make('input', {
        ...common,
        type: wish.name === 'mail' ? 'email' : 'text',
        autocomplete: wish.name === 'mail' ? 'email' : 'name',
        maxlength: wish.name === 'mail' ? '320' : '100',
      });
  input.value = wish.value ?? '';
  const error = make('p', { id: `${id}-error`, class: 'error' });
  const value = () => input.value.trim() || null;
  const problem = () => {
    const given = value();
    if (given === null) return wish.isRequired ? say('error.required') : '';
    return wish.name === 'mail' && !MAIL.test(given) ? say('error.mail') : '';
  };
  const check = () => {
    const told = problem();
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
        { for: id },
        wish.label,
        wish.isRequired ? null : make('span', { class: 'optional' }, ` (${say('optional')})`),
      ),
      input,
      wish.why ? make('p', { id: `${id}-why`, class: 'why' }, wish.why) : null,
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
