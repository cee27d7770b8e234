import type { App } from '#platform/app/index.ts';
import { addNotice, resolveNotice } from '#people/notices/index.ts';
import { listArticles } from './articles/read.ts';

const KEY = 'knowledge:alarm';

/** Daily: tells the owners how many articles somebody should look at again. */
export async function tellAlarms(app: App): Promise<void> {
  const { items } = await listArticles(app, { state: 'alarm', limit: 200 });
  if (items.length === 0) return resolveNotice(app, KEY);
  const [first] = items;
  const title = first!.texts[0]?.title ?? '';
  await addNotice(app, {
    to: 'owners',
    level: 'info',
    title: items.length === 1 ? `“${title}” needs a look` : `${items.length} articles need a look`,
    text: 'Their review day has come, or readers say that they do not help.',
    link: '/knowledge?state=alarm',
    key: KEY,
  });
}
