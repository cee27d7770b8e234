import { readEarlier } from '#respond/inbox/index.ts';
import type { FactSource } from './sources.ts';

const GROUP = 'The customer';

/** What the customer had with us before. */
export const earlierFacts: FactSource = {
  name: 'earlier',
  define: async () => [
    { name: 'customer.earlier', type: 'number', label: 'earlier conversations with them', group: GROUP },
    { name: 'customer.unanswered', type: 'number', label: 'earlier ones unanswered', group: GROUP },
    {
      name: 'customer.days',
      type: 'number',
      label: 'last conversation before',
      group: GROUP,
      unit: 'days ago',
    },
  ],
  async read(app, conversations) {
    const found = await readEarlier(
      app,
      conversations.map(({ id }) => id),
    );
    return new Map(
      [...found].map(([id, { earlier, unanswered, days }]) => [
        id,
        { 'customer.earlier': earlier, 'customer.unanswered': unanswered, 'customer.days': days },
      ]),
    );
  },
};
