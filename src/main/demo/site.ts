import { readFile } from 'node:fs/promises';
import { storeFile } from '#platform/files/index.ts';
import type { Actor, App } from '#platform/app/index.ts';
import {
  addPage,
  listPages,
  movePage,
  publishText,
  removePage,
  saveText,
} from '#embrace/site-pages/index.ts';
import {
  type Look,
  readLook,
  readNavigation,
  saveLook,
  saveNavigation,
  USUAL_SITE_LOOK,
} from '#people/site/index.ts';

const LOOK = {
  ...USUAL_SITE_LOOK,
  colour: '#5b3fd1',
  headings: 'geometric',
  corners: 'round',
} satisfies Look;
const HOME = {
  key: 'link:lumora',
  isShown: true,
  names: { en: 'Shop', de: 'Zum Laden' },
  url: 'https://lumora.example',
};

interface Told {
  place: 'header' | 'footer';
  /** Saved, and not published yet. */
  isDraft?: true;
  texts: { language: string; title: string; slug: string; description: string; markdown: string }[];
}

const read = (name: string) => readFile(new URL(`./site/${name}`, import.meta.url));
const told = async () => JSON.parse((await read('pages.json')).toString()) as Told[];

/** The sample company's look, what it says of itself, and its imprint. Nobody's own look is touched. */
export async function dressUp(app: App, actor: Actor): Promise<void> {
  const { version } = await readLook(app);
  if (version === 0) {
    const [logoFileId, darkLogoFileId, iconFileId] = await Promise.all(
      ['logo-light.svg', 'logo-dark.svg', 'icon.png'].map(async (name) => {
        const { id } = await storeFile(app, { name, bytes: await read(name), purpose: 'logo', by: actor.id });
        return id;
      }),
    );
    const look = {
      ...LOOK,
      logoFileId: logoFileId!,
      darkLogoFileId: darkLogoFileId!,
      iconFileId: iconFileId!,
    };
    await saveLook(app, actor, { basedOn: 0, look });
  }
  for (const page of await told()) await write(app, actor, page);
  const navigation = await readNavigation(app);
  const footer = [...navigation.settings.footer, HOME];
  await saveNavigation(app, actor, {
    basedOn: navigation.version,
    navigation: { ...navigation.settings, footer },
  });
}

async function write(app: App, actor: Actor, { place, isDraft, texts }: Told): Promise<void> {
  const [{ language, ...first }, ...others] = [texts[0]!, ...texts.slice(1)];
  const id = await addPage(app, actor, language, first);
  for (const { language: other, ...text } of others)
    await saveText(app, actor, id, other, { ...text, basedOn: 0 });
  if (isDraft) return;
  for (const text of texts) await publishText(app, actor, id, text.language);
  await movePage(app, actor, id, place);
}

/** They leave with the sample company, as far as nobody changed them. */
export async function undress(app: App, actor: Actor): Promise<void> {
  const { version, settings } = await readLook(app);
  const { logoFileId: _l, darkLogoFileId: _d, iconFileId: _i, ...look } = settings;
  const isSample = Object.entries(look).every(
    ([name, value]) => JSON.stringify(value) === JSON.stringify(LOOK[name as keyof typeof look]),
  );
  if (isSample) await saveLook(app, actor, { basedOn: version, look: USUAL_SITE_LOOK });
  const titles = new Set((await told()).flatMap(({ texts }) => texts.map(({ title }) => title)));
  for (const { id, texts } of await listPages(app)) {
    if (!texts.every((text) => text.version === 1 && titles.has(text.title))) continue;
    await movePage(app, actor, id, null);
    await removePage(app, actor, id);
  }
  const navigation = await readNavigation(app);
  const without = (entries: typeof navigation.settings.header) =>
    entries.filter(({ key }) => key !== HOME.key);
  const { header, footer } = navigation.settings;
  if (without(footer).length < footer.length)
    await saveNavigation(app, actor, {
      basedOn: navigation.version,
      navigation: { header: without(header), footer: without(footer) },
    });
}
