import { Link } from '@tanstack/react-router';
import { useCan } from '../../app/session.ts';
import { t } from '../../i18n/index.ts';

/** The pages of the voice. */
export function VoiceNav() {
  const mayManage = useCan()('voice.manage');
  const pages = [
    ['/settings/voice', 'voice.guide'],
    ['/settings/voice/examples', 'voice.examples'],
    ['/settings/voice/reading', 'voice.reading'],
    ...(mayManage ? ([['/settings/voice/drafting', 'voice.drafting']] as const) : []),
  ] as const;
  return (
    <nav className="tab-list" aria-label={t('voice.title')}>
      {pages.map(([to, label]) => (
        <Link key={to} to={to as string} className="tab" activeOptions={{ exact: true }}>
          {t(label)}
        </Link>
      ))}
    </nav>
  );
}
