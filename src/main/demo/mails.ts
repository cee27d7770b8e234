import type { App } from '#platform/app/index.ts';
import type { InboundPost, InboundRemark } from '#connectors/kit/index.ts';
import { postObserverPort, takeIn } from '#listen/intake/index.ts';
import { removePostsOfOrigin } from '#listen/posts/index.ts';

/** Their own namespace, so that they can leave without touching real mail. */
const ORIGIN = 'mail:sample';
const HOUR_MS = 3_600_000;

interface Told {
  id: string;
  from: { name: string; address: string };
  subject: string;
  text: string;
  hoursAgo: number;
  answers?: string;
  /** Behind the words: what they quoted. */
  quoted?: string;
  remark: InboundRemark;
}

const checked = (address: string): InboundRemark => ({
  kind: 'checked',
  text: `It is from ${address} (checked here: DKIM pass, SPF not known, DMARC pass).`,
});
const GRETA = { name: 'Greta Holm', address: 'greta.holm@mail.example' };

const MAILS: readonly Told[] = [
  {
    id: 'move-1',
    from: GRETA,
    subject: 'Moving on the 1st: will my number come along?',
    text: 'Hello,\n\nwe move to Nashville on the first of the month and want to keep our number. Do you need anything from us, and will there be days without a line?\n\nGreta Holm',
    hoursAgo: 26,
    remark: checked(GRETA.address),
  },
  {
    id: 'move-2',
    from: GRETA,
    subject: 'Re: Moving on the 1st: will my number come along?',
    text: 'The new address is 14 Poplar Street. A line from the first day would be important: I work from home.',
    quoted: 'we move to Nashville on the first of the month and want to keep our number.',
    hoursAgo: 3,
    answers: 'move-1',
    remark: checked(GRETA.address),
  },
  {
    id: 'fee-1',
    from: { name: 'Omar Saleh', address: 'omar@saleh.example' },
    subject: 'Third reminder for a bill that is paid',
    text: 'This is the third reminder for a bill that I paid on the 4th. The receipt went to you twice. Please stop the reminders and confirm in writing.',
    hoursAgo: 7,
    remark: checked('omar@saleh.example'),
  },
  {
    id: 'forged-1',
    from: { name: 'Lumora Billing', address: 'billing@lumora-pay.example' },
    subject: 'Your refund is waiting',
    text: 'Dear colleague, confirm the account below and the refund of 480 leaves today.',
    hoursAgo: 5,
    remark: {
      kind: 'forged',
      text: 'It may not be from billing@lumora-pay.example (mx.lumora.example: DKIM none, SPF fail, DMARC fail).',
    },
  },
];

/** Letters to the sample company: a thread of two, a complaint, and one that is not from whom it says. */
export async function writeMails(app: App): Promise<void> {
  const now = app.clock.now().getTime();
  await takeIn(app, { sourceId: null, items: MAILS.map((mail) => postOf(mail, now)) });
}

function postOf(
  { id, from, subject, text, hoursAgo, answers, quoted, remark }: Told,
  now: number,
): InboundPost {
  const html = quoted === undefined ? {} : { html: `<p>${text}</p><blockquote>${quoted}</blockquote>` };
  const thread = answers === undefined ? {} : { parentExternalId: answers, rootExternalId: answers };
  return {
    type: 'post',
    origin: ORIGIN,
    externalId: id,
    version: 1,
    network: 'mail',
    kind: 'message',
    visibility: 'private',
    author: { externalId: from.address, handle: from.address, displayName: from.name },
    title: subject,
    text,
    langs: ['en'],
    remarks: [remark],
    createdAt: new Date(now - hoursAgo * HOUR_MS),
    ...html,
    ...thread,
  };
}

/** They leave with the sample company. */
export async function burnMails(app: App): Promise<void> {
  await removePostsOfOrigin(app, ORIGIN, async (postIds) =>
    app.find(postObserverPort)?.onPostsRemoved?.(app, postIds),
  );
}
