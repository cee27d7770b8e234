import type { App } from '#platform/app/index.ts';
import { caseObserverPort } from '#respond/cases/index.ts';
import { promiseObserverPort } from '#respond/promises/index.ts';
import { caseTriggers, promiseTriggers, ratingTriggers } from '#respond/routing/index.ts';
import { ratingObserverPort } from '#respond/satisfaction/index.ts';
import { noteRating } from '#measure/contacts/index.ts';

/** What rules of routing run on beside the news of conversations; reports hear of ratings, too. */
export function wireRules(app: App): void {
  app.provide(promiseObserverPort, promiseTriggers);
  app.provide(caseObserverPort, caseTriggers);
  app.provide(ratingObserverPort, {
    ...ratingTriggers,
    async onRated(at, conversationIds, rating, ratingId) {
      await noteRating(at, conversationIds, rating);
      await ratingTriggers.onRated(at, conversationIds, rating, ratingId);
    },
  });
}
