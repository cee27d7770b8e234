import { readTeams } from '#people/teams/index.ts';
import type { FactSource } from '#respond/conditions/index.ts';

const GROUP = 'What happened';
const STATUSES = ['open', 'waiting', 'snoozed', 'done'].map((value) => ({
  value,
  label: value === 'waiting' ? 'waiting for the customer' : value,
}));

/** What was before something happened. Known only to rules that run on it: the event brings the values along. */
export const changeFacts: FactSource = {
  name: 'routing',
  define: async (app) => [
    {
      name: 'status.before',
      type: 'choice',
      label: 'status before',
      group: GROUP,
      values: STATUSES,
      only: 'change',
    },
    {
      name: 'team.before',
      type: 'choice',
      label: 'team before',
      group: GROUP,
      values: (await readTeams(app)).map(({ id, name }) => ({ value: id, label: name })),
      only: 'change',
    },
    { name: 'rating', type: 'number', label: 'rating (1 to 5)', group: GROUP, only: 'change' },
    {
      name: 'no-call',
      type: 'yes-no',
      label: 'said that nobody called back',
      group: GROUP,
      only: 'change',
    },
  ],
  read: async () => new Map(),
};
