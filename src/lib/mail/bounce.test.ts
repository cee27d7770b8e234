import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readReport, type Reported } from './index.ts';

const OURS = 'r.01jd.k@shop.example';
const RETURNED = `Received: from x\nMessage-ID: <${OURS}>\nSubject: Re: Lamp\n\nHello\n`;

function mail(fields: Record<string, string>, text: string, parts: Reported['parts'] = []): Reported {
  return { headers: (name) => fields[name] ?? null, text, parts };
}

const status = (lines: string) => ({ mimeType: 'message/delivery-status', content: lines });
const original = { mimeType: 'message/rfc822', content: RETURNED };
const headersOnly = { mimeType: 'text/rfc822-headers', content: RETURNED.split('\n\n')[0]! };

/** As the servers write them; the words are theirs, shortened. */
const POSTFIX = mail(
  {
    from: 'MAILER-DAEMON@mx.shop.example (Mail Delivery System)',
    subject: 'Undelivered Mail Returned to Sender',
    'return-path': '<>',
  },
  'This is the mail system at host mx.shop.example.\n\n<carl@away.example>: host mx.away.example said: 550 5.1.1 no mailbox',
  [
    status(
      'Reporting-MTA: dns; mx.shop.example\nArrival-Date: Sun, 22 Nov 2026 16:00:00 +0000\n\nFinal-Recipient: rfc822; carl@away.example\nOriginal-Recipient: rfc822;carl@away.example\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.away.example\nDiagnostic-Code: smtp; 550 5.1.1 no mailbox\n    here of that name\n',
    ),
    original,
  ],
);
const EXCHANGE = mail(
  { from: 'postmaster@corp.example', subject: 'Undeliverable: Re: Lamp', 'in-reply-to': `<${OURS}>` },
  'Your message to carl@corp.example couldn’t be delivered.',
  [
    status(
      'Reporting-MTA: dns;EX1.corp.example\r\n\r\nFinal-Recipient: rfc822;carl@corp.example\r\nAction: failed\r\nStatus: 5.7.1\r\nDiagnostic-Code: smtp;550 5.7.1 RESOLVER.RST.AuthRequired\r\n',
    ),
  ],
);
const EXIM = mail(
  {
    from: 'Mail Delivery System <Mailer-Daemon@exim.example>',
    subject: 'Mail delivery failed: returning message to sender',
    'x-failed-recipients': 'carl@away.example',
  },
  `A message that you sent could not be delivered to one or more of its recipients.\n\n  carl@away.example\n    SMTP error from remote mail server after RCPT TO:\n    550 5.1.1 unknown user\n\n------ This is a copy of the message, including all the headers. ------\n\nMessage-ID: <${OURS}>\nSubject: Re: Lamp\n`,
);
const OPENSMTPD = mail(
  { from: 'Mailer Daemon <MAILER-DAEMON@smtpd.example>', subject: 'Delivery status notification: error' },
  'An error has occurred while attempting to deliver a message for the following list of recipients:\n\ncarl@away.example: 550 5.1.1 no such user',
  [
    status(
      'Reporting-MTA: dns; smtpd.example\n\nFinal-Recipient: rfc822; carl@away.example\nAction: failed\nStatus: 5.0.0\n',
    ),
    headersOnly,
  ],
);
const QMAIL = mail(
  { from: 'MAILER-DAEMON@qmail.example', subject: 'failure notice', 'return-path': '<>' },
  `Hi. This is the qmail-send program at qmail.example.\n\n<carl@away.example>:\nSorry, no mailbox here by that name. (#5.1.1)\n\n--- Below this line is a copy of the message.\n\nMessage-ID: <${OURS}>\n`,
);

const GMAIL = mail(
  {
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.example>',
    subject: 'Delivery Status Notification (Failure)',
    'x-failed-recipients': 'carl@provider.example',
    'in-reply-to': `<${OURS}>`,
    'auto-submitted': 'auto-replied',
  },
  '** Address not found **\n\nYour message wasn’t delivered to carl@provider.example because the address couldn’t be found.',
  [
    status(
      'Reporting-MTA: dns; googlemail.example\nArrival-Date: Sun, 22 Nov 2026 08:00:00 -0800 (PST)\nX-Original-Message-ID: <other@x>\n\nFinal-Recipient: rfc822; carl@provider.example\nAction: failed\nStatus: 5.1.1\nRemote-MTA: dns; mx.provider.example. (192.0.2.1, the server for the domain provider.example.)\nDiagnostic-Code: smtp; 550-5.1.1 The email account that you tried to reach does not exist.\n 550 5.1.1 Please try double-checking it.\nLast-Attempt-Date: Sun, 22 Nov 2026 08:00:01 -0800 (PST)\n',
    ),
    original,
  ],
);
const SENDMAIL = mail(
  {
    from: 'Mail Delivery Subsystem <MAILER-DAEMON@sendmail.example>',
    subject: 'Returned mail: see transcript for details',
    'auto-submitted': 'auto-generated (failure)',
  },
  '   ----- The following addresses had permanent fatal errors -----\n<carl@away.example>\n    (reason: 550 5.7.1 Access denied)',
  [
    status(
      'Reporting-MTA: dns; sendmail.example\nReceived-From-MTA: DNS; mx.shop.example\n\nFinal-Recipient: RFC822; carl@away.example\nAction: failed\nStatus: 5.7.1\nDiagnostic-Code: SMTP; 550 5.7.1 Access denied\n',
    ),
    headersOnly,
  ],
);
const EXIM_LATE = mail(
  {
    from: 'Mail Delivery System <Mailer-Daemon@exim.example>',
    subject: 'Warning: message 1abc-0001-2D delayed 24 hours',
    'return-path': '<>',
  },
  `This message was created automatically by mail delivery software.\nA message that you sent has not yet been delivered to one or more of its recipients after more than 24 hours on the queue.\n\nThe address to which the message has not yet been delivered is:\n\n  carl@away.example\n    Delay reason: 451 4.7.1 greylisted\n\nMessage-ID: <${OURS}>\n`,
);

describe('reports that a mail came back', () => {
  const cases: [string, Reported, string, string | null][] = [
    ['Postfix', POSTFIX, 'carl@away.example', '5.1.1'],
    ['Exchange', EXCHANGE, 'carl@corp.example', '5.7.1'],
    ['Exim', EXIM, 'carl@away.example', '5.1.1'],
    ['OpenSMTPD', OPENSMTPD, 'carl@away.example', '5.1.1'],
    ['qmail', QMAIL, 'carl@away.example', '5.1.1'],
    ['Gmail', GMAIL, 'carl@provider.example', '5.1.1'],
    ['sendmail', SENDMAIL, 'carl@away.example', '5.7.1'],
  ];
  for (const [server, given, recipient, code] of cases)
    it(`are read as ${server} writes them`, () => {
      const report = readReport(given);
      assert.deepEqual(
        [report?.kind, report?.messageIds[0], report?.recipient, report?.status],
        ['bounced', OURS, recipient, code],
      );
      assert.ok(report!.reason.length > 10);
    });

  it('give the reason in the words of the server that refused, folded lines joined', () => {
    assert.equal(readReport(POSTFIX)?.reason, '550 5.1.1 no mailbox here of that name');
    assert.equal(readReport(OPENSMTPD)?.reason, '550 5.1.1 no such user');
  });

  it('that Exim is still trying are no bounces', () => {
    const report = readReport(EXIM_LATE);
    assert.deepEqual(
      [report?.kind, report?.messageIds[0], report?.recipient, report?.status],
      ['delayed', OURS, 'carl@away.example', '4.7.1'],
    );
  });

  it('tell late mail from lost mail, and take the worst of several', () => {
    const late = mail({ from: 'MAILER-DAEMON@x' }, 'later', [
      status('R: x\n\nFinal-Recipient: rfc822; a@b.c\nAction: delayed\nStatus: 4.4.1\n'),
      original,
    ]);
    assert.deepEqual([readReport(late)?.kind, readReport(late)?.status], ['delayed', '4.4.1']);
    const both = mail({}, '', [
      status(
        'R: x\n\nFinal-Recipient: rfc822; a@b.c\nAction: delayed\n\nFinal-Recipient: rfc822; d@e.f\nAction: failed\nStatus: 5.2.2\n',
      ),
      original,
    ]);
    assert.deepEqual([readReport(both)?.kind, readReport(both)?.recipient], ['bounced', 'd@e.f']);
  });

  it('are not what says that all went well', () => {
    assert.equal(
      readReport(
        mail({}, '', [status('R: x\n\nFinal-Recipient: rfc822; a@b.c\nAction: delivered\nStatus: 2.0.0\n')]),
      ),
      undefined,
    );
  });
});

describe('complaints', () => {
  it('are read from feedback reports', () => {
    const arf = mail({ from: 'fbl@provider.example', subject: 'Complaint' }, 'This is a report.', [
      {
        mimeType: 'message/feedback-report',
        content:
          'Feedback-Type: abuse\nUser-Agent: X/1\nVersion: 1\nOriginal-Rcpt-To: <carl@provider.example>\n',
      },
      original,
    ]);
    assert.deepEqual(readReport(arf), {
      kind: 'complained',
      messageIds: [OURS],
      recipient: 'carl@provider.example',
      status: null,
      reason: 'The recipient reported it as abuse.',
    });
  });
});

describe('what people write', () => {
  const letters: [Record<string, string>, string][] = [
    [
      {
        from: 'ann@customer.example',
        subject: 'Your parcel could not be delivered',
        'return-path': '<ann@customer.example>',
      },
      'Where is it?',
    ],
    [{ from: 'Postmaster Pat <pat@customer.example>', subject: 'Question' }, 'Hello'],
    [{ from: 'mailer-daemon-fans@customer.example', subject: 'Meeting' }, 'Hello'],
    [
      {
        from: 'ann@customer.example',
        subject: 'Re: Undeliverable: Lamp',
        'return-path': '<ann@customer.example>',
      },
      'I got this back.',
    ],
  ];
  for (const [fields, text] of letters)
    it(`is no report: ${fields['subject']}`, () => assert.equal(readReport(mail(fields, text)), undefined));
});
