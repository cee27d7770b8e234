import { addressParser } from 'postal-mime';
import { type AuthResults, authResults } from './auth-results.ts';
import { splitMail } from './canonical.ts';
import { type AskText, readSignatures } from './dkim.ts';
import { dmarcPolicy, isBelow } from './dmarc.ts';
import { mailboxesIn, type ParsedMail } from './parse.ts';

/**
 * Whether a mail is from whom it says. The word of the own server (`server`: the name it signs with) counts; where it says nothing, its
 * signatures are checked here. SPF needs the address that delivered the mail, which only that server knows. Undefined where nobody can be asked.
 */
export async function checkSender(
  mail: ParsedMail,
  { server, ask, at }: { server: string; ask: AskText | undefined; at: Date },
): Promise<AuthResults | undefined> {
  const told = authResults(mail.all('authentication-results'), server);
  if (told || !ask) return told;
  const from = domainsOf(mail);
  const unknown = { spf: 'not known', dmarc: 'none' } as const;
  // Who reads sees one sender, and who checks may see another.
  if (from.length !== 1)
    return { ...unknown, dkim: 'fail', dmarc: 'fail', notes: ['it names more than one sender'] };
  const [domain = ''] = from;
  const signatures = await readSignatures(mail.raw, ask, at);
  const policy = await dmarcPolicy(domain, ask).catch(() => 'unknown' as const);
  const aligned = async (other: string) =>
    policy === undefined || policy === 'unknown'
      ? isBelow(domain, other)
      : policy.isAligned(other, 'dkim').catch(() => false);
  const own: typeof signatures = [];
  for (const one of signatures) if (await aligned(one.domain)) own.push(one);
  const good = own.filter(({ verdict }) => verdict === 'pass');
  const strange = signatures.filter((one) => one.verdict === 'pass' && !own.includes(one));
  const bad = own.find(({ verdict }) => verdict !== 'pass');
  const isPassed = good.length > 0;
  return {
    dkim: isPassed ? 'pass' : own.some(({ verdict }) => verdict === 'fail') ? 'fail' : 'none',
    spf: 'not known',
    dmarc:
      policy === undefined ? 'none' : policy === 'unknown' ? 'not known' : isPassed ? 'pass' : 'not known',
    domains: good.map((one) => one.domain),
    notes: isPassed
      ? []
      : [
          ...(bad ? [`${bad.domain}: ${bad.reason}`] : []),
          ...strange.slice(0, 1).map((one) => `it is signed by ${one.domain}, which is somebody else`),
          ...(policy !== undefined && policy !== 'unknown' && policy.wants !== 'none'
            ? [`${domain} asks to refuse mail without proof`]
            : []),
        ],
  };
}

/** Domains of everybody whom it names as its sender. */
function domainsOf({ raw }: ParsedMail): string[] {
  const named = splitMail(raw).fields.filter(({ name }) => name === 'from');
  const addresses = named.flatMap(({ text }) =>
    mailboxesIn(addressParser(text.slice(text.indexOf(':') + 1))),
  );
  return addresses.map(({ address }) => address.slice(address.lastIndexOf('@') + 1).toLowerCase());
}

/** Whether the address in From is the sender's: DMARC decides; without it a proof of the sender's own domain. */
export function isGenuine({ dkim, spf, dmarc, domains }: AuthResults, from: string): boolean | undefined {
  if (dmarc === 'pass' || dmarc === 'fail') return dmarc === 'pass';
  const domain = from.slice(from.lastIndexOf('@') + 1).toLowerCase();
  const isOwn = domains === undefined || domains.some((one) => isBelow(domain, one));
  if ((dkim === 'pass' || spf === 'pass') && isOwn) return true;
  return dkim === 'fail' || spf === 'fail' ? false : undefined;
}
