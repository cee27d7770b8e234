import type { FactDefinition } from '#lib/conditions/index.ts';
import type { FactSource } from '#respond/conditions/index.ts';
import { promiseChips } from './service/chips.ts';

const MINUTE_MS = 60_000;
const definitions: readonly FactDefinition[] = [
  {
    name: 'promise.state',
    type: 'choice',
    label: 'promise',
    group: 'Promises',
    values: [
      { value: 'running', label: 'running' },
      { value: 'soon', label: 'due soon' },
      { value: 'late', label: 'late' },
      { value: 'paused', label: 'standing still' },
    ],
  },
  {
    name: 'promise.kind',
    type: 'choice',
    label: 'what is promised',
    group: 'Promises',
    values: [
      { value: 'first', label: 'first answer' },
      { value: 'next', label: 'next answer' },
      { value: 'resolution', label: 'solution' },
    ],
  },
  {
    name: 'promise.minutes',
    type: 'number',
    label: 'time until it is due',
    group: 'Promises',
    unit: 'minutes',
  },
];

/** What conditions may ask of promises: of the one that is due first; nothing is known where nothing is promised. */
export const promiseFacts: FactSource = {
  name: 'promises',
  define: async () => definitions,
  async read(app, conversations) {
    const ids = conversations.map(({ id }) => id);
    const chips = await promiseChips.read(app, ids);
    const now = app.clock.now().getTime();
    return new Map(
      [...chips].map(([id, { kind, dueAt, isMissed, isPaused, isSoon }]) => [
        id,
        {
          'promise.kind': kind,
          'promise.state': isMissed ? 'late' : isPaused ? 'paused' : isSoon ? 'soon' : 'running',
          'promise.minutes': dueAt === null ? null : Math.round((Date.parse(dueAt) - now) / MINUTE_MS),
        },
      ]),
    );
  },
};
