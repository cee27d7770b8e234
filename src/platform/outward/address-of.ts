import { isIP } from 'node:net';
import { outwardErrors } from './errors.ts';
import type { Surroundings } from './request.ts';
import { checkLiteral } from './target.ts';

/** An address of the host that may be dialled. Throws `outward.address_forbidden`, or `outward.unreachable` when it has none. */
export async function addressOf(around: Surroundings, host: string, port: number): Promise<string> {
  const name = host
    .trim()
    .toLowerCase()
    .replace(/^\[|\]$/g, '');
  const shown = `${isIP(name) === 6 ? `[${name}]` : name}:${port}`;
  const isAllowed = around.allow.has(shown);
  if (isIP(name)) {
    if (!isAllowed) checkLiteral(name, shown);
    return name;
  }
  return new Promise((resolve, reject) => {
    around.dialler.lookup(isAllowed, shown)(name, { all: false }, (error, address) => {
      if (!error) resolve(String(address));
      else if ('code' in error && String(error.code).startsWith('outward.')) reject(error);
      else reject(outwardErrors('outward.unreachable', { url: shown, reason: error.message }, error));
    });
  });
}
