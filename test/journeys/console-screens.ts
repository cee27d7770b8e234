/** A screen of the console, for the checks that every screen has to pass. A new screen is one line here. */
export interface Screen {
  path: string;
  /** What is seen when the screen is there; its heading unless told. */
  ready?: string;
  /** Who looks at it: somebody signed in unless told. */
  as?: 'nobody';
}

/** `:conversation`, `:topic`, `:source` and `:need` stand for the first one that there is. */
export const SCREENS: readonly Screen[] = [
  { path: '/inbox', ready: '.queue-row' },
  { path: '/inbox/:conversation', ready: 'article' },
  { path: '/inbox?status=any&q=router' },
  { path: '/inbox?status=snoozed' },
  { path: '/outbox' },
  { path: '/stream', ready: 'article' },
  { path: '/trends', ready: '.board canvas' },
  { path: '/talk', ready: '.talk-row' },
  { path: '/demand', ready: '.need-row' },
  { path: '/demand/outlets', ready: '.outlet-table' },
  { path: '/demand/:need', ready: '.headline, .empty-state' },
  { path: '/alerts' },
  { path: '/alerts/rules/new' },
  { path: '/topics' },
  { path: '/topics/new' },
  { path: '/topics/:topic' },
  { path: '/sources' },
  { path: '/sources/new' },
  { path: '/sources/refusals' },
  { path: '/sources/imports' },
  { path: '/sources/:source' },
  { path: '/knowledge' },
  { path: '/knowledge?tab=gaps' },
  { path: '/knowledge?tab=readers' },
  { path: '/knowledge/new' },
  { path: '/notices' },
  { path: '/settings' },
  { path: '/settings/brand' },
  { path: '/settings/accounts' },
  { path: '/settings/intents' },
  { path: '/settings/understanding', ready: 'table' },
  { path: '/settings/help-centre' },
  { path: '/settings/team' },
  { path: '/settings/profile' },
  { path: '/settings/security' },
  { path: '/settings/sessions' },
  { path: '/settings/tokens' },
  { path: '/settings/appearance' },
  { path: '/settings/audit' },
  { path: '/settings/first-steps' },
  { path: '/settings/sample' },
  { path: '/settings/about' },
  { path: '/welcome?step=brand' },
  { path: '/welcome?step=topics' },
  { path: '/welcome?step=account' },
  { path: '/welcome?step=team' },
  { path: '/no-such-screen' },
  { path: '/sign-in', as: 'nobody' },
  { path: '/join#token=nonsense', as: 'nobody' },
];
