import { addressParser } from 'postal-mime';
import { splitMail } from './canonical.ts';
import { isLoopback, isPrivate, readIp } from './ip.ts';

/** How a mail came to us: from which address, as whom the client introduced itself, and whom it named as the sender. */
export interface Delivery {
  ip: Uint8Array;
  /** As it was written. */
  address: string;
  helo: string;
  /** Without brackets; empty for a mail that is itself a report. */
  mailFrom: string;
}

/** Lines of ours that are looked through before the one that tells the client: a filter, a local delivery. */
const MOST_HOPS = 5;
/** What stands behind that is no name and no address. */
const LONGEST_LINE = 1000;

/**
 * What our own server wrote on top of a mail. Only lines by that name are believed, from the topmost on without a gap, so nothing that came along with
 * the mail is. Hops within the machine are passed over. Undefined where the client's address cannot be known.
 */
export function deliveryOf(raw: Uint8Array, server: string): Delivery | undefined {
  const name = server.trim().toLowerCase();
  if (name === '') return undefined;
  const { fields } = splitMail(raw);
  const first = fields.findIndex((field) => field.name === 'received');
  // What stands below the first line came from outside.
  const path = fields.slice(0, Math.max(first, 0)).find((field) => field.name === 'return-path');
  if (!path) return undefined;
  const mailFrom = senderIn(valueOf(path.text));
  if (mailFrom === undefined) return undefined;
  const lines = fields.filter((field) => field.name === 'received').slice(0, MOST_HOPS);
  for (const line of lines) {
    const hop = readHop(valueOf(line.text));
    if (hop?.by !== name) return undefined;
    if (hop.ip && !isLoopback(hop.ip))
      return isPrivate(hop.ip) ? undefined : { ip: hop.ip, address: hop.address, helo: hop.helo, mailFrom };
  }
  return undefined;
}

interface Hop {
  by: string;
  helo: string;
  address: string;
  ip: Uint8Array | undefined;
}

/** `from helo (name [192.0.2.1]) by us …` as Postfix, Sendmail, OpenSMTPD, Exim and Exchange write it. */
function readHop(value: string): Hop | undefined {
  const text = value.slice(0, LONGEST_LINE).replaceAll(/\s+/g, ' ').trim();
  const parts =
    /^from (\S+)(?: (\(.*?\)))? by (\S+?)[;\s]/i.exec(`${text} `) ?? /^()()by (\S+?)[;\s]/i.exec(`${text} `);
  if (!parts) return undefined;
  const [, from = '', remark = '', by = ''] = parts;
  const address = addressIn(remark) ?? addressIn(from) ?? '';
  const helo = /\bhelo[= ]+([^\s)\]]+)/i.exec(remark)?.[1] ?? from;
  return {
    by: by.toLowerCase(),
    helo: helo.replace(/^\[|\]$/g, '').toLowerCase(),
    address,
    ip: readIp(address),
  };
}

function addressIn(text: string): string | undefined {
  const bracketed = /\[(?:IPv6:)?([0-9a-f:.]+)\]/i.exec(text)?.[1];
  const bare = /^\((?:IPv6:)?([0-9a-f:.]+)\)$/i.exec(text)?.[1];
  return bracketed ?? bare;
}

function senderIn(value: string): string | undefined {
  if (/^\s*<\s*>\s*$/.test(value)) return '';
  const [found, ...more] = addressParser(value);
  return more.length === 0 && found?.address ? found.address : undefined;
}

const valueOf = (text: string) => text.slice(text.indexOf(':') + 1);
