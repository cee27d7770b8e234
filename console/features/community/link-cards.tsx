import { t } from '../../i18n/index.ts';
import './link-cards.css';
import type { ThreadDetail } from './queries.ts';

/** What the pages say of themselves that links of a post lead to, as its readers see it. */
export function LinkCards({ cards }: Pick<ThreadDetail['items'][number], 'cards'>) {
  return (
    <ul className="link-cards" aria-label={t('community.post.links')}>
      {cards.map(({ url, title, site, description, pictureUrl }) => (
        <li key={url}>
          <a className="link-card" href={url} target="_blank" rel="noopener noreferrer nofollow">
            {pictureUrl !== null && <img src={pictureUrl} alt="" loading="lazy" />}
            <span className="link-card-words">
              <span className="muted" dir="auto">
                {site ?? new URL(url).host}
              </span>
              <strong dir="auto">{title}</strong>
              {description !== null && (
                <span className="link-card-text" dir="auto">
                  {description}
                </span>
              )}
            </span>
          </a>
        </li>
      ))}
    </ul>
  );
}
