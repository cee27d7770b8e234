import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { shellRoute } from '../../app/roots.tsx';
import { readSearch as readSiteSearch } from '../site/search.ts';

const settingsRoute = createRoute({
  getParentRoute: () => shellRoute,
  path: '/settings',
  component: lazyRouteComponent(() => import('./settings-layout.tsx'), 'SettingsLayout'),
});

const under = () => settingsRoute;
const company = () => import('./company/pages.ts');
const me = () => import('./me/pages.ts');
const system = () => import('./system/pages.ts');

const children = [
  createRoute({
    getParentRoute: under,
    path: '/',
    component: lazyRouteComponent(() => import('./settings-layout.tsx'), 'SettingsIndex'),
  }),
  createRoute({ getParentRoute: under, path: 'brand', component: lazyRouteComponent(company, 'BrandPage') }),
  createRoute({
    getParentRoute: under,
    path: 'accounts',
    component: lazyRouteComponent(company, 'AccountsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'chat',
    component: lazyRouteComponent(() => import('../chat/chats-page.tsx'), 'ChatsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'chat/new',
    component: lazyRouteComponent(() => import('../chat/chat-page.tsx'), 'NewChatPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'chat/$widgetId',
    component: lazyRouteComponent(() => import('../chat/chat-page.tsx'), 'ChatPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'understanding',
    component: lazyRouteComponent(
      () => import('../understanding/understanding-page.tsx'),
      'UnderstandingPage',
    ),
  }),
  createRoute({
    getParentRoute: under,
    path: 'intents',
    component: lazyRouteComponent(() => import('../intents/intents-page.tsx'), 'IntentsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'case-types',
    component: lazyRouteComponent(() => import('../cases/types-page.tsx'), 'CaseTypesPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'forms',
    component: lazyRouteComponent(() => import('../forms/forms-page.tsx'), 'FormsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'canned',
    component: lazyRouteComponent(() => import('../canned/canned-page.tsx'), 'CannedPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'macros',
    component: lazyRouteComponent(() => import('../macros/macros-page.tsx'), 'MacrosPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'out-of-hours',
    component: lazyRouteComponent(() => import('../out-of-hours/out-of-hours-page.tsx'), 'OutOfHoursPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'satisfaction',
    component: lazyRouteComponent(() => import('../satisfaction/satisfaction-page.tsx'), 'SatisfactionPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'site',
    validateSearch: readSiteSearch,
    component: lazyRouteComponent(() => import('../site/site-page.tsx'), 'SitePage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'site/$pageId',
    component: lazyRouteComponent(() => import('../site/own-page.tsx'), 'OwnPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'help-centre',
    component: lazyRouteComponent(() => import('../knowledge/help-centre-page.tsx'), 'HelpCentrePage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'community',
    component: lazyRouteComponent(() => import('../members/community-page.tsx'), 'CommunityPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'addresses',
    component: lazyRouteComponent(() => import('../domains/domains-page.tsx'), 'DomainsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'voice',
    component: lazyRouteComponent(() => import('../voice/guide-page.tsx'), 'VoicePage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'voice/examples',
    component: lazyRouteComponent(() => import('../voice/examples-page.tsx'), 'ExamplesPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'voice/reading',
    component: lazyRouteComponent(() => import('../voice/reading-page.tsx'), 'ReadingPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'voice/drafting',
    component: lazyRouteComponent(() => import('../voice/drafting-page.tsx'), 'DraftingPage'),
  }),
  createRoute({ getParentRoute: under, path: 'team', component: lazyRouteComponent(company, 'TeamPage') }),
  createRoute({
    getParentRoute: under,
    path: 'teams',
    component: lazyRouteComponent(() => import('../teams/teams-page.tsx'), 'TeamsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'calendars',
    component: lazyRouteComponent(() => import('../calendars/calendars-page.tsx'), 'CalendarsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'calendars/$calendarId',
    component: lazyRouteComponent(() => import('../calendars/calendar-page.tsx'), 'CalendarPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'promises',
    component: lazyRouteComponent(() => import('../promises/policies-page.tsx'), 'PoliciesPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'promises/new',
    component: lazyRouteComponent(() => import('../promises/policy-page.tsx'), 'PolicyPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'promises/$policyId',
    component: lazyRouteComponent(() => import('../promises/policy-page.tsx'), 'PolicyPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'approvals',
    component: lazyRouteComponent(() => import('../approvals/settings-page.tsx'), 'ApprovalSettingsPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'approvals/new',
    component: lazyRouteComponent(() => import('../approvals/policy-page.tsx'), 'PolicyPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'approvals/$policyId',
    component: lazyRouteComponent(() => import('../approvals/policy-page.tsx'), 'PolicyPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'priority',
    component: lazyRouteComponent(() => import('../priority/priority-page.tsx'), 'PriorityPage'),
  }),
  createRoute({ getParentRoute: under, path: 'profile', component: lazyRouteComponent(me, 'ProfilePage') }),
  createRoute({ getParentRoute: under, path: 'security', component: lazyRouteComponent(me, 'SecurityPage') }),
  createRoute({ getParentRoute: under, path: 'sessions', component: lazyRouteComponent(me, 'SessionsPage') }),
  createRoute({ getParentRoute: under, path: 'tokens', component: lazyRouteComponent(me, 'TokensPage') }),
  createRoute({
    getParentRoute: under,
    path: 'appearance',
    component: lazyRouteComponent(me, 'AppearancePage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'receivers',
    component: lazyRouteComponent(() => import('../receivers/receivers-page.tsx'), 'ReceiversPage'),
  }),
  createRoute({
    getParentRoute: under,
    path: 'webhooks',
    component: lazyRouteComponent(() => import('../webhooks/webhooks-page.tsx'), 'WebhooksPage'),
  }),
  createRoute({ getParentRoute: under, path: 'audit', component: lazyRouteComponent(system, 'AuditPage') }),
  createRoute({
    getParentRoute: under,
    path: 'first-steps',
    component: lazyRouteComponent(system, 'FirstStepsPage'),
  }),
  createRoute({ getParentRoute: under, path: 'sample', component: lazyRouteComponent(system, 'SamplePage') }),
  createRoute({ getParentRoute: under, path: 'about', component: lazyRouteComponent(system, 'AboutPage') }),
] as const;

export const settingsRoutes = [settingsRoute.addChildren(children)] as const;
