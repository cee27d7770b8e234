import { createTestApp } from '../../test/helpers/app.ts';
import { pick, randomFrom } from '../../test/helpers/random.ts';
import { ArticleSearch } from '../../src/lib/search/index.ts';
import { minisearchRank, ndcgOf, ourRank, postgresRank, readSet, SETS } from './knowledge/measure.ts';

/**
 * node tools/bench/knowledge.ts
 * nDCG@10 of articles for questions that were held out, without and with two answered questions an article, beside minisearch and PostgreSQL's
 * full text in the same run; then how long a suggestion takes over 10,000 articles.
 */
const { app, close } = await createTestApp();
try {
  const query = app.db.query.bind(app.db);
  for (const name of Object.keys(SETS) as (keyof typeof SETS)[]) {
    const set = readSet(name);
    console.log(
      `${name}: ${set.articles.length} articles, ${set.questions.length} questions; nDCG@10 without and with two answered questions an article`,
    );
    for (const [who, rankOf] of [
      ['Rapport', async (learned) => ourRank(set, learned)],
      ['minisearch', async (learned) => minisearchRank(set, learned)],
      ['PostgreSQL, any word', (learned) => postgresRank(set, learned, query, 'or')],
      ['PostgreSQL, websearch', (learned) => postgresRank(set, learned, query, 'websearch')],
    ] as [string, (learned: typeof set.learned) => Promise<ReturnType<typeof ourRank>>][]) {
      const without = await ndcgOf(set.questions, await rankOf([]));
      const withTwo = await ndcgOf(set.questions, await rankOf(set.learned));
      console.log(`  ${who.padEnd(22)} ${without.toFixed(3)}  ${withTwo.toFixed(3)}`);
    }
  }
  speed();
} finally {
  await close();
}

/** 10,000 articles of 200 words each, drawn from the words of our own articles by falling frequency. */
function speed(): void {
  const set = readSet('banking');
  const random = randomFrom(7);
  const words = [...new Set(set.articles.flatMap(({ title, body }) => `${title} ${body}`.split(/\s+/)))];
  const text = (count: number) =>
    Array.from({ length: count }, () => {
      const rank = Math.floor(words.length * random() ** 2);
      // Half of a real collection's words are its own: names, products, codes.
      return random() < 0.2 ? `word${pick(random, 40_000)}` : words[rank]!;
    }).join(' ');
  const search = new ArticleSearch();
  const began = performance.now();
  for (let i = 0; i < 10_000; i++)
    search.put(
      { id: `article_${i}`, title: text(6), body: text(200) },
      new Map([
        ['1', text(12)],
        ['2', text(12)],
      ]),
    );
  const filled = performance.now() - began;
  const times = set.questions.map(({ text: question }) => {
    const start = performance.now();
    search.rank(question, { limit: 10 });
    return performance.now() - start;
  });
  times.sort((a, b) => a - b);
  const put = performance.now();
  for (let i = 0; i < 200; i++) search.put({ id: `article_${i}`, title: text(6), body: text(200) });
  const changed = (performance.now() - put) / 200;
  console.log(
    `10,000 articles: a suggestion p50 ${times[times.length >> 1]!.toFixed(1)} ms, p95 ${times[Math.floor(times.length * 0.95)]!.toFixed(1)} ms, most ${times.at(-1)!.toFixed(1)} ms; filled in ${(filled / 1000).toFixed(1)} s, one changed in ${changed.toFixed(2)} ms`,
  );
}
