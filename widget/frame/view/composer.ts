import { looseUploadsOf } from '../state/select.ts';
import type { State, Upload } from '../state/state.ts';
import { percentText, sizeText } from '../text/figures.ts';
import { createList, make, setText } from './dom.ts';
import { icon } from './icons.ts';
import { iconButton, type Kit, type Part } from './kit.ts';

/** As many letters as the server takes in one message. */
const MOST_LETTERS = 4000;
const TALLEST = 132;

export interface Composer extends Part {
  focus(): void;
}

export function createComposer(kit: Kit): Composer {
  const { acts, say } = kit;
  const { element, field, label, notice, send, attach, files } = buildComposer(kit);
  const showFiles = createList<Upload>(files, (one) => looseFile(kit, one));
  const canSend = (state: State) =>
    field.value.trim() !== '' || looseUploadsOf(state).some((one) => one.state !== 'refused');
  const changed = () => {
    grow(field);
    acts.saveDraft(field.value);
    acts.typing(field.value.trim() !== '');
    send.disabled = !canSend(kit.state());
  };
  const submit = () => {
    if (!canSend(kit.state())) return;
    const text = field.value.trim();
    field.value = '';
    changed();
    acts.submit(text);
    field.focus();
  };
  field.value = kit.draft;
  field.addEventListener('input', changed);
  field.addEventListener('keydown', (event) => {
    // While an input method composes, Enter chooses a word.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    submit();
  });
  field.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.files ?? [];
    if (pasted.length === 0 || attach.hidden) return;
    event.preventDefault();
    acts.addFiles(Array.from(pasted));
  });
  element.addEventListener('submit', (event) => {
    event.preventDefault();
    submit();
  });
  return {
    element,
    focus: () => field.focus({ preventScroll: true }),
    update(state) {
      const isQuestion = !state.visit && state.pending.length === 0 && Boolean(state.config?.askFirst);
      setText(label, say(isQuestion ? 'ask' : 'write'));
      field.placeholder = say(isQuestion ? 'ask.placeholder' : 'write.placeholder');
      setText(notice, state.notice ?? '');
      attach.hidden = state.config?.maxBytes === 0;
      showFiles(looseUploadsOf(state));
      send.disabled = !canSend(state);
      if (field.value !== '' && field.style.height === '') grow(field);
    },
  };
}

function buildComposer({ acts, say }: Kit) {
  const field = make('textarea', {
    id: 'write',
    rows: '1',
    maxlength: MOST_LETTERS,
    enterkeyhint: 'send',
    dir: 'auto',
    autocomplete: 'off',
  });
  const label = make('label', { for: 'write', class: 'hidden' });
  const notice = make('p', { class: 'notice', role: 'alert' });
  const send = make(
    'button',
    { type: 'submit', class: 'icon-button send', 'aria-label': say('send'), title: say('send') },
    icon('send'),
  );
  const picker = make('input', { type: 'file', multiple: true, hidden: true, 'aria-label': say('attach') });
  const attach = iconButton('clip', say('attach'), () => picker.click());
  picker.addEventListener('change', () => {
    acts.addFiles(Array.from(picker.files ?? []));
    picker.value = '';
    field.focus();
  });
  const files = make('ul', { class: 'loose', 'aria-label': say('files') });
  const box = make('div', { class: 'box' }, attach, picker, label, field, send);
  const element = make('form', { class: 'composer', novalidate: true }, files, notice, box);
  return { element, field, label, notice, send, attach, files };
}

function grow(field: HTMLTextAreaElement): void {
  field.style.height = 'auto';
  field.style.height = `${Math.min(field.scrollHeight, TALLEST)}px`;
}

function looseFile({ acts, say, language }: Kit, { key, name, size }: Upload) {
  const told = make('span', { class: 'file-size' });
  const bar = make('progress', { max: '1', 'aria-label': name });
  const element = make(
    'li',
    { class: 'file' },
    icon('file'),
    make('span', { class: 'file-name', dir: 'auto' }, name),
    told,
    bar,
    iconButton('close', say('file.remove', { name }), () => acts.removeFile(key)),
  );
  const words = (one: Upload) => {
    const whole = sizeText(size, language);
    if (one.state === 'refused') return one.reason ?? say('files.refused');
    if (one.state === 'sending')
      return say('file.sending', { percent: percentText(one.progress, language), size: whole });
    return one.state === 'done' ? whole : say('file.waiting');
  };
  return {
    element,
    update(one: Upload) {
      element.className = `file is-${one.state}`;
      if (one.state === 'refused') told.setAttribute('role', 'alert');
      setText(told, words(one));
      bar.hidden = one.state !== 'sending';
      bar.value = one.progress;
    },
  };
}
