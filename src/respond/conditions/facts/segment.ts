import { readSegments, SEGMENT_FACT, segmentsOf } from '#people/segments/index.ts';
import type { FactSource } from './sources.ts';

/** Which segments the customer is in now. */
export const segmentFacts: FactSource = {
  name: 'segments',
  define: async (app) => [
    {
      name: SEGMENT_FACT,
      type: 'list',
      label: 'segment',
      group: 'The customer',
      values: (await readSegments(app)).map(({ id, name }) => ({ value: id, label: name })),
    },
  ],
  async read(app, conversations) {
    const found = await segmentsOf(app, [...new Set(conversations.map(({ accountId }) => accountId))]);
    return new Map(
      conversations.map(({ id, accountId }) => [id, { [SEGMENT_FACT]: found.get(accountId) ?? [] }]),
    );
  },
};
