/** Where to connect and as whom. */
export interface Login {
  servers: string[];
  user?: string;
  pass?: string;
  token?: string;
  isTls: boolean;
}

/** Reads `nats://user:password@host:4222,…`; the first address with a name or token speaks for all. Throws a TypeError that names what is wrong. */
export function loginOf(url: string): Login {
  const addresses = url
    .split(/[\s,]+/)
    .filter(Boolean)
    .map(parse);
  if (addresses.length === 0) throw new TypeError('it names no server');
  const named = addresses.find((address) => address.username !== '');
  return {
    servers: addresses.map((address) => `${address.hostname}:${address.port || '4222'}`),
    isTls: addresses.some((address) => address.protocol === 'tls:'),
    ...(named && accessOf(named)),
  };
}

/** The servers without names and passwords, for people to read. */
export function shownServers(url: string): string {
  return loginOf(url).servers.join(', ');
}

function parse(text: string): URL {
  if (!/^(nats|tls):\/\//.test(text)) throw new TypeError('an address must start with nats:// or tls://');
  const address = URL.parse(text);
  if (!address?.hostname) throw new TypeError('an address has no host');
  return address;
}

function accessOf(address: URL): Pick<Login, 'user' | 'pass' | 'token'> {
  const name = decodeURIComponent(address.username);
  return address.password === ''
    ? { token: name }
    : { user: name, pass: decodeURIComponent(address.password) };
}
