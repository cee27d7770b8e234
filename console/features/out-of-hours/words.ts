import type { AutomaticAnswer, ChannelSetting } from './queries.ts';

interface Account {
  id: string;
  network: string;
  handle: string;
}

/** What nobody has written yet: the words of a channel that was on before, or of nothing. */
export function newAnswer(body: string): AutomaticAnswer {
  return { texts: [{ language: 'en', body }], calendarId: null, inPublic: false };
}

/** Where an answer can be set: each network as a whole and, where it has more than one, each of its accounts. Those that are set already are left out. */
export function placesLeft(
  accounts: readonly Account[],
  settings: readonly Pick<ChannelSetting, 'network' | 'accountId'>[],
): { network: string; accountId: string | null }[] {
  const taken = new Set(settings.map(keyOf));
  return [...Map.groupBy(accounts, ({ network }) => network)]
    .flatMap(([network, of]) => [
      { network, accountId: null },
      ...(of.length > 1 ? of.map(({ id }) => ({ network, accountId: id })) : []),
    ])
    .filter((place) => !taken.has(keyOf(place)));
}

export function keyOf({ network, accountId }: Pick<ChannelSetting, 'network' | 'accountId'>): string {
  return `${network}/${accountId ?? ''}`;
}

/** Whether it can be asked how it reads: nothing of it is empty. */
export function isWritten({ texts }: AutomaticAnswer): boolean {
  return texts.every(({ language, body }) => language.trim().length >= 2 && body.trim() !== '');
}
