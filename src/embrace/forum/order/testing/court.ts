import { systemActor } from '#platform/app/index.ts';
import { brandFeature } from '#people/brand/index.ts';
import { memberDevicePort } from '#people/members/index.ts';
import { favoursPort, memberDevices, saveModeration } from '#embrace/moderation/index.ts';
import { lockLevel, saveFormula } from '#embrace/trust/index.ts';
import { type CaseView, USUAL } from '../../../moderation/schema.ts';
import { USUAL as USUAL_TRUST } from '../../../trust/schema.ts';
import type { CategoryRow } from '../../talk/categories.ts';
import { openStage, sendForm, type Signed, type Stage } from '../../testing/stage.ts';
import { forumFavours } from '../kind.ts';

type Colleague = Awaited<ReturnType<Stage['test']['staff']>>;

/** A community with its usual gates, and colleagues who decide. */
export interface Court {
  stage: Stage;
  help: CategoryRow;
  manager: Colleague;
  colleague: Colleague;
  /** A member whom a colleague gave a level. */
  trusted(handle: string, level?: number): Promise<Signed>;
  ask(by: Signed, title: string, markdown: string): ReturnType<typeof sendForm>;
  queue(list?: 'open' | 'done'): Promise<CaseView[]>;
  caseOf(author: Signed, list?: 'open' | 'done'): Promise<CaseView>;
  decide(who: Colleague, row: CaseView, body: object): ReturnType<Colleague['put']>;
  flag(by: Signed, postId: string, reason?: string, text?: string): ReturnType<typeof sendForm>;
  /** A page as a stranger or a member gets it now. */
  seen(path: string, by?: Signed): Promise<{ status: number; html: string }>;
}

export async function openCourt(): Promise<Court> {
  const stage = await openStage([brandFeature]);
  const { app, test } = stage;
  app.provide(memberDevicePort, memberDevices);
  app.provide(favoursPort, [forumFavours]);
  await saveFormula(app, systemActor, USUAL_TRUST);
  await saveModeration(app, systemActor, USUAL);
  const help = await stage.category('Help');
  const [manager, colleague] = [await test.staff('manager'), await test.staff('admin')];
  let asked = 0;
  const queue: Court['queue'] = async (list = 'open') =>
    (await manager.get(`/api/v1/moderation/queue?list=${list}&limit=100`)).body.items;
  return {
    stage,
    help,
    manager,
    colleague,
    queue,
    async trusted(handle, level = 2) {
      const member = await stage.member(handle);
      await lockLevel(app, systemActor, member.member.id, { level, reason: 'For this test' });
      return member;
    },
    ask: (by, title, markdown) =>
      sendForm(by, '/community/new', '/community/new', {
        category: help.id,
        kind: 'question',
        title,
        markdown,
        act: 'post',
      }),
    caseOf: async (author, list = 'open') =>
      (await queue(list)).find((one) => one.author?.id === author.member.id)!,
    decide: (who, row, body) =>
      who.put(`/api/v1/moderation/queue/${row.kind}/${row.id}/decision`, { version: row.version, ...body }),
    flag: (by, postId, reason = 'spam', text = '') =>
      sendForm(by, `/community/flag/post/${postId}`, `/community/flag/post/${postId}`, { reason, text }),
    async seen(path, by) {
      const [plain = ''] = path.split('#');
      // Strangers get copies for a second: another address each time.
      const fresh = `${plain}${plain.includes('?') ? '&' : '?'}asked=${(asked += 1)}`;
      const answer = await (by ?? test.browser()).get(by ? plain : fresh);
      return { status: answer.status, html: String(answer.body) };
    },
  };
}
