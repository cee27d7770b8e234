/** Bytes of an address: 4 or 16; undefined when it is none. IPv4 written as IPv6 (`::ffff:192.0.2.1`) is IPv4. */
export function readIp(text: string): Uint8Array | undefined {
  return text.includes(':') ? readIp6(text) : readIp4(text);
}

function readIp4(text: string): Uint8Array | undefined {
  const parts = text.split('.');
  const isGood =
    parts.length === 4 && parts.every((part) => /^(?:0|[1-9]\d{0,2})$/.test(part) && Number(part) < 256);
  return isGood ? Uint8Array.from(parts, Number) : undefined;
}

function readIp6(text: string): Uint8Array | undefined {
  const last = text.slice(text.lastIndexOf(':') + 1);
  const four = last.includes('.') ? readIp4(last) : undefined;
  if (last.includes('.') && !four) return undefined;
  const whole = four
    ? `${text.slice(0, -last.length)}${hex(four[0]!, four[1]!)}:${hex(four[2]!, four[3]!)}`
    : text;
  const halves = whole.split('::');
  if (halves.length > 2) return undefined;
  const [head, tail] = halves.map((half) => (half === '' ? [] : half.split(':')));
  const given = [...head!, ...(tail ?? [])];
  if (!given.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  if (tail ? given.length > 7 : given.length !== 8) return undefined;
  const zeros = Array.from({ length: 8 - given.length }, () => '0');
  const groups = [...head!, ...zeros, ...(tail ?? [])].map((group) => Number.parseInt(group, 16));
  const bytes = Uint8Array.from(groups.flatMap((group) => [group >> 8, group & 255]));
  const isMapped =
    bytes.subarray(0, 10).every((byte) => byte === 0) && bytes[10] === 255 && bytes[11] === 255;
  return isMapped ? bytes.slice(12) : bytes;
}

function hex(high: number, low: number): string {
  return ((high << 8) | low).toString(16);
}

/** Whether both are of one kind and their first `bits` are the same. */
export function isWithin(ip: Uint8Array, network: Uint8Array, bits: number): boolean {
  if (ip.length !== network.length) return false;
  const whole = bits >> 3;
  for (let at = 0; at < whole; at++) if (ip[at] !== network[at]) return false;
  const rest = bits & 7;
  return rest === 0 || (ip[whole]! ^ network[whole]!) >> (8 - rest) === 0;
}

/** As SPF's macro `i` writes it: with points between the bytes, or between the half bytes of IPv6. */
export function dotted(ip: Uint8Array): string {
  if (ip.length === 4) return ip.join('.');
  return [...ip].flatMap((byte) => [(byte >> 4).toString(16), (byte & 15).toString(16)]).join('.');
}

/** The machine itself. */
export function isLoopback(ip: Uint8Array): boolean {
  return ip.length === 4 ? ip[0] === 127 : ip.subarray(0, 15).every((byte) => byte === 0) && ip[15] === 1;
}

/** Addresses of networks that are not the internet: who stands behind them is not known from outside. */
export function isPrivate(ip: Uint8Array): boolean {
  return NOT_PUBLIC.some(([network, bits]) => isWithin(ip, network, bits));
}

const NOT_PUBLIC = (
  [
    ['0.0.0.0', 8],
    ['10.0.0.0', 8],
    ['100.64.0.0', 10],
    ['127.0.0.0', 8],
    ['169.254.0.0', 16],
    ['172.16.0.0', 12],
    ['192.168.0.0', 16],
    ['::', 127],
    ['fc00::', 7],
    ['fe80::', 10],
  ] as const
).map(([text, bits]) => [readIp(text)!, bits] as const);
