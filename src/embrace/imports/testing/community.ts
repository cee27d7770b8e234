import assert from 'node:assert/strict';
import { type App, systemActor } from '#platform/app/index.ts';
import { AppError } from '#platform/errors/index.ts';
import type { Feature } from '#platform/feature/index.ts';
import { memberBelongingsPort } from '#people/members/index.ts';
import { catchUp, forumBelongings } from '#embrace/forum/index.ts';
import { openStage, type Stage } from '../../forum/testing/stage.ts';
import { importBelongings } from '../belongings.ts';
import { addFile, openImport, readImport, startImport, undoImport } from '../draft.ts';
import { importsFeature } from '../feature.ts';
import { goOn } from '../go-on.ts';
import { addOldAddresses } from '../old-addresses.ts';
import { csv } from './table.ts';

export interface GivenFile {
  name: string;
  text: string;
}

export const refusal = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;
export const never = new AbortController().signal;

/** Members `a` and `b`, the category `c` and the thread `t` with two posts; all named by `mark`, at a place of its own. */
export function small(mark: string): { origin: string; files: GivenFile[] } {
  const files = [
    { name: 'm.csv', text: csv('id,username', ['a', `${mark}-ada`], ['b', `${mark}-bob`]) },
    { name: 'c.csv', text: csv('id,name', ['c', `Old ${mark}`]) },
    {
      name: 't.csv',
      text: csv('id,title,category,author,text,created_at,tags,url', [
        't',
        `Thread of ${mark}`,
        'c',
        'a',
        `Words of ${mark}`,
        '2016-01-02T03:04:05Z',
        mark,
        `/${mark}/t`,
      ]),
    },
    {
      name: 'p.csv',
      text: csv('thread,author,text,created_at,reply_to', ['t', 'b', `Answer of ${mark}`, '2016-01-03', '1']),
    },
  ];
  return { origin: `https://${mark}.example`, files };
}

/** An open community into which others can be brought, with its pages. */
export async function openImports(more: readonly Feature[] = []) {
  const stage: Stage = await openStage([importsFeature, ...more], {}, async (app, server) => {
    addOldAddresses(app, server);
  });
  const { app } = stage;
  app.provide(memberBelongingsPort, [forumBelongings, importBelongings]);
  return { ...stage, ...deedsOf(app) };
}

function deedsOf(app: App) {
  const draft = async ({ origin, files }: { origin: string; files: readonly GivenFile[] }) => {
    const { id } = await openImport(app, systemActor, { name: 'Old', origin });
    for (const file of files) await addFile(app, systemActor, id, file);
    return id;
  };
  const settle = async () => {
    await goOn(app, never);
    await catchUp(app);
  };
  const bring = async (given: { origin: string; files: readonly GivenFile[] }) => {
    const id = await draft(given);
    await startImport(app, systemActor, id);
    await settle();
    assert.equal((await readImport(app, id)).state, 'done');
    return id;
  };
  const takeBack = async (id: string) => {
    await undoImport(app, systemActor, id);
    await settle();
    assert.equal((await readImport(app, id)).state, 'undone');
  };
  return { draft, settle, bring, takeBack, whole: () => whole(app) };
}

/** All that an import may touch, but for its own notes. */
async function whole(app: App): Promise<string> {
  const of = (sql: string) => app.db.query(sql);
  return JSON.stringify([
    await of('select id, handle, display_name, claim_key, mail_key, state from members order by id'),
    await of('select id, handle from accounts where handle is not null order by id'),
    await of('select id, name, slug, threads, posts from forum_categories order by id'),
    await of(
      'select id, category_id, posts, answers, last_number, last_activity, last_author_name from forum_threads order by id',
    ),
    await of('select id, thread_id, number, html, terms, reply_to, accepted_by from forum_posts order by id'),
    await of('select word, uses from forum_words order by word'),
    await of('select * from forum_tags order by tag'),
  ]);
}
