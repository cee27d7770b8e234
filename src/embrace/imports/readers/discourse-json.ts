import { z } from 'zod';
import { readableOf } from '#lib/markdown/index.ts';
import type { Found, Shape } from '../domain.ts';
import { DiscourseRows, MOST_POSTS } from './discourse.ts';

const moment = z.string().nullish();
const user = z.looseObject({
  id: z.number(),
  username: z.string().min(1),
  name: z.string().nullish(),
  email: z.string().nullish(),
  created_at: moment,
  bio_raw: z.string().nullish(),
});
const category = z.looseObject({
  id: z.number(),
  name: z.string().min(1),
  slug: z.string().nullish(),
  description: z.string().nullish(),
  description_text: z.string().nullish(),
  read_restricted: z.boolean().nullish(),
  permissions_params: z.record(z.string(), z.unknown()).nullish(),
});
const post = z.looseObject({
  user_id: z.number().nullish(),
  username: z.string().nullish(),
  name: z.string().nullish(),
  post_number: z.number().int().min(1).max(MOST_POSTS),
  raw: z.string().nullish(),
  cooked: z.string().nullish(),
  created_at: z.string(),
  reply_to_post_number: z.number().nullish(),
  hidden: z.boolean().nullish(),
  deleted_at: moment,
  post_type: z.number().nullish(),
  accepted_answer: z.boolean().nullish(),
});
const tag = z.union([z.string(), z.looseObject({ name: z.string() }).transform(({ name }) => name)]);
const topic = z.looseObject({
  id: z.number(),
  title: z.string(),
  category_id: z.number().nullish(),
  closed: z.boolean().nullish(),
  archived: z.boolean().nullish(),
  archetype: z.string().nullish(),
  tags: z.array(tag).nullish(),
  posts: z.array(z.unknown()).nullish(),
  post_stream: z.looseObject({ posts: z.array(z.unknown()) }).nullish(),
});
const exported = z.looseObject({
  topics: z.array(z.unknown()),
  users: z.array(z.unknown()).nullish(),
  categories: z.array(z.unknown()).nullish(),
});
const categoryList = z.looseObject({
  category_list: z.looseObject({ categories: z.array(z.unknown()) }),
});

/** What its own exporter writes, and what its API answers, one answer or several; undefined for JSON of somebody else. */
export function readDiscourseJson(values: readonly unknown[], prefix: string): Found | undefined {
  const into = new DiscourseRows(prefix);
  let shape: Shape | undefined;
  let line = 0;
  for (const value of values) {
    const whole = exported.safeParse(value).data;
    const list = categoryList.safeParse(value).data;
    const one = topic.safeParse(value).data;
    if (list) {
      shape ??= 'discourse-api';
      for (const each of list.category_list.categories) addCategory(into, ++line, each);
    } else if (whole) {
      shape ??= 'discourse-export';
      for (const each of whole.categories ?? []) addCategory(into, ++line, each);
      for (const each of whole.users ?? []) addUser(into, ++line, each);
      for (const each of whole.topics) addTopic(into, ++line, each);
    } else if (one?.post_stream) {
      shape ??= 'discourse-api';
      addTopic(into, ++line, value);
    } else if (user.safeParse(value).success) {
      shape ??= 'discourse-api';
      addUser(into, ++line, value);
    } else if (shape !== undefined)
      into.problems.push({ kind: 'thread', line: ++line, reason: 'Nobody knows what this is.' });
  }
  return shape === undefined ? undefined : { shape, rows: into.rows, problems: into.problems };
}

function addUser(into: DiscourseRows, line: number, value: unknown): void {
  const read = user.safeParse(value).data;
  if (!read) return void into.problems.push({ kind: 'member', line, reason: 'It is no user of Discourse.' });
  const { id, username, name, email, created_at: createdAt, bio_raw: bio } = read;
  into.user(line, { id, username, name, email, createdAt, bio });
}

function addCategory(into: DiscourseRows, line: number, value: unknown): void {
  const read = category.safeParse(value).data;
  if (!read)
    return void into.problems.push({ kind: 'category', line, reason: 'It is no category of Discourse.' });
  const groups = Object.keys(read.permissions_params ?? {});
  const isRestricted = read.read_restricted === true || (groups.length > 0 && !groups.includes('everyone'));
  const text = read.description_text ?? (read.description ? readableOf(read.description) : null);
  const { id, name, slug } = read;
  into.category(line, { id, name, slug, text, isRestricted });
}

function addTopic(into: DiscourseRows, line: number, value: unknown): void {
  const read = topic.safeParse(value).data;
  if (!read) return void into.problems.push({ kind: 'thread', line, reason: 'It is no topic of Discourse.' });
  const posts = (read.posts ?? read.post_stream?.posts ?? []).map((each) => post.safeParse(each).data);
  const { id, title, category_id: categoryId, archetype, tags } = read;
  const isQuestion = posts.some((each) => each?.accepted_answer === true);
  const isClosed = read.closed === true || read.archived === true;
  into.topic(line, {
    id,
    title,
    categoryId: categoryId ?? null,
    archetype,
    tags: tags ?? [],
    isClosed,
    isQuestion,
  });
  if ((archetype ?? 'regular') !== 'regular') return;
  for (const each of posts) {
    if (!each) into.problems.push({ kind: 'post', line, reason: 'It is no post of Discourse.' });
    // Small actions (moved, closed) are no posts, and what was deleted stays so.
    else if ((each.post_type ?? 1) === 1 && !each.deleted_at) addPost(into, line, id, each);
  }
}

function addPost(into: DiscourseRows, line: number, topicId: number, each: z.infer<typeof post>): void {
  const { user_id: userId, username, name } = each;
  // The API tells who wrote with what was written.
  if (userId && username) into.user(line, { id: userId, username, name });
  into.post(line, {
    topicId,
    userId: userId ?? null,
    number: each.post_number,
    markdown: each.raw ?? readableOf(each.cooked ?? ''),
    at: each.created_at,
    replyTo: each.reply_to_post_number,
    isHidden: each.hidden === true,
    isAccepted: each.accepted_answer === true,
  });
}
