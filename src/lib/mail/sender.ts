import { addressParser } from 'postal-mime';
import { type AuthResults, authResults, type AuthVerdict } from './auth-results.ts';
import { splitMail } from './canonical.ts';
import { type AskText, readSignatures, type Signature } from './dkim.ts';
import { dmarcPolicy, type DmarcPolicy, isBelow } from './dmarc.ts';
import { mailboxesIn, type ParsedMail } from './parse.ts';
import { type Delivery, deliveryOf } from './received.ts';
import { type AskNames, checkSpf, type SpfResult, type SpfVerdict } from './spf.ts';

/** Whom can be asked about a sender, and whose word counts. */
export interface SenderAsked {
  /** The name that the own server signs results with. */
  server: string;
  /** The name by which it calls itself in `Received`; empty or absent: who brought a mail is not known. */
  receivedBy?: string | undefined;
  ask: AskText | undefined;
  names?: AskNames | undefined;
  at: Date;
}

/**
 * Whether a mail is from whom it says. The word of the own server counts; where it says nothing, signatures are checked here, and SPF by the address
 * that the own server wrote down. Undefined where nobody can be asked.
 */
export async function checkSender(
  mail: ParsedMail,
  { server, receivedBy = '', ask, names, at }: SenderAsked,
): Promise<AuthResults | undefined> {
  const told = authResults(mail.all('authentication-results'), server);
  if (told || !ask) return told;
  const from = domainsOf(mail);
  const unknown = { spf: 'not known', dmarc: 'none' } as const;
  // Who reads sees one sender, and who checks may see another.
  if (from.length !== 1)
    return { ...unknown, dkim: 'fail', dmarc: 'fail', notes: ['it names more than one sender'] };
  const [domain = ''] = from;
  const delivery = names && deliveryOf(mail.raw, receivedBy);
  const [signatures, spf, policy] = await Promise.all([
    readSignatures(mail.raw, ask, at),
    delivery && checkSpf(delivery, names),
    dmarcPolicy(domain, ask).catch(() => 'unknown' as const),
  ]);
  const aligned = async (other: string, kind: 'dkim' | 'spf') =>
    policy === undefined || policy === 'unknown'
      ? isBelow(domain, other)
      : policy.isAligned(other, kind).catch(() => false);
  const own: typeof signatures = [];
  for (const one of signatures) if (await aligned(one.domain, 'dkim')) own.push(one);
  const good = own.filter(({ verdict }) => verdict === 'pass');
  const mayAddressSend = spf?.result === 'pass' && (await aligned(spf.domain, 'spf'));
  const isPassed = good.length > 0 || mayAddressSend;
  return {
    dkim: good.length > 0 ? 'pass' : own.some(({ verdict }) => verdict === 'fail') ? 'fail' : 'none',
    spf: spf ? VERDICTS[spf.result] : 'not known',
    dmarc: policy === undefined ? 'none' : policy === 'unknown' ? 'not known' : verdictOf(isPassed, own, spf),
    domains: [...good.map((one) => one.domain), ...(spf?.result === 'pass' ? [spf.domain] : [])],
    notes: isPassed ? [] : notesOn({ signatures, own, domain, policy, spf, delivery }),
  };
}

const VERDICTS: Readonly<Record<SpfResult, AuthVerdict>> = {
  pass: 'pass',
  fail: 'fail',
  softfail: 'fail',
  permerror: 'fail',
  neutral: 'none',
  none: 'none',
  temperror: 'not known',
};

/** Nothing failed for certain as long as a key or an address could not be asked about. */
function verdictOf(
  isPassed: boolean,
  own: readonly Signature[],
  spf: SpfVerdict | undefined,
): 'pass' | 'fail' | 'not known' {
  if (isPassed) return 'pass';
  const isCertain = spf !== undefined && spf.result !== 'temperror';
  return isCertain && own.every(({ verdict }) => verdict === 'fail') ? 'fail' : 'not known';
}

interface Found {
  signatures: readonly Signature[];
  own: readonly Signature[];
  domain: string;
  policy: DmarcPolicy | undefined | 'unknown';
  spf: SpfVerdict | undefined;
  delivery: Delivery | undefined;
}

function notesOn({ signatures, own, domain, policy, spf, delivery }: Found): string[] {
  const strange = signatures.find((one) => one.verdict === 'pass' && !own.includes(one));
  const [bad] = own;
  return [
    ...(bad ? [`${bad.domain}: ${bad.reason}`] : []),
    ...(strange ? [`it is signed by ${strange.domain}, which is somebody else`] : []),
    ...(spf && delivery ? spfNote(spf, delivery) : []),
    ...(policy !== undefined && policy !== 'unknown' && policy.wants !== 'none'
      ? [`${domain} asks to refuse mail without proof`]
      : []),
  ];
}

function spfNote({ result, domain }: SpfVerdict, { address }: Delivery): string[] {
  if (result === 'fail' || result === 'softfail') return [`${domain} does not let ${address} send for it`];
  if (result === 'permerror') return [`what ${domain} says of who may send for it is broken`];
  return result === 'pass' ? [`it was sent for ${domain}, which is somebody else`] : [];
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
