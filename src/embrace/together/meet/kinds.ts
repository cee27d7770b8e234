import type { NoticeKind } from '#embrace/notifications/index.ts';

/** What people with the same problem are told of each other. */
export const togetherKinds: readonly NoticeKind[] = [
  {
    kind: 'together.introduced',
    words: {
      en: {
        label: 'When somebody with the same problem wants to be introduced',
        line: ({ by, title }) => `${by} has the same problem: “${title}”`,
      },
      de: {
        label: 'Wenn jemand mit demselben Problem bekannt werden will',
        line: ({ by, title }) => `${by}: dasselbe Problem, „${title}“`,
      },
    },
    defaults: { page: true, mail: 'off' },
  },
  {
    kind: 'together.message',
    words: {
      en: {
        label: 'Messages of people with the same problem',
        line: ({ by, title }) => `${by} wrote to you about “${title}”`,
      },
      de: {
        label: 'Nachrichten von Menschen mit demselben Problem',
        line: ({ by, title }) => `${by}: Nachricht zu „${title}“`,
      },
    },
    defaults: { page: true, mail: 'off' },
  },
];
