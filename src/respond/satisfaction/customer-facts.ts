import type { CustomerFactSource } from '#people/segments/index.ts';
import { lastRatings } from './ratings-store.ts';

/** How satisfied customers were the last time they answered. */
export const customerRatings: CustomerFactSource = {
  name: 'satisfaction',
  define: async () => [
    { name: 'rating', type: 'number', label: 'last rating (1 to 5)', group: 'What was said' },
  ],
  async read(app, customers) {
    const ratings = await lastRatings(
      app,
      customers.flatMap(({ key, accountIds }) => [key, ...accountIds]),
    );
    return new Map(
      customers.flatMap(({ key, accountIds }) => {
        const own = [key, ...accountIds].flatMap((id) => ratings.get(id) ?? []);
        const last = own.toSorted((a, b) => b.at.getTime() - a.at.getTime())[0];
        return last ? [[key, { rating: last.rating }] as const] : [];
      }),
    );
  },
};
