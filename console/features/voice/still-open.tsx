import { NetworkIcon } from '../../components/network-icon.tsx';
import { t } from '../../i18n/index.ts';
import type { HeardView } from './types.ts';

/** Cases and conversations with a person that are not done. */
export function StillOpen({ heard: { cases, open } }: { heard: HeardView }) {
  if (cases.length + open.length === 0) return null;
  return (
    <>
      <h4>{t('voice.listen.open')}</h4>
      <ul className="listen-open">
        {cases.map(({ id, number, title }) => (
          <li key={id}>
            <a href={`/cases/${id}`}>
              #{number} {title}
            </a>
          </li>
        ))}
        {open.map(({ id, network, excerpt }) => (
          <li key={id}>
            <NetworkIcon network={network} />
            <a href={`/inbox/${id}`} dir="auto">
              {excerpt.slice(0, 80)}
            </a>
          </li>
        ))}
      </ul>
    </>
  );
}
