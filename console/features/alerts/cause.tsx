import { shortNumber } from '../../format/number.ts';
import { t } from '../../i18n/index.ts';
import type { IncidentDetail } from './types.ts';

type Cause = NonNullable<IncidentDetail['cause']>;

/** What the posts have in common: words, links, who wrote them, where. */
export function CauseView({ cause }: { cause: Cause }) {
  const { words, links, authors, networks, languages } = cause;
  return (
    <>
      {cause.byFew > 0.6 && cause.posts >= 10 && (
        <p className="muted">{t('alerts.cause.few', { share: String(Math.round(cause.byFew * 100)) })}</p>
      )}
      <div className="alert-cause">
        <List
          title={t('alerts.cause.words')}
          items={words.map(({ word, posts }) => ({ name: word, posts }))}
        />
        <List
          title={t('alerts.cause.links')}
          items={links.map(({ link, posts }) => ({ name: link, posts }))}
        />
        <List
          title={t('alerts.cause.authors')}
          items={authors.map(({ handle, name, accountId, posts }) => ({
            name: name ?? (handle === '' ? accountId : `@${handle}`),
            posts,
          }))}
        />
        <List
          title={t('alerts.cause.networks')}
          items={networks.map(({ network, posts }) => ({ name: network, posts }))}
        />
        <List
          title={t('alerts.cause.languages')}
          items={languages.map(({ language, posts }) => ({ name: language, posts }))}
        />
      </div>
    </>
  );
}

function List({ title, items }: { title: string; items: readonly { name: string; posts: number }[] }) {
  if (items.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {items.map(({ name, posts }) => (
          <li key={name}>
            <span>{name}</span>
            <span className="figures muted">{shortNumber(posts)}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
