import crypto, { type BinaryLike, type ScryptOptions } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { mock } from 'node:test';

/** What a password costs in the program; see src/people/sessions/service/passwords.test.ts. */
const DEAR = { N: 16_384, r: 16 };
const CHEAP = 16;

type Derived = (error: Error | null, key: Buffer) => void;

let users = 0;
let cheapened: { mock: { restore(): void } } | undefined;

/**
 * Makes passwords cheap in this process until all that asked for it have called what they got: people sign in hundreds of times in the
 * tests, and each time costs 60 ms else. Programs that tests start, and other uses of scrypt, are as they are.
 */
export function cheapenPasswords(): () => void {
  if (users++ === 0) {
    const dear = crypto.scrypt;
    const derive = (
      word: BinaryLike,
      salt: BinaryLike,
      length: number,
      given: ScryptOptions,
      done: Derived,
    ) => dear(word, salt, length, isPassword(given) ? { ...given, N: CHEAP } : given, done);
    cheapened = mock.method(crypto, 'scrypt', derive);
    syncBuiltinESMExports();
  }
  return () => {
    if (--users > 0) return;
    cheapened?.mock.restore();
    syncBuiltinESMExports();
  };
}

function isPassword({ N, r }: ScryptOptions): boolean {
  return N === DEAR.N && r === DEAR.r;
}
