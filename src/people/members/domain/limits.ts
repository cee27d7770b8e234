import type { Limit } from '#people/sessions/index.ts';

/** Letters to one address, and from one network. */
export const mailLimits = (network: string, mail: string): Limit[] => [
  { key: `member-mail:${network}`, of: 'address', max: 15, windowSeconds: 900, isForgiven: false },
  { key: `member-mail:${mail}`, of: 'account', max: 4, windowSeconds: 900, isForgiven: false },
];

/** Guesses of passwords, links and codes. */
export const guessLimits = (network: string, account?: string): Limit[] => [
  { key: `member-guess:${network}`, of: 'address', max: 30, windowSeconds: 600, isForgiven: true },
  ...(account === undefined
    ? []
    : ([
        { key: `member-guess:${account}`, of: 'account', max: 10, windowSeconds: 900, isForgiven: true },
      ] as const)),
];

/** New accounts from one network in a day. */
export const joinLimits = (network: string): Limit[] => [
  { key: `member-join:${network}`, of: 'address', max: 20, windowSeconds: 86_400, isForgiven: false },
];
