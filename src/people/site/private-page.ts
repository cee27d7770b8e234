import type { App } from '#platform/app/index.ts';
import { markup, trusted } from '#lib/html/index.ts';
import { getBrand } from '#people/brand/index.ts';
import { frameWords, siteDocument } from '#ui/site/index.ts';
import { dressOf, navigationOf, SITE } from './dress.ts';

/** Style sheet of pages behind links. */
export const PRIVATE_STYLE = `${SITE}/private.css`;

/** A page for one reader, as the feature that has it says it. */
export interface PrivateView {
  language: string;
  title: string;
  /** HTML whose values are escaped. */
  body: string;
  /** HTML below the page, before the links of the site's foot. */
  foot?: string;
}

/** The page behind a link, in the look of the site: for one reader, in no search engine, without scripts. `addLinkedPage` says how it is sent. */
export async function privatePage(app: App, view: PrivateView): Promise<string> {
  const { language, title, body, foot = '' } = view;
  const [{ sections, foot: links }, dress, brand] = await Promise.all([
    navigationOf(app, language, undefined),
    dressOf(app),
    getBrand(app),
  ]);
  return siteDocument({
    // Where no part of the site is open, the name leads to the content.
    site: {
      name: brand.name || title,
      publicUrl: app.config.publicUrl,
      homePath: sections[0]?.path ?? '#content',
      ...dress,
    },
    page: {
      language,
      title,
      path: '/',
      isHidden: true,
      styles: [PRIVATE_STYLE],
      body: markup`<div class="private">${trusted(body)}</div>`,
    },
    skip: frameWords(language).skip,
    header: [],
    footer: markup`${trusted(foot)}${links}`,
  });
}

/** What pages behind links need beside the site's own style: what was said, facts, promises, and words to choose among. */
export const PRIVATE_CSS = `.private section{margin:28px 0}.private h2{margin:0 0 8px}.private dl{margin:0}.private dl div{display:flex;flex-wrap:wrap;gap:0 12px}.private dt{color:var(--quiet);min-inline-size:120px}.private dd{margin:0;overflow-wrap:anywhere}
.private article{margin:10px 0;padding:10px 14px;border:1px solid var(--line);border-radius:var(--corner)}.private article.us,.private .offer{background:var(--soft)}.private article.answered,.private .offer{border:1px solid var(--brand)}.private article p,.private .words{display:block;margin:4px 0 0;white-space:pre-wrap;overflow-wrap:anywhere}.private article header{padding:0;border:0}
.private .promises{list-style:none;margin:0;padding:0}.private .promises li{margin-block:6px;padding-inline-start:24px;text-indent:-20px}.private .promises li span{display:inline-block;inline-size:16px;text-indent:0;font-weight:700}.private .late span,.private .missed span{color:light-dark(#b3261e,#ff9d94)}.private .kept span{color:light-dark(#1c6b3c,#7fd3a0)}
.private .form{margin:0 0 12px;max-inline-size:none;justify-items:start}.private .form>*{inline-size:100%}.private .form button{inline-size:auto;min-block-size:44px}.private .form .choice{padding:10px 12px;border:1px solid var(--line);border-radius:var(--corner)}.private .form .choices{border:0;padding:0;gap:8px}.private .offer{display:block;margin:0;padding:12px 16px;border-radius:var(--corner)}.private .hidden{position:absolute;inline-size:1px;block-size:1px;overflow:hidden;clip-path:inset(50%)}
`;
