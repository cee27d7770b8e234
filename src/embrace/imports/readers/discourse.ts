import { cut, type Kind, type Problem, type Row } from '../domain.ts';
import { dateOf } from './dates.ts';

/** What Discourse knows of things, whichever way it tells it. */
export interface DiscourseUser {
  id: number;
  username: string;
  name?: string | null | undefined;
  email?: string | null | undefined;
  createdAt?: string | null | undefined;
  bio?: string | null | undefined;
}
export interface DiscourseCategory {
  id: number;
  name: string;
  slug?: string | null | undefined;
  text?: string | null | undefined;
  isRestricted?: boolean | undefined;
}
export interface DiscourseTopic {
  id: number;
  title: string;
  categoryId: number | null;
  tags?: readonly string[] | undefined;
  isClosed?: boolean | undefined;
  archetype?: string | null | undefined;
  isQuestion: boolean;
}
export interface DiscoursePost {
  topicId: number;
  userId: number | null;
  number: number;
  markdown: string;
  at: string;
  replyTo?: number | null | undefined;
  isHidden?: boolean | undefined;
  isAccepted?: boolean | undefined;
}

/** Of one topic. */
export const MOST_POSTS = 1_000_000;

/** Rows of one file of Discourse, as they are told one by one. `prefix`: where the community lay below its host. */
export class DiscourseRows {
  readonly rows: Row[] = [];
  readonly problems: (Problem & { kind: Kind })[] = [];
  readonly #prefix: string;
  readonly #users = new Set<number>();
  readonly #categories = new Set<number>();

  constructor(prefix: string) {
    this.#prefix = prefix;
  }

  user(line: number, { id, username, name, email, createdAt, bio }: DiscourseUser): void {
    // Below zero are Discourse's own voices.
    if (id <= 0 || this.#users.has(id)) return;
    if (!Number.isSafeInteger(id) || username.trim() === '')
      return void this.problems.push({ kind: 'member', line, reason: 'It has no id or no name.' });
    this.#users.add(id);
    const data = {
      handle: username,
      name: name?.trim() || username,
      mail: mailIn(email),
      bio: bio?.trim() || null,
      at: createdAt ? dateOf(createdAt) : null,
      path: `${this.#prefix}/u/${username.toLowerCase()}`,
    };
    this.rows.push({ kind: 'member', key: String(id), line, data });
  }

  category(line: number, { id, name, slug, text, isRestricted }: DiscourseCategory): void {
    if (this.#categories.has(id)) return;
    if (!Number.isSafeInteger(id) || name.trim() === '')
      return void this.problems.push({ kind: 'category', line, reason: 'It has no id or no name.' });
    this.#categories.add(id);
    if (isRestricted === true) {
      const reason = `Only some could read “${cut(name.trim(), 60)}” there; it is left where it is.`;
      this.problems.push({ kind: 'category', line, reason });
      return;
    }
    const data = { name, text: text?.trim() ?? '', slug: slug ?? '', path: `${this.#prefix}/c/-/${id}` };
    this.rows.push({ kind: 'category', key: String(id), line, data });
  }

  topic(line: number, topic: DiscourseTopic): void {
    const { id, title, categoryId, tags = [], isClosed = false, archetype, isQuestion } = topic;
    // Messages are nobody else's business.
    if (categoryId === null || (archetype ?? 'regular') !== 'regular') return;
    if (!Number.isSafeInteger(id))
      return void this.problems.push({ kind: 'thread', line, reason: 'It has no id.' });
    const data = {
      category: String(categoryId),
      title,
      kind: isQuestion ? ('question' as const) : ('discussion' as const),
      tags: [...tags],
      isClosed,
      path: `${this.#prefix}/t/-/${id}`,
    };
    this.rows.push({ kind: 'thread', key: String(id), line, data });
  }

  post(line: number, post: DiscoursePost): void {
    const { topicId, userId, number, markdown, at, replyTo, isHidden, isAccepted = false } = post;
    const when = dateOf(at);
    const isPlaced =
      Number.isSafeInteger(topicId) && Number.isInteger(number) && number >= 1 && number <= MOST_POSTS;
    const reason = !isPlaced
      ? 'Its number is none.'
      : isHidden === true
        ? 'It was hidden there.'
        : userId === null || !(userId > 0)
          ? 'Nobody wrote it: it is of the program itself, or its author was deleted.'
          : when === null
            ? `“${cut(at, 40)}” is no date.`
            : undefined;
    if (reason !== undefined) this.problems.push({ kind: 'post', line, reason });
    else
      this.rows.push({
        kind: 'post',
        key: `${topicId}/${number}`,
        line,
        thread: String(topicId),
        number,
        data: {
          author: String(userId),
          markdown: markdownOf(markdown),
          at: when!,
          replyTo: replyTo ?? null,
          isAccepted,
          path: `${this.#prefix}/t/-/${topicId}/${number}`,
        },
      });
  }
}

const mailIn = (given: string | null | undefined): string | null =>
  given && /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(given.trim()) ? given.trim() : null;

/** What Discourse adds to Markdown: quotes with their author become quotes, and pictures that stay behind become their names. */
export function markdownOf(raw: string): string {
  let text = raw.replaceAll(/!\[([^\]|]*)[^\]]*\]\(upload:\/\/[^)]*\)/g, (_all, name: string) =>
    name === '' ? '' : `*${name}*`,
  );
  // The innermost first: quotes may stand in quotes.
  for (let turn = 0; turn < 10; turn++) {
    const next = text.replaceAll(
      /\[quote(?:="?([^"\],]*)[^\]]*)?\]((?:(?!\[quote[=\]])[\s\S])*?)\[\/quote\]/g,
      (_all, who: string | undefined, words: string) => {
        const lines = `${who ? `**${who.trim()}:**\n` : ''}${words.trim()}`.split('\n');
        return `\n${lines.map((line) => `> ${line}`).join('\n')}\n\n`;
      },
    );
    if (next === text) break;
    text = next;
  }
  return text.trim();
}
