import type { App } from '#platform/app/index.ts';
import { readArticleWords, readFigures } from '#respond/knowledge/index.ts';
import { helpedPort } from '../ports.ts';
import type { DeflectionView } from '../schema.ts';

const DAY_MS = 86_400_000;
const MOST = 50;

/** What articles answered so that nobody had to ask, the most helpful first. */
export async function readDeflection(app: App, days: number): Promise<DeflectionView> {
  const since = new Date(app.clock.now().getTime() - days * DAY_MS);
  const [figures, helped, titles] = await Promise.all([
    readFigures(app, days),
    app.find(helpedPort)?.read(app, since) ?? new Map<string, number>(),
    readTitles(app),
  ]);
  const byArticle = new Map(figures.byArticle.map((one) => [one.articleId, one]));
  const none = { helpful: 0, unhelpful: 0, views: 0, used: 0 };
  const items = [...titles].flatMap(([articleId, title]) => {
    const { helpful, unhelpful, views, used } = byArticle.get(articleId) ?? none;
    const own = helped.get(articleId) ?? 0;
    if (helpful + unhelpful + views + used + own === 0) return [];
    return [{ articleId, title, views, helpful, unhelpful, used, helped: own }];
  });
  const sum = (values: Iterable<number>) => [...values].reduce((all, value) => all + value, 0);
  return {
    days,
    items: items.sort((a, b) => b.helpful - a.helpful || b.views - a.views).slice(0, MOST),
    totals: {
      helpful: figures.totals.helpful,
      helped: sum(helped.values()),
      searches: figures.totals.searches,
      empty: figures.totals.searchesWithoutArticle,
    },
  };
}

async function readTitles(app: App): Promise<Map<string, string>> {
  return new Map((await readArticleWords(app)).map(({ articleId, title }) => [articleId, title]));
}
