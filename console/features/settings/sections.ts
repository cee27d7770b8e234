import {
  Antenna,
  Building2,
  CalendarDays,
  CircleUser,
  ClipboardList,
  Contact,
  FlaskConical,
  Handshake,
  FolderOpen,
  Globe,
  Info,
  KeyRound,
  LifeBuoy,
  ListChecks,
  type LucideIcon,
  MessageCircle,
  MessageSquareText,
  MoonStar,
  MonitorSmartphone,
  Palette,
  Scale,
  ScanText,
  ScrollText,
  Send,
  Speech,
  SquareTerminal,
  Star,
  SunMoon,
  Tags,
  UserCheck,
  Users,
  UsersRound,
  Webhook,
  Zap,
} from 'lucide-react';
import type { MessageKey } from '../../i18n/index.ts';

export interface SettingsSection {
  to: string;
  label: MessageKey;
  icon: LucideIcon;
}

/** All settings, in groups: of the company, of the person, of the machine. */
export const SECTIONS: readonly { label: MessageKey; sections: readonly SettingsSection[] }[] = [
  {
    label: 'settings.group.company',
    sections: [
      { to: '/settings/brand', label: 'settings.brand', icon: Building2 },
      { to: '/settings/accounts', label: 'settings.accounts', icon: Send },
      { to: '/settings/chat', label: 'chat.title', icon: MessageCircle },
      { to: '/settings/understanding', label: 'understanding.title', icon: ScanText },
      { to: '/settings/intents', label: 'intents.title', icon: Tags },
      { to: '/settings/case-types', label: 'cases.types.title', icon: FolderOpen },
      { to: '/settings/forms', label: 'forms.title', icon: ClipboardList },
      { to: '/settings/canned', label: 'canned.title', icon: MessageSquareText },
      { to: '/settings/macros', label: 'macros.title', icon: Zap },
      { to: '/settings/satisfaction', label: 'satisfaction.title', icon: Star },
      { to: '/settings/site', label: 'site.title', icon: Palette },
      { to: '/settings/help-centre', label: 'knowledge.centre', icon: LifeBuoy },
      { to: '/settings/community', label: 'members.community', icon: Contact },
      { to: '/settings/addresses', label: 'domains.title', icon: Globe },
      { to: '/settings/voice', label: 'voice.title', icon: Speech },
      { to: '/settings/team', label: 'settings.team', icon: Users },
      { to: '/settings/teams', label: 'teams.title', icon: UsersRound },
      { to: '/settings/calendars', label: 'calendars.title', icon: CalendarDays },
      { to: '/settings/out-of-hours', label: 'outOfHours.title', icon: MoonStar },
      { to: '/settings/promises', label: 'promises.policies', icon: Handshake },
      { to: '/settings/approvals', label: 'approvals.title', icon: UserCheck },
      { to: '/settings/priority', label: 'priority.title', icon: Scale },
    ],
  },
  {
    label: 'settings.group.me',
    sections: [
      { to: '/settings/profile', label: 'settings.profile', icon: CircleUser },
      { to: '/settings/security', label: 'settings.security', icon: KeyRound },
      { to: '/settings/sessions', label: 'settings.sessions', icon: MonitorSmartphone },
      { to: '/settings/tokens', label: 'settings.tokens', icon: SquareTerminal },
      { to: '/settings/appearance', label: 'settings.appearance', icon: SunMoon },
    ],
  },
  {
    label: 'settings.group.system',
    sections: [
      { to: '/settings/receivers', label: 'receivers.title', icon: Antenna },
      { to: '/settings/webhooks', label: 'webhooks.title', icon: Webhook },
      { to: '/settings/audit', label: 'settings.audit', icon: ScrollText },
      { to: '/settings/first-steps', label: 'settings.firstSteps', icon: ListChecks },
      { to: '/settings/sample', label: 'settings.sample', icon: FlaskConical },
      { to: '/settings/about', label: 'settings.about', icon: Info },
    ],
  },
];
