import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import * as fc from 'fast-check';
import {
  answerSubject,
  type AuthResults,
  authResults,
  isGenuine,
  originOf,
  ownMessageId,
  plusAddress,
  readIds,
  refOf,
  splitText,
  subjectWith,
  tokenInAddress,
  tokenInId,
  tokenInSubject,
  tokenOf,
  unknownOf,
  withoutToken,
} from './index.ts';

const REF = '01jd8x3k9v0000000000000001';
const signWith = (key: string) => (text: string) =>
  createHmac('sha256', key)
    .update(text)
    .digest('hex')
    .replaceAll(/[0189]/g, 'z')
    .slice(0, 10);
const sign = signWith('ours');
const token = tokenOf(REF, sign);

describe('names of posts in mails', () => {
  it('come back from message ids, plus-addresses and subjects, whatever happened to their letter case', () => {
    const id = ownMessageId(token, 'k3y', 'shop.example');
    const address = plusAddress('help.desk@shop.example', token);
    for (const change of [(text: string) => text, (text: string) => text.toUpperCase()]) {
      assert.equal(refOf(tokenInId(change(id)) ?? '', sign), REF);
      assert.equal(refOf(tokenInAddress(change(address), 'Help.Desk@Shop.example') ?? '', sign), REF);
      assert.equal(refOf(tokenInSubject(change(subjectWith('Re: Bill', token))) ?? '', sign), REF);
    }
    assert.ok(address.split('@')[0]!.length <= 64, 'fits into a local part');
  });

  it('that somebody made up, changed or signed with another key are none', () => {
    for (const forged of [
      `${REF}aaaaaaaaaa`,
      tokenOf(REF, signWith('theirs')),
      token.replace(/^01/, '02'),
      `${token}a`,
      '',
      token.slice(1),
    ])
      assert.equal(refOf(forged, sign), undefined, forged);
    fc.assert(fc.property(fc.string(), (text) => assert.equal(refOf(text, sign), undefined)));
  });

  it('belong to one address only', () => {
    assert.equal(tokenInAddress(plusAddress('a@shop.example', token), 'b@shop.example'), undefined);
    assert.equal(tokenInAddress(plusAddress('a@shop.example', token), 'a@other.example'), undefined);
    assert.equal(tokenInAddress('a@shop.example', 'a@shop.example'), undefined);
  });

  it('stand once in a subject', () => {
    const twice = subjectWith(subjectWith('My bill', token), token);
    assert.equal(twice.split('[r:').length, 2);
    assert.equal(withoutToken(twice), 'My bill');
  });
});

describe('subjects of answers', () => {
  for (const [given, answer] of [
    ['My bill', 'Re: My bill'],
    ['Re: My bill', 'Re: My bill'],
    ['RE[2]: My bill', 'RE[2]: My bill'],
    ['AW: Rechnung', 'AW: Rechnung'],
    ['Reading list', 'Re: Reading list'],
    ['', 'Re:'],
  ] as const)
    it(`${JSON.stringify(given)} → ${JSON.stringify(answer)}`, () =>
      assert.equal(answerSubject(given), answer));
});

describe('message ids', () => {
  it('are read from whatever programs write', () => {
    assert.deepEqual(readIds('<a@b> <c@d>\r\n <a@b>'), ['a@b', 'c@d']);
    assert.deepEqual(readIds('a@b'), ['a@b']);
    assert.deepEqual(readIds('<a@b> (added by mail@gate)'), ['a@b']);
    assert.deepEqual(readIds('Your message of Monday'), []);
    assert.deepEqual(readIds(null), []);
    assert.deepEqual(readIds(`<${'x'.repeat(2000)}@b>`), []);
  });
});

describe('quotations and signatures', () => {
  const cases: [string, string, string][] = [
    [
      'Gmail',
      'Yes, still dead.\n\nOn Sat, Nov 21, 2026 at 10:02 AM Lumen <help@lumen.example> wrote:\n\n> Is it back?\n> Ana\n',
      'Yes, still dead.',
    ],
    [
      'a long introduction on two lines',
      'Yes.\n\nOn Sat, Nov 21, 2026 at 10:02 AM Lumen Customer Care Team of Nashville\n<help@lumen.example> wrote:\n> Is it back?',
      'Yes.',
    ],
    ['Thunderbird in German', 'Ja.\n\nAm 21.11.26 um 10:02 schrieb Lumen:\n> Geht es wieder?\n', 'Ja.'],
    [
      'Apple Mail in French',
      'Oui.\n\nLe 21 nov. 2026 à 10:02, Lumen <a@b.example> a écrit :\n\n> Alors ?',
      'Oui.',
    ],
    [
      'Outlook',
      'Still nothing.\n\nFrom: Lumen <help@lumen.example>\nSent: Saturday, November 21, 2026 10:02 AM\nTo: Ann\nSubject: RE: Router\n\nIs it back?\nAna',
      'Still nothing.',
    ],
    ['old Outlook', 'No.\n-----Original Message-----\nFrom: x\nhello', 'No.'],
    ['a signature', 'Please call.\n-- \nAnn Bell\n555-1234', 'Please call.'],
    ['a phone', 'Please call.\n\nSent from my iPhone', 'Please call.'],
    [
      'signature and quotation',
      'Thanks!\n\n-- \nAnn\n\nOn Monday, Lumen Care wrote:\n> You are welcome',
      'Thanks!',
    ],
    ['quotation without introduction', 'Done.\n> Did you restart it?\n> Ana', 'Done.'],
    ['nothing', 'On the whole it works.\nWe wrote: nothing.', 'On the whole it works.\nWe wrote: nothing.'],
  ];
  for (const [what, text, fresh] of cases) it(`of ${what}`, () => assert.equal(splitText(text).fresh, fresh));

  it('between whose lines somebody answers stay whole', () => {
    const text = 'On Monday, Lumen Care wrote:\n> Is it back?\nNo.\n> Since when?\nSince Friday.';
    assert.deepEqual(splitText(text), { fresh: text, folded: '' });
  });

  it('alone are shown', () => {
    assert.equal(splitText('> only this').fresh, '> only this');
  });

  it('lose not a word', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '> quoted',
        '-- ',
        'On Monday, Ann wrote:',
        'From: a',
        'Sent: b',
        '',
        'Sent from my phone',
      ),
      fc.string({ maxLength: 12 }),
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), (lines) => {
        const text = lines.join('\n');
        const { fresh, folded } = splitText(text);
        const plain = (one: string) => one.replaceAll(/\s+/g, '');
        assert.equal(plain(fresh + folded), plain(text));
      }),
    );
  });
});

describe('who wrote a mail', () => {
  const with_ = (fields: Record<string, string>) => (name: string) => fields[name] ?? null;
  const cases: [Record<string, string>, string][] = [
    [{}, 'person'],
    [{ 'auto-submitted': 'no' }, 'person'],
    [{ 'auto-submitted': 'auto-replied (vacation)' }, 'answering-machine'],
    [{ 'auto-submitted': 'auto-replied; owner-email="a@b"' }, 'answering-machine'],
    [{ 'auto-submitted': 'auto-generated' }, 'machine'],
    [{ 'x-autoreply': 'yes' }, 'answering-machine'],
    [{ precedence: 'auto_reply' }, 'answering-machine'],
    [{ precedence: 'bulk' }, 'machine'],
    [{ 'list-id': '<news.example>' }, 'list'],
    [{ 'return-path': '<>' }, 'machine'],
    [{ 'return-path': '<>', subject: 'Automatic reply: your ticket' }, 'answering-machine'],
    [{ 'return-path': '<ann@example.com>' }, 'person'],
  ];
  for (const [fields, origin] of cases)
    it(`${JSON.stringify(fields)} is ${origin}`, () => assert.equal(originOf(with_(fields)), origin));
});

describe('what our server found out about a sender', () => {
  const ours =
    'mx.shop.example; dkim=pass (good (2048 bit)) header.d=ann.example; spf=fail smtp.mailfrom=x; dmarc=pass header.from=ann.example';
  it('is read from its own header', () => {
    assert.deepEqual(authResults([ours], 'MX.shop.example'), {
      dkim: 'pass',
      spf: 'fail',
      dmarc: 'pass',
      by: 'mx.shop.example',
      domains: ['ann.example'],
    });
    assert.equal(authResults(['mx.shop.example 1; none'], 'mx.shop.example')?.dmarc, 'none');
  });

  it('is not believed when a sender wrote it', () => {
    assert.equal(authResults(['evil.example; dmarc=pass'], 'mx.shop.example'), undefined);
    assert.equal(
      authResults(['evil.example; dmarc=fail', ours], 'mx.shop.example'),
      undefined,
      'only the topmost counts',
    );
    assert.equal(authResults([], 'mx.shop.example'), undefined);
  });

  it('says whether the sender is who he says', () => {
    const is = (dkim: string, spf: string, dmarc: string, domains?: string[]) =>
      isGenuine({ dkim, spf, dmarc, ...(domains && { domains }) } as AuthResults, 'ann@mail.ann.example');
    assert.equal(is('pass', 'pass', 'fail'), false);
    assert.equal(is('none', 'fail', 'none'), false);
    assert.equal(is('none', 'none', 'none'), undefined);
    assert.equal(is('none', 'pass', 'none', ['ann.example']), true);
    assert.equal(is('pass', 'none', 'none', ['evil.example']), undefined, 'a proof of somebody else is none');
  });
});

describe('heads of mails that are worth reading', () => {
  const now = new Date('2026-11-22T12:00:00Z');
  const key = { sign, print: (...texts: string[]) => texts.join('|') };
  const date = new Date('2026-11-22T11:00:00Z');
  const head = (messageId: string | undefined, internalDate = date) => ({
    envelope: { messageId: messageId && `<${messageId}>`, date, from: [{ address: 'Ann@a.example' }] },
    internalDate,
  });
  const stored = (hints: { externalId: string; isOwn: boolean; revision: string | null }[]) => ({
    byExternalIds: async (_origin: string, ids: readonly string[]) =>
      hints
        .filter(({ externalId }) => ids.includes(externalId))
        .map((hint) => ({
          ...hint,
          origin: 'mail',
          rootExternalId: null,
          authorExternalId: 'x',
          authorHandle: null,
          createdAt: now,
        })),
    byRef: async () => undefined,
  });
  const print = `ann@a.example|${date.toISOString()}`;
  const ours = ownMessageId(token, 'k3y', 'shop.example');
  const left = async (
    given: ReturnType<typeof head>,
    isSentFolder = false,
    revision: string | null = print,
  ) =>
    (
      await unknownOf([given], {
        key,
        stored: stored([
          { externalId: 'stored@a', isOwn: false, revision },
          { externalId: 'own@a', isOwn: true, revision: 'x' },
        ]),
        origin: 'mail',
        isSentFolder,
        now,
      })
    ).length === 1;

  it('are those of mails that nobody has', async () => {
    assert.equal(await left(head('new@a')), true);
    assert.equal(await left(head(undefined)), true);
    assert.equal(await left(head('stored@a')), false);
    assert.equal(await left(head('own@a')), false);
    assert.equal(await left(head('stored@a'), false, 'of another mail with that id'), true);
  });

  it('are not our own copies, unless the outbox was told nothing of what lies in the folder of sent mail', async () => {
    assert.equal(await left(head(ours)), false);
    assert.equal(await left(head(ours, new Date(now.getTime() - 1000)), true), false);
    assert.equal(await left(head(ours, new Date(now.getTime() - 7_200_000)), true), true);
  });
});
