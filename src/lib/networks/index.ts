const PLACES: Readonly<Record<string, string>> = {
  bluesky: 'on Bluesky',
  mastodon: 'on Mastodon',
  activitypub: 'in the Fediverse',
  mail: 'by mail',
  chat: 'in the web chat',
  community: 'in the community',
  sample: 'on the sample network',
};

/** Where something is said, for the middle of a sentence: `on Bluesky`, `by mail`; the network's code where we have no better word. */
export function placeOf(network: string): string {
  return PLACES[network] ?? `on ${network}`;
}
