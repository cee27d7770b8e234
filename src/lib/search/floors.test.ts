import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { createTestApp } from '../../../test/helpers/app.ts';
import {
  minisearchRank,
  ndcgOf,
  ourRank,
  postgresRank,
  readSet,
} from '../../../tools/bench/knowledge/measure.ts';

const { app, close } = await createTestApp();
after(close);

/** nDCG@10 without and with two answered questions an article; raised as the ranking gets better, never lowered. */
const FLOORS = { banking: [0.71, 0.76], assistant: [0.77, 0.86] } as const;

describe('articles found for questions that were held out', () => {
  for (const name of ['banking', 'assistant'] as const) {
    it(`stand high enough, and higher than those of PostgreSQL and minisearch: ${name}`, async (t) => {
      const set = readSet(name);
      const query = app.db.query.bind(app.db);
      for (const [i, learned] of [[], set.learned].entries()) {
        const ours = await ndcgOf(set.questions, ourRank(set, learned));
        const mini = await ndcgOf(set.questions, minisearchRank(set, learned));
        const postgres = await ndcgOf(set.questions, await postgresRank(set, learned, query, 'or'));
        t.diagnostic(
          `ours ${ours.toFixed(3)}, minisearch ${mini.toFixed(3)}, PostgreSQL ${postgres.toFixed(3)}`,
        );
        assert.ok(ours >= FLOORS[name][i]!, `${ours} is under the floor of ${FLOORS[name][i]}`);
        assert.ok(ours > mini + 0.02 && ours > postgres + 0.02, `${ours}, ${mini}, ${postgres}`);
      }
    });
  }

  it('ask with other questions than were learned', () => {
    for (const name of ['banking', 'assistant'] as const) {
      const { learned, questions } = readSet(name);
      const asked = new Set(questions.map(({ text }) => text));
      assert.equal(learned.filter(({ text }) => asked.has(text)).length, 0);
    }
  });
});
