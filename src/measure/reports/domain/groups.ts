/** What tables of reports are made by. `about`: topics, labels, intents and types of case. */
export const GROUPS = ['network', 'kind', 'team', 'language', 'about'] as const;
export type Group = (typeof GROUPS)[number];
