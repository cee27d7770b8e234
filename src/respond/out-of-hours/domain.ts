import { namesIn } from '#lib/templates/index.ts';
import { isAutomatic, type StoredPost } from '#listen/posts/index.ts';
import { isVariable } from '#respond/canned/index.ts';
import type { AutomaticAnswer, ChannelSetting } from './schema.ts';

/** The variable of a text that only an automatic answer knows: when we open. */
export const BACK = 'back';

/** What was said longer ago than this when we heard of it gets no answer: it was read in, not written just now. */
const FRESH_MS = 60 * 60_000;

/** Addresses that nobody reads. */
const NOBODY =
  /^(?:(?:no|do|non|ne)[-_.]?(?:not[-_.]?)?(?:reply|respon[ds]e?|antwort\w*)|mailer-daemon|postmaster|bounces?|abuse|root|daemon|listserv|majordomo|notifications?|newsletter)(?:[-_+@]|$)/i;

/** When we open, as somebody would write it in a language. The zone is named unless it is the reader's own. */
export function backWords(
  opensAt: Date,
  { language, zone, isReaders }: { language: string; zone: string; isReaders: boolean },
): string {
  return new Intl.DateTimeFormat(language, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    hour: 'numeric',
    minute: '2-digit',
    timeZone: zone,
    ...(isReaders ? {} : { timeZoneName: 'short' }),
  }).format(opensAt);
}

/** The setting that counts for an account of a network: its own, else the network's. One that is off answers nothing. */
export function settingFor(
  settings: readonly ChannelSetting[],
  network: string,
  accountId: string,
): ChannelSetting | undefined {
  const of = settings.filter((one) => one.network === network);
  const found = of.find((one) => one.accountId === accountId) ?? of.find((one) => one.accountId === null);
  return found?.isOn ? found : undefined;
}

/** Variables in texts that no automatic answer will ever know. */
export function unknownNames(texts: AutomaticAnswer['texts']): string[] {
  const names = texts.flatMap(({ body }) => namesIn(body));
  return [...new Set(names.filter((name) => name !== BACK && !isVariable(name)))];
}

export function doubleLanguage(texts: AutomaticAnswer['texts']): string | undefined {
  const languages = texts.map(({ language }) => language);
  return languages.find((language, index) => languages.indexOf(language) !== index);
}

export interface Arrival {
  post: Pick<StoredPost, 'isPrivate' | 'remarks' | 'createdAt'>;
  /** Name or address of who wrote it. */
  handle: string | null;
  inPublic: boolean;
}

/** Why something is not answered by itself, whatever the hour; null where it may be. */
export function whyNot({ post, handle, inPublic }: Arrival): string | null {
  if (isAutomatic(post)) return 'A machine or a mailing list wrote it.';
  if (NOBODY.test(handle ?? '')) return 'Nobody reads what is sent to this address.';
  if (!post.isPrivate && !inPublic) return 'It was said in public.';
  return null;
}

/** Whether somebody wrote it just now. */
export function isFresh({ createdAt }: Pick<StoredPost, 'createdAt'>, heardAt: Date): boolean {
  return heardAt.getTime() - createdAt.getTime() <= FRESH_MS;
}
