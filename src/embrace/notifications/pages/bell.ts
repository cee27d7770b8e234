import { markup } from '#lib/html/index.ts';
import type { HeaderPart, SignedIn, Visit } from '#people/members/index.ts';
import { unreadNow } from '../list/list.ts';
import { wordsIn } from '../words/index.ts';
import { PATH, SCRIPT } from './paths.ts';

/** The bell beside a member's name, with how much is not read; a script keeps it fresh. */
export async function bell({ app, language }: Visit, member: SignedIn): Promise<HeaderPart> {
  const words = wordsIn(language);
  const count = await unreadNow(app, member);
  const shown = count > 99 ? '99+' : String(count);
  return {
    html: markup`<a class="bell" href="${PATH}" data-live="${PATH}/live" aria-label="${words.bell(count)}" data-label="${words.title}"><svg viewBox="0 0 24 24" width="22" height="22" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round" aria-hidden="true"><path d="M6 8a6 6 0 0 1 12 0c0 7 3 9 3 9H3s3-2 3-9" /><path d="M10.3 21a1.9 1.9 0 0 0 3.4 0" /></svg><span class="bell-count"${count === 0 ? markup` hidden` : null}>${shown}</span></a>`,
    scripts: [SCRIPT],
  };
}
