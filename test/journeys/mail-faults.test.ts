import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { mailReplies } from '#connectors/mail/index.ts';
import { ANN, DESK, type MailDesk, openMailDesk, until } from '../helpers/mail-desk.ts';
import { whyNoMailServers } from '../helpers/mail-servers.ts';

const missing = whyNoMailServers();

describe('mail servers that fail', { skip: missing ?? false }, () => {
  let desk: MailDesk;
  let servers: MailDesk['servers'];
  let agent: MailDesk['agent'];
  before(async () => {
    desk = await openMailDesk();
    ({ servers, agent } = desk);
  });
  after(() => desk?.close());
  const open = (...given: Parameters<MailDesk['open']>) => desk.open(...given);
  const arrives = (...given: Parameters<MailDesk['arrives']>) => desk.arrives(...given);
  const reply = (...given: Parameters<MailDesk['reply']>) => desk.reply(...given);
  const sent = (...given: Parameters<MailDesk['sent']>) => desk.sent(...given);
  const mailTo = (...given: Parameters<MailDesk['mailTo']>) => desk.mailTo(...given);

  it('a reply whose answer was lost after the server took it is found again, and stands there once', async () => {
    await servers.swaks({ from: ANN, to: DESK, subject: 'Lost line', body: 'Do you hear me?' });
    const line = await arrives('Lost line');
    const real = mailReplies.send;
    let calls = 0;
    mailReplies.send = async (...given) => {
      calls += 1;
      await real(...given);
      // What a killed process or a cut line leaves behind: nobody here knows that it was taken.
      throw new Error('the process was killed');
    };
    try {
      const id = await reply(line, 'Loud and clear, once.');
      const shown = await sent(id);
      assert.deepEqual([shown.state, shown.attempts, calls], ['sent', 1, 1]);
      assert.match(shown.receipt.externalId, /@shop\.example$/);
    } finally {
      mailReplies.send = real;
    }
    assert.equal((await mailTo(ANN, 'Loud and clear, once')).length, 1);
    await until('it is in the thread', async () => (await open(line.id)).thread.length === 2, 30_000);
  });

  it('a server that is away for a while gets the reply when it is back', async () => {
    await servers.swaks({ from: ANN, to: DESK, subject: 'Away', body: 'Anybody?' });
    const away = await arrives('Away');
    await servers.stopSmtp();
    const id = await reply(away, 'We are back.');
    await until(
      'it waits',
      async () => /did not take it yet/.test((await agent.get(`/api/v1/replies/${id}`)).body.problem ?? ''),
      30_000,
    );
    await servers.startSmtp();
    assert.equal((await sent(id)).state, 'sent');
    assert.equal((await mailTo(ANN, 'We are back')).length, 1);
  });
});
