import { isWithin, dotted, readIp } from './ip.ts';
import type { Delivery } from './received.ts';
import { expandDomain, type MacroValues } from './spf-macro.ts';
import { type Mechanism, type Qualifier, readSpf } from './spf-record.ts';

/** What the DNS has under a name; none where there is nothing. Throws when nobody could be asked. */
export interface AskNames {
  texts(name: string): Promise<readonly string[]>;
  /** Addresses as text: of IPv4 or of IPv6. */
  addresses(name: string, kind: 4 | 6): Promise<readonly string[]>;
  /** Names of mail servers, the preferred first. */
  mailServers(name: string): Promise<readonly string[]>;
  /** Names of an address, given as it stands in the DNS (`7.113.0.203.in-addr.arpa`). */
  names(reverse: string): Promise<readonly string[]>;
}

/** As RFC 7208 names them, section 2.6. */
export type SpfResult = Qualifier | 'none' | 'permerror' | 'temperror';

export interface SpfVerdict {
  result: SpfResult;
  /** The domain that was asked about. */
  domain: string;
}

const MOST_LOOKUPS = 10;
const MOST_VOID = 2;
const MOST_NAMES = 10;

/** Ends the question with what cannot be answered. */
class Ended extends Error {
  readonly result: 'permerror' | 'temperror';
  constructor(result: 'permerror' | 'temperror') {
    super(result);
    this.result = result;
  }
}

/** Whether an address may send for the sender that it named: SPF, RFC 7208. A mail without a sender is asked about by the name of its client. */
export async function checkSpf({ ip, helo, mailFrom }: Delivery, ask: AskNames): Promise<SpfVerdict> {
  const sender =
    mailFrom === '' ? `postmaster@${helo}` : mailFrom.includes('@') ? mailFrom : `postmaster@${mailFrom}`;
  const named = sender.startsWith('@') ? `postmaster${sender}` : sender;
  const domain = named
    .slice(named.lastIndexOf('@') + 1)
    .toLowerCase()
    .replace(/\.$/, '');
  const run = new Run(ask, { ip, helo, sender: named });
  try {
    return { domain, result: await run.check(domain) };
  } catch (error) {
    if (error instanceof Ended) return { domain, result: error.result };
    throw error;
  }
}

class Run {
  readonly #ask: AskNames;
  readonly #asked: Pick<MacroValues, 'ip' | 'helo' | 'sender'>;
  /** Asked for once, however many macros of a record want it. */
  #clientNames: Promise<string[]> | undefined;
  #lookups = 0;
  #voids = 0;

  constructor(ask: AskNames, asked: Pick<MacroValues, 'ip' | 'helo' | 'sender'>) {
    this.#ask = ask;
    this.#asked = asked;
  }

  async check(domain: string): Promise<SpfResult> {
    if (!isAskable(domain)) return 'none';
    const texts = await certain(this.#ask.texts(domain));
    const records = texts.filter((text) => /^v=spf1(?: |$)/i.test(text));
    if (records.length === 0) return 'none';
    const record = records.length === 1 ? readSpf(records[0]!) : undefined;
    if (!record) throw new Ended('permerror');
    for (const mechanism of record.mechanisms)
      if (await this.#fits(mechanism, domain)) return mechanism.qualifier;
    if (record.redirect === undefined) return 'neutral';
    this.#count();
    const result = await this.check(await this.#named(record.redirect, domain));
    if (result === 'none') throw new Ended('permerror');
    return result;
  }

  async #fits(mechanism: Mechanism, domain: string): Promise<boolean> {
    const { ip } = this.#asked;
    if (mechanism.kind === 'all') return true;
    if (mechanism.kind === 'ip') return isWithin(ip, mechanism.network, mechanism.bits);
    this.#count();
    const name = mechanism.domain === null ? domain : await this.#named(mechanism.domain, domain);
    switch (mechanism.kind) {
      case 'include': {
        const result = await this.check(name);
        if (result === 'none') throw new Ended('permerror');
        return result === 'pass';
      }
      case 'exists':
        return isAskable(name) && (await this.#found(certain(this.#ask.addresses(name, 4)))).length > 0;
      case 'ptr':
        return (await this.#namesOfClient()).some(
          (one) => one === name.toLowerCase() || one.endsWith(`.${name.toLowerCase()}`),
        );
      case 'a':
        return this.#isAt(name, mechanism);
      case 'mx':
        return this.#isMailServer(name, mechanism);
    }
  }

  async #isMailServer(name: string, bits: { bits4: number; bits6: number }): Promise<boolean> {
    if (!isAskable(name)) return false;
    const servers = await this.#found(certain(this.#ask.mailServers(name)));
    if (servers.length > MOST_NAMES) throw new Ended('permerror');
    for (const server of servers) if (await this.#isAt(server, bits)) return true;
    return false;
  }

  async #isAt(name: string, { bits4, bits6 }: { bits4: number; bits6: number }): Promise<boolean> {
    if (!isAskable(name)) return false;
    const { ip } = this.#asked;
    const kind = ip.length === 4 ? 4 : 6;
    const found = await this.#found(certain(this.#ask.addresses(name, kind)));
    return found.some((text) => {
      const address = readIp(text);
      return address !== undefined && isWithin(ip, address, kind === 4 ? bits4 : bits6);
    });
  }

  /** Names of the client's address that lead back to it. Where nobody can be asked there are none. */
  #namesOfClient(): Promise<string[]> {
    return (this.#clientNames ??= this.#askForNames());
  }

  async #askForNames(): Promise<string[]> {
    const { ip } = this.#asked;
    const reverse = `${dotted(ip).split('.').toReversed().join('.')}.${ip.length === 4 ? 'in-addr' : 'ip6'}.arpa`;
    const names = await this.#ask.names(reverse).catch((): string[] => []);
    if (names.length === 0) this.#countVoid();
    const good: string[] = [];
    for (const name of names.slice(0, MOST_NAMES)) {
      const addresses = await this.#ask.addresses(name, ip.length === 4 ? 4 : 6).catch((): string[] => []);
      const leadsBack = addresses.some((text) => {
        const address = readIp(text);
        return address !== undefined && isWithin(ip, address, ip.length * 8);
      });
      if (leadsBack) good.push(name.toLowerCase().replace(/\.$/, ''));
    }
    return good;
  }

  #named(text: string, domain: string): Promise<string> {
    const nameOf = async () => {
      const names = await this.#namesOfClient();
      const below = names.find((one) => one.endsWith(`.${domain}`));
      return names.find((one) => one === domain) ?? below ?? names[0] ?? 'unknown';
    };
    return expandDomain(text, { ...this.#asked, domain, nameOf });
  }

  async #found(asking: Promise<readonly string[]>): Promise<readonly string[]> {
    const found = await asking;
    if (found.length === 0) this.#countVoid();
    return found;
  }

  #count(): void {
    this.#lookups += 1;
    if (this.#lookups > MOST_LOOKUPS) throw new Ended('permerror');
  }

  #countVoid(): void {
    this.#voids += 1;
    if (this.#voids > MOST_VOID) throw new Ended('permerror');
  }
}

/** Where nobody answers nothing is certain. */
async function certain<T>(asking: Promise<T>): Promise<T> {
  try {
    return await asking;
  } catch {
    throw new Ended('temperror');
  }
}

/** A name of several parts, none of them empty or too long: nothing else is in the DNS for mail. */
function isAskable(name: string): boolean {
  const parts = name.replace(/\.$/, '').split('.');
  return parts.length > 1 && name.length <= 254 && parts.every((part) => part.length > 0 && part.length < 64);
}
