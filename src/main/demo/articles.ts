import { readFile } from 'node:fs/promises';
import type { Actor, App } from '#platform/app/index.ts';
import {
  importArticles,
  listArticles,
  readCentre,
  removeArticle,
  saveCentre,
} from '#respond/knowledge/index.ts';

const FILE = new URL('./articles.ndjson', import.meta.url);
const NAME = 'Lumora help';

/** The sample company's help articles, in an open help centre. */
export async function shelveArticles(app: App, actor: Actor): Promise<void> {
  await importArticles(app, actor, { format: 'ndjson', text: await readFile(FILE, 'utf8') });
  await saveCentre(app, actor, {
    ...(await readCentre(app)),
    isOpen: true,
    name: NAME,
    welcome: 'What can we do for you?',
    languages: ['en', 'de'],
    homeUrl: 'https://lumora.example',
    contactUrl: 'https://lumora.example/contact',
  });
  await app.jobs.enqueue('knowledge.gaps', {}, { key: 'knowledge.gaps' });
}

/** They leave with the sample company, as far as nobody wrote on them, and the help centre closes where it still bears its name. */
export async function clearShelf(app: App, actor: Actor): Promise<void> {
  const lines = (await readFile(FILE, 'utf8')).trim().split('\n');
  const titles = new Set(lines.map((line) => (JSON.parse(line) as { title: string }).title));
  const { items } = await listArticles(app, { limit: 5000 });
  for (const { id, texts } of items)
    if (texts.every(({ title, version }) => titles.has(title) && version <= 1))
      await removeArticle(app, actor, id);
  const centre = await readCentre(app);
  if (centre.name === NAME) await saveCentre(app, actor, { ...centre, isOpen: false });
}
