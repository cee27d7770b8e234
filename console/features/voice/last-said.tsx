import { NetworkIcon } from '../../components/network-icon.tsx';
import { Time } from '../../components/time.tsx';
import { t } from '../../i18n/index.ts';
import type { HeardView } from './types.ts';

/** Our last words to a person, on any of their accounts. */
export function LastSaid({ said }: { said: HeardView['said'] }) {
  if (said.length === 0) return <p className="person-none">{t('voice.listen.nothingSaid')}</p>;
  return (
    <>
      <h4>{t('voice.listen.said')}</h4>
      <ul className="listen-said">
        {said.map(({ postId, at, network, text, link }) => (
          <li key={postId}>
            <span className="person-item-head">
              <NetworkIcon network={network} />
              {link === null ? (
                <Time at={at} />
              ) : (
                <a href={link}>
                  <Time at={at} />
                </a>
              )}
            </span>
            <span className="person-excerpt" dir="auto">
              {text}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
