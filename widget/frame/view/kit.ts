import type { Say } from '../messages/index.ts';
import type { Given } from '../state/forms.ts';
import type { Letter, State } from '../state/state.ts';
import type { Clock } from '../text/times.ts';
import { make } from './dom.ts';
import { icon, type IconName } from './icons.ts';

/** What a part of the view may ask for. */
export interface Acts {
  close(): void;
  end(): void;
  anew(): void;
  submit(text: string): void;
  typing(isTyping: boolean): void;
  saveDraft(text: string): void;
  addFiles(files: Iterable<File>): void;
  removeFile(key: string): void;
  retry(clientId: string): void;
  discard(clientId: string): void;
  helped(answerId: string): void;
  goOn(): void;
  takeBack(): void;
  introduce(name: string | null, mail: string | null, form: Given | null): void;
  /** Whether the address was kept. */
  giveMail(mail: string): Promise<boolean>;
  rate(score: number, text: string): Promise<boolean>;
  writeAway(letter: Letter): void;
  /** The same of a letter out of hours. */
  helpedAway(answerId: string): void;
  goOnAway(): void;
  takeBackAway(): void;
  writeAgain(): void;
  /** The newest message is in sight. */
  seen(): void;
}

export interface Kit {
  acts: Acts;
  say: Say;
  clock: Clock;
  language: string;
  draft: string;
  state(): State;
}

export interface Part {
  element: HTMLElement;
  update(state: State): void;
}

export function iconButton(
  name: IconName,
  label: string,
  press: () => void,
  kind = 'quiet',
): HTMLButtonElement {
  return make(
    'button',
    { type: 'button', class: `icon-button ${kind}`, 'aria-label': label, title: label, onclick: press },
    icon(name),
  );
}

export function button(label: string, press: () => void, kind = ''): HTMLButtonElement {
  return make('button', { type: 'button', class: `button ${kind}`, onclick: press }, label);
}
