import { type Actor, systemActor } from '#platform/app/index.ts';
import { honourInput, type HonourInput } from '../schema.ts';

/** A colleague. */
export const boss: Actor = { ...systemActor, kind: 'user', id: 'user_1', name: 'Ama' };

/** A badge for three thanks, unless told otherwise. */
export const badge = (more: Partial<HonourInput> = {}): HonourInput =>
  honourInput.parse({
    kind: 'badge',
    names: { en: 'Thanked', de: '' },
    texts: { en: 'Three thanks.', de: '' },
    mark: '🌱',
    colour: '#2e7d32',
    rule: { version: 1, when: { fact: 'thanks', op: 'at-least', value: 3 } },
    ...more,
  });
