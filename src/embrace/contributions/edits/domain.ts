import { diffOf } from '#lib/diff/index.ts';
import { contributionErrors } from '../errors.ts';
import { LONGEST_BODY, LONGEST_REASON, LONGEST_TITLE } from './schema.ts';

export interface EditWords {
  title: string;
  body: string;
  reason: string;
}

/** What somebody wrote, as it is kept. Throws `edits.bad_text`, `edits.no_reason`. */
export function wordsOfEdit(given: EditWords): EditWords {
  const title = plain(given.title).replaceAll(/\s+/g, ' ').trim();
  const body = plain(given.body).replaceAll(/\r\n?/g, '\n').trim();
  const reason = plain(given.reason).trim();
  const isLong = title.length > LONGEST_TITLE || body.length > LONGEST_BODY;
  if (title === '' || body === '' || isLong) throw contributionErrors('edits.bad_text');
  if (reason === '' || reason.length > LONGEST_REASON) throw contributionErrors('edits.no_reason');
  return { title, body, reason };
}

/** Nothing that the database cannot hold, and nothing that cannot be seen. */
const plain = (text: string): string => text.toWellFormed().replaceAll(/(?![\n\t\r])\p{Cc}/gu, '');

/** The words that a change brings in: only these are looked at by the rules, the rest is the company's own. */
export function broughtIn(before: Omit<EditWords, 'reason'>, after: EditWords): string {
  const added = [diffOf(before.title, after.title), diffOf(before.body, after.body)]
    .flat()
    .filter(({ kind }) => kind === 'new')
    .map(({ text }) => text.trim());
  return [...added, after.reason].filter((text) => text !== '').join('\n');
}

/** Whether two articles say the same; line ends and spaces around do not count. */
export function isSame(a: Omit<EditWords, 'reason'>, b: Omit<EditWords, 'reason'>): boolean {
  const bare = (text: string) => text.replaceAll(/\r\n?/g, '\n').trim();
  return bare(a.title) === bare(b.title) && bare(a.body) === bare(b.body);
}
