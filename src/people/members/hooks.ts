import type { App } from '#platform/app/index.ts';
import { type HookType, publishHook } from '#platform/webhooks/index.ts';

const MEMBER = {
  id: 'mem_01kaq0k3c9y6d2b7r8m4f5v1xe',
  handle: 'maya',
  name: 'Maya',
  url: 'https://example.com/community/members/maya',
};

/** What is told of members. */
export const memberHookTypes: readonly HookType[] = [
  {
    type: 'member.joined',
    text: 'Somebody has an account in the community now.',
    example: { member: MEMBER },
  },
  {
    type: 'member.left',
    text: 'A member was erased; whatever you keep of him has to go as well.',
    example: { member: { id: MEMBER.id }, keepsContent: true },
  },
];

/** Call it in the transaction in which somebody joins. */
export async function tellJoined(app: App, member: typeof MEMBER): Promise<void> {
  await publishHook(app, { type: 'member.joined', at: await app.db.now(), data: { member } });
}

/** Call it in the transaction that erases a member; tells nothing of him but that he left. */
export async function tellLeft(app: App, id: string, keepsContent: boolean): Promise<void> {
  const data = { member: { id }, keepsContent };
  await publishHook(app, { type: 'member.left', at: await app.db.now(), data });
}
