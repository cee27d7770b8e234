import { type Actor, type App, remember } from '#platform/app/index.ts';
import { audit } from '#platform/audit/index.ts';
import { arrange, type Arranged, type Section } from '../domain/arrange.ts';
import { sectionsPort, siteLanguagesPort, sitePagesPort } from '../ports.ts';
import { type Navigation, navigationShape, type NavigationView } from '../schema.ts';
import { keepVersion, newestOf } from './saved.ts';
import '../events.ts';

const USUAL: Navigation = { header: [], footer: [] };
const load = (app: App) =>
  newestOf(app, 'navigation', USUAL, (stored) => navigationShape.safeParse(stored).data);
const held = remember(load, ({ name }) => name === 'site.changed');

/** What the company arranged, with its number. Kept in memory until it changes. */
export const readNavigation = held.read;

/** The parts of the site that are open, in their usual order and with their own names. */
export async function partsOf(app: App, language: string): Promise<Section[]> {
  const told = await Promise.all((app.find(sectionsPort) ?? []).map((tell) => tell(app, language)));
  return told.filter((section) => section !== undefined);
}

/** Published pages of the company's own. */
export async function pagesOf(app: App, language: string): Promise<Section[]> {
  return (await app.find(sitePagesPort)?.(app, language)) ?? [];
}

/** What stands at the head and at the foot of public pages in a language. */
export async function arranged(app: App, language: string): Promise<Arranged> {
  const [{ settings }, parts, pages] = await Promise.all([
    readNavigation(app),
    partsOf(app, language),
    pagesOf(app, language),
  ]);
  return arrange(parts, pages, settings, language);
}

/** Arranges the site. Throws `site.changed_meanwhile`. */
export async function saveNavigation(
  app: App,
  actor: Actor,
  { basedOn, navigation }: { basedOn: number; navigation: Navigation },
): Promise<number> {
  return app.db.transaction(async () => {
    const kept = { part: 'navigation' as const, basedOn, settings: navigation };
    const { version } = await keepVersion(app, actor, kept);
    await audit(app, actor, {
      action: 'site.navigation_changed',
      subject: 'site',
      detail: { version, header: navigation.header.length, footer: navigation.footer.length },
    });
    await app.bus.publish('site.changed', {});
    held.forget(app);
    return version;
  });
}

/** Where a page of one's own stands; it leaves the other place. In the ambient transaction. */
export async function placePage(
  app: App,
  actor: Actor,
  key: string,
  place: 'header' | 'footer' | null,
): Promise<void> {
  const { version, settings } = await load(app);
  const isThere = (entries: Navigation['header']) => entries.some((one) => one.key === key && one.isShown);
  const at = isThere(settings.header) ? 'header' : isThere(settings.footer) ? 'footer' : null;
  if (at === place) return;
  const entry = [...settings.header, ...settings.footer].find((one) => one.key === key);
  const without = (entries: Navigation['header']) => entries.filter((one) => one.key !== key);
  const navigation = { header: without(settings.header), footer: without(settings.footer) };
  if (place !== null) navigation[place].push({ ...(entry ?? { key, names: {}, url: null }), isShown: true });
  await saveNavigation(app, actor, { basedOn: version, navigation });
}

/** What is arranged, and what could be, by its own names in the first language. */
export async function viewNavigation(app: App): Promise<NavigationView> {
  const { settings, savedAt, ...rest } = await load(app);
  const languages = (await app.find(siteLanguagesPort)?.(app)) ?? ['en'];
  const [parts, pages] = await Promise.all([partsOf(app, languages[0]!), pagesOf(app, languages[0]!)]);
  const offered = [...parts.map((part) => ({ ...part, key: `section:${part.key}` })), ...pages];
  return {
    ...rest,
    savedAt: savedAt?.toISOString() ?? null,
    navigation: settings,
    parts: offered.map(({ key, label, path }) => ({ key, label, path })),
    languages: [...languages],
  };
}
