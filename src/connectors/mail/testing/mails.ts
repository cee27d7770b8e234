import assert from 'node:assert/strict';
import type { OwnAccount, StoredHint } from '#connectors/kit/index.ts';
import { packRevision } from '#lib/mail/index.ts';
import { parseMailbox } from '../config.ts';
import { type Read, readMail, type Surroundings } from '../to-post.ts';

export const DESK = 'help@shop.example';
export const settings = {
  imapHost: 'imap.shop.example',
  smtpHost: 'smtp.shop.example',
  authServer: 'mx.shop.example',
};
export const mailbox = parseMailbox({ identifier: DESK, password: 'secret', settings });
export const account = { externalId: DESK } as OwnAccount;
export const NOW = new Date('2026-11-22T12:00:00Z');
export const REF = '01m822568g00k1y0m776jx1q5v';

export function around(stored: StoredHint[] = [], more: Partial<Surroundings> = {}): Surroundings {
  return {
    mailbox,
    recent: new Map(),
    isSentFolder: false,
    receivedAt: NOW,
    readAt: NOW,
    ...more,
    context: {
      ownAccounts: [account],
      stored: {
        byExternalIds: async (_origin, ids) => stored.filter(({ externalId }) => ids.includes(externalId)),
        byRef: async (ref) => (ref === REF ? stored[0] : undefined),
      },
      ...more.context,
    },
  };
}
export const raw = (fields: Record<string, string>, body = 'Hello') =>
  Buffer.from(
    `${Object.entries({
      From: 'Ann <ann@customer.example>',
      To: DESK,
      Subject: 'Lamp',
      Date: 'Sun, 22 Nov 2026 11:59:00 +0000',
      'Message-ID': '<a@customer.example>',
      ...fields,
    })
      .map(([name, value]) => `${name}: ${value}`)
      .join('\r\n')}\r\n\r\n${body}\r\n`,
  );
export const postOf = (read: Read) => {
  assert.ok('item' in read && read.item.type === 'post', JSON.stringify(read));
  return read.item;
};
export const read = async (
  fields: Record<string, string>,
  stored: StoredHint[] = [],
  more: Partial<Surroundings> = {},
) => postOf(await readMail(raw(fields), around(stored, more)));
export const known = (changes: Partial<StoredHint> = {}): StoredHint => ({
  origin: 'mail',
  network: 'mail',
  authorHandle: null,
  authorName: null,
  externalId: 'root@customer.example',
  rootExternalId: null,
  authorExternalId: 'ann@customer.example',
  isOwn: false,
  revision: null,
  createdAt: new Date('2026-11-22T10:00:00Z'),
  ...changes,
});
export const answer = (changes: object = {}) => ({
  key: 'k3y',
  text: 'Hello **Ann** <script>',
  ref: REF,
  target: {
    externalId: 'a@customer.example',
    revision: packRevision({
      id: 'a@customer.example',
      refs: ['z@customer.example'],
      to: 'ann@customer.example',
      name: 'Ann',
      subject: 'Lamp',
      others: [],
      print: 'x',
    }),
  },
  decidedAt: NOW,
  ...changes,
});
