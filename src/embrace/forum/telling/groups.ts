import type { App } from '#platform/app/index.ts';
import { newId } from '#platform/ids/index.ts';
import { type NoticeKind, tell } from '#embrace/notifications/index.ts';
import type { Doer } from '../doer.ts';
import { COMMUNITY } from '../domain.ts';
import type { Seat } from '../groups/domain.ts';
import type { GroupRow } from '../groups/store.ts';

const aboutOf = ({ id, name, slug }: GroupRow, more = '') => ({
  id,
  title: name,
  path: `${COMMUNITY}/g/${encodeURIComponent(slug)}${more}`,
});

/** Moderators of a group hear that somebody wants to come in, in the ambient transaction. */
export async function tellAsked(
  app: App,
  doer: Doer,
  group: GroupRow,
  moderators: readonly string[],
): Promise<void> {
  await tell(app, {
    to: moderators,
    kind: 'forum.group-asked',
    key: newId('key'),
    about: aboutOf(group, '/members'),
    by: { id: doer.memberId, name: doer.name },
  });
}

/** Somebody hears that he was invited into a group, or let in. */
export async function tellSeated(
  app: App,
  doer: Doer,
  group: GroupRow,
  memberId: string,
  { state }: Seat,
): Promise<void> {
  await tell(app, {
    to: [memberId],
    kind: state === 'in' ? 'forum.group-in' : 'forum.group-invited',
    key: newId('key'),
    about: aboutOf(group),
    by: { id: doer.memberId, name: doer.name },
  });
}

/** What groups tell of. */
export const groupKinds: readonly NoticeKind[] = [
  {
    kind: 'forum.group-invited',
    words: {
      en: {
        label: 'Invitations into groups',
        line: ({ by, title }) => `${by} invites you into the group “${title}”`,
      },
      de: {
        label: 'Einladungen in Gruppen',
        line: ({ by, title }) => `${by} lädt Sie in die Gruppe „${title}“ ein`,
      },
    },
    defaults: { page: true, mail: 'now' },
  },
  {
    kind: 'forum.group-in',
    words: {
      en: { label: 'When a group lets me in', line: ({ title }) => `You are in the group “${title}” now` },
      de: {
        label: 'Wenn mich eine Gruppe aufnimmt',
        line: ({ title }) => `Sie sind jetzt in der Gruppe „${title}“`,
      },
    },
    defaults: { page: true, mail: 'off' },
  },
  {
    kind: 'forum.group-asked',
    words: {
      en: {
        label: 'Who wants to come into groups that I moderate',
        line: ({ by, title }) => `${by} wants to come into the group “${title}”`,
      },
      de: {
        label: 'Wer in Gruppen möchte, die ich moderiere',
        line: ({ by, title }) => `${by} möchte in die Gruppe „${title}“`,
      },
    },
    defaults: { page: true, mail: 'off' },
  },
];
