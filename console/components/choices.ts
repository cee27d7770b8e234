import type { StaffMember } from '../api/types.ts';
import { t } from '../i18n/index.ts';
import type { Choice } from './field.tsx';

/** A choice for each of them, by its name. */
export function choicesOf(all: readonly { id: string; name: string }[]): Choice[] {
  return all.map(({ id, name }) => ({ value: id, label: name }));
}

/** Who may have a conversation: whoever asks, nobody, or a colleague. */
export function assigneeChoices(staff: readonly StaffMember[]): Choice[] {
  return [
    { value: 'me', label: t('common.me') },
    { value: 'nobody', label: t('common.nobody') },
    ...choicesOf(staff.filter(({ state }) => state === 'active')),
  ];
}

/** An address may name something that is gone; it is shown all the same, so that it can be taken away. */
export function withChosen(choices: readonly Choice[], chosen: string | undefined): readonly Choice[] {
  return chosen === undefined || choices.some(({ value }) => value === chosen)
    ? choices
    : [...choices, { value: chosen, label: chosen }];
}
