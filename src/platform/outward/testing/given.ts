import type { Outward } from '../index.ts';

/** The parts of other machines that a test gives; whatever else is asked for fails and says so. */
export function outwardOf(given: Partial<Outward> = {}): Outward {
  const none = (name: string) => (): never => {
    throw new Error(`A test asked other machines for ${name}.`);
  };
  return {
    fetch: none('fetch'),
    connect: none('connect'),
    asFetch: none('asFetch'),
    addressOf: none('addressOf'),
    textsOf: none('textsOf'),
    recordsOf: none('recordsOf'),
    close: async () => undefined,
    ...given,
  };
}
