import type { App } from '#platform/app/index.ts';
import type { Facts } from '#lib/conditions/index.ts';
import { readCaseFacts, listTypes } from '#respond/cases/index.ts';
import { addFacts } from '#respond/conditions/index.ts';
import { promiseChips } from '#respond/promises/index.ts';

const CASE = 'The case';
const PROMISE = 'The promise';
const STATUSES = ['open', 'waiting', 'solved', 'closed'].map((value) => ({ value, label: value }));

/** What cases and promises know of conversations, for conditions. */
export function addFactsOfFeatures(app: App): void {
  addFacts(app, {
    name: 'cases',
    define: async (at) => [
      {
        name: 'case.type',
        type: 'choice',
        label: 'type of the case',
        group: CASE,
        values: (await listTypes(at)).map(({ id, name }) => ({ value: id, label: name })),
      },
      { name: 'case.status', type: 'choice', label: 'status of the case', group: CASE, values: STATUSES },
    ],
    async read(at, conversations) {
      const found = await readCaseFacts(
        at,
        conversations.map(({ id }) => id),
      );
      return new Map(
        [...found].map(([id, { typeId, status }]): [string, Facts] => [
          id,
          { 'case.type': typeId, 'case.status': status },
        ]),
      );
    },
  });
  addFacts(app, {
    name: 'promises',
    define: async () => [
      { name: 'promise.minutes', type: 'number', label: 'promise due in', group: PROMISE, unit: 'minutes' },
      { name: 'promise.soon', type: 'yes-no', label: 'promise due soon', group: PROMISE },
      { name: 'promise.late', type: 'yes-no', label: 'promise late', group: PROMISE },
    ],
    async read(at, conversations) {
      const now = at.clock.now().getTime();
      const found = await promiseChips.read(
        at,
        conversations.map(({ id }) => id),
      );
      return new Map(
        [...found].map(([id, { dueAt, isSoon, isMissed }]): [string, Facts] => [
          id,
          {
            'promise.minutes': dueAt === null ? null : Math.round((Date.parse(dueAt) - now) / 60_000),
            'promise.soon': isSoon,
            'promise.late': isMissed,
          },
        ]),
      );
    },
  });
}
