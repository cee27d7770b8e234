import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { addressesPort } from '#platform/addresses/index.ts';
import { systemActor } from '#platform/app/index.ts';
import { addMember, CLOSED, saveCommunity } from '#people/members/index.ts';
import { restartSourcesOf } from '#listen/sources/index.ts';
import { addPost, memberDoer, saveCategory, startThread, tellSoon } from '#embrace/forum/index.ts';
import { features } from '../../src/main/features.ts';
import { ANN, BEN, DESK, type MailDesk, openMailDesk, until } from '../helpers/mail-desk.ts';
import { MAIL_PASSWORD, whyNoMailServers } from '../helpers/mail-servers.ts';

const missing = whyNoMailServers();

describe(
  'a member is told by mail and answers by mail, against Postfix and Dovecot',
  { skip: missing ?? false },
  () => {
    let desk: MailDesk;
    before(async () => {
      desk = await openMailDesk();
    });
    after(() => desk?.close());
    /** Does what waits, as the workers would. */
    async function work(...names: string[]) {
      const { app } = desk.rapport;
      const jobs = Object.assign({}, ...features.map((feature) => feature.jobs?.(app) ?? {}));
      for (const name of names) await jobs[name]({}, new AbortController().signal);
    }
    const bodyOf = (mail: string) => mail.replaceAll(/=\r?\n/g, '');

    it('gets one mail for an answer, and what she sends back is a post, once, and only hers', async () => {
      const { servers, agent, rapport } = desk;
      const { app } = rapport;
      const [account] = (await agent.get('/api/v1/brand/accounts')).body.items;
      const settings = { ...desk.settings, authServer: 'mx.shop.example' };
      const again = await agent.post('/api/v1/brand/accounts', {
        network: 'mail',
        identifier: DESK,
        password: MAIL_PASSWORD,
        settings,
      });
      assert.ok(again.status < 300, JSON.stringify(again.body));
      // As `listenAcross` does it: the mailbox is read with what it was connected with last.
      await restartSourcesOf(app, 'mail');
      await saveCommunity(app, systemActor, {
        ...CLOSED,
        isOpen: true,
        name: 'Lumora people',
        mailAccountId: account.id,
      });
      const join = (handle: string, mail: string) =>
        app.db.transaction(() =>
          addMember(app, { handle, displayName: handle, language: 'en' }, { mail, isMailVerified: true }),
        );
      const [ann, ben] = [await join('ann', ANN), await join('ben', BEN)];
      const rules = {
        groupId: null,
        whoReads: 'everybody',
        whoStarts: 'members',
        whoAnswers: 'members',
        isArchived: false,
        closesAfter: null,
      } as const;
      const help = await saveCategory(app, systemActor, {
        name: 'Help',
        slug: 'help',
        text: '',
        position: 0,
        ...rules,
      });
      const { thread } = await startThread(app, memberDoer(ann), {
        categoryId: help.id,
        kind: 'question',
        title: 'It blinks',
        markdown: 'Red.',
        tags: '',
      });
      const { post } = await addPost(app, memberDoer(ben), thread.id, {
        markdown: 'Hold the **button**.',
        replyTo: 1,
      });
      await app.db.transaction(() => tellSoon(app, post.id));
      const tell = features
        .flatMap((feature) => Object.entries(feature.jobs?.(app) ?? {}))
        .find(([name]) => name === 'forum.tell')![1];
      await tell({ postId: post.id }, new AbortController().signal);
      await work('notifications.mail');
      const told = async () => (await servers.mailsOf(ANN)).filter((mail) => mail.includes('Hold the'));
      await until('the mail is there', async () => (await told()).length > 0);
      const [mail, ...more] = await told();
      assert.equal(more.length, 0);
      assert.match(mail!, /^List-Unsubscribe-Post: List-Unsubscribe=One-Click/m);
      assert.match(mail!, /^Subject: .*ben_answered/m);
      const replyTo = /^Reply-To:\s*<?(help\+r[0-9a-z]+@shop\.example)>?/m.exec(bodyOf(mail!))![1]!;

      const proof = { 'Authentication-Results': 'mx.shop.example; dmarc=pass header.from=customer.example' };
      const answer = (from: string, body: string, headers: Record<string, string>, id: string) =>
        servers.swaks({
          from,
          to: replyTo,
          subject: 'Re: It blinks',
          body,
          headers: { ...headers, From: `X <${from}>`, 'Message-Id': `<${id}@customer.example>` },
        });
      await answer(
        ANN,
        'Thank you, it is green now.\n\nOn Monday, Lumora people wrote:\n> Hold the button.',
        proof,
        'good',
      );
      const own = 'https://people.shop.example';
      app.provide(addressesPort, { originOf: (path) => (path.startsWith('/community/') ? own : undefined) });
      await answer(ANN, 'Not proven.', {}, 'unproven');
      await answer(BEN, 'I am not Ann.', proof, 'foreign');
      await answer(ANN, 'I am away.', { ...proof, 'Auto-Submitted': 'auto-replied' }, 'machine');
      const posts = () =>
        app.db.query<{ markdown: string; authorId: string }>(
          'select markdown, author_id as "authorId" from forum_posts where thread_id = $1 and number > 2',
          [thread.id],
        );
      const settled = async () => {
        await work('notifications.answers');
        const rows = await app.db.query<{ state: string }>(
          `select state from notification_answers where state <> 'waiting' order by state`,
        );
        return rows.map(({ state }) => state);
      };
      await until('all answers are settled', async () => (await settled()).length === 3);
      assert.deepEqual(await settled(), ['posted', 'refused', 'refused']);
      assert.deepEqual(await posts(), [{ markdown: 'Thank you, it is green now.', authorId: ann.id }]);
      const refusals = async () =>
        (await servers.mailsOf(ANN)).filter((one) => one.includes('Your answer was not published'));
      await until('she is told of both', async () => (await refusals()).length === 2);
      for (const mail of await refusals())
        assert.match(
          bodyOf(mail),
          new RegExp(`${own}/community/t/${thread.id}`),
          'where the community stands',
        );
      assert.equal(
        (await servers.mailsOf(BEN)).filter((one) => one.includes('not published')).length,
        0,
        'strangers get no mail',
      );
      assert.equal((await desk.conversations()).length, 0, 'it is no mail to the company');
    });
  },
);
