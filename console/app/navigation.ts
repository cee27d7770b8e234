import {
  AtSign,
  Award,
  BellRing,
  BookOpen,
  CalendarClock,
  ChartColumn,
  ChartLine,
  Contact,
  Handshake,
  FolderOpen,
  Hash,
  Inbox,
  Lightbulb,
  MessageCircleHeart,
  MessagesSquare,
  type LucideIcon,
  MapPinned,
  Radio,
  Route,
  Scale,
  Send,
  Settings,
  ShieldCheck,
  Star,
  SlidersHorizontal,
  Tv,
  UserCheck,
  UsersRound,
} from 'lucide-react';
import type { MessageKey } from '../i18n/index.ts';

export interface Destination {
  to: string;
  label: MessageKey;
  icon: LucideIcon;
  /** Second key after `g`, for what is opened often: letters are few. */
  key?: string;
  /** In the bottom bar of a phone; the rest is under More. */
  isOnPhone?: boolean;
}

export interface Stage {
  label: MessageKey;
  destinations: readonly Destination[];
}

/** The loop, in its own order. A stage appears here when it has a screen with something in it. */
export const stages: readonly Stage[] = [
  {
    label: 'shell.stage.listen',
    destinations: [
      { to: '/stream', label: 'shell.nav.stream', icon: Radio, key: 's', isOnPhone: true },
      { to: '/trends', label: 'shell.nav.trends', icon: ChartLine, key: 'd' },
      { to: '/demand', label: 'shell.nav.demand', icon: MapPinned, key: 'n' },
      { to: '/alerts', label: 'shell.nav.alerts', icon: BellRing, key: 'e' },
      { to: '/talk', label: 'shell.nav.talk', icon: MessagesSquare, key: 'k' },
      { to: '/topics', label: 'shell.nav.topics', icon: Hash, key: 't' },
      { to: '/sources', label: 'shell.nav.sources', icon: AtSign, key: 'o' },
    ],
  },
  {
    label: 'shell.stage.respond',
    destinations: [
      { to: '/inbox', label: 'shell.nav.inbox', icon: Inbox, key: 'i', isOnPhone: true },
      { to: '/routing', label: 'routing.title', icon: Route, key: 'r' },
      { to: '/promises', label: 'promises.title', icon: Handshake, key: 'p' },
      { to: '/cases', label: 'shell.nav.cases', icon: FolderOpen, key: 'c' },
      { to: '/knowledge', label: 'knowledge.title', icon: BookOpen, key: 'b' },
      { to: '/coverage', label: 'coverage.title', icon: CalendarClock, key: 'v' },
      { to: '/approvals', label: 'approvals.title', icon: UserCheck, key: 'a' },
      { to: '/outbox', label: 'shell.nav.outbox', icon: Send, key: 'u', isOnPhone: true },
    ],
  },
  {
    label: 'shell.stage.embrace',
    destinations: [
      { to: '/community-desk', label: 'community.title', icon: MessageCircleHeart, key: 'y' },
      { to: '/ideas-desk', label: 'ideas.title', icon: Lightbulb },
      { to: '/reviews-desk', label: 'reviews.title', icon: Star },
      { to: '/honours', label: 'honours.title', icon: Award },
      { to: '/moderation', label: 'moderation.title', icon: ShieldCheck },
      { to: '/members', label: 'members.title', icon: Contact },
      { to: '/segments', label: 'segments.title', icon: UsersRound },
    ],
  },
  {
    label: 'shell.stage.measure',
    destinations: [
      { to: '/reports', label: 'reports.title', icon: ChartColumn, key: 'm' },
      { to: '/wallboard', label: 'wallboard.title', icon: Tv, key: 'w' },
      { to: '/fairness', label: 'fairness.title', icon: Scale, key: 'f' },
    ],
  },
];

/** Parts of screens with addresses of their own, for the palette: what one looks for by its name, not by its screen. */
export const parts: readonly (Destination & { of: MessageKey })[] = [
  ...(['categories', 'groups', 'statistics', 'imports'] as const).map((tab) => ({
    to: `/community-desk?tab=${tab}`,
    of: 'community.title' as const,
    label: `community.tab.${tab}` as const,
    icon: MessageCircleHeart,
  })),
  ...(['gaps', 'readers', 'answers'] as const).map((tab) => ({
    to: `/knowledge?tab=${tab}`,
    of: 'knowledge.title' as const,
    label: `knowledge.tab.${tab}` as const,
    icon: BookOpen,
  })),
  ...(['products', 'asking', 'figures'] as const).map((tab) => ({
    to: `/reviews-desk?tab=${tab}`,
    of: 'reviews.title' as const,
    label: `reviews.tab.${tab}` as const,
    icon: Star,
  })),
];

export const setup: Destination = { to: '/settings', label: 'shell.nav.settings', icon: Settings, key: ',' };

export const destinations: readonly Destination[] = [...stages.flatMap((stage) => stage.destinations), setup];

export const moreIcon = SlidersHorizontal;
