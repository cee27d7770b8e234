import { countryName } from '#lib/names/index.ts';
import { shortNumber } from '../../format/number.ts';
import { t, tn } from '../../i18n/index.ts';
import type { IncidentDetail } from './types.ts';

type Cause = NonNullable<IncidentDetail['cause']>;

/** What the posts have in common: what they talk about, words, links, who wrote them, where. */
export function CauseView({ cause }: { cause: Cause }) {
  const { words, links, authors, networks, languages, places, talk } = cause;
  return (
    <>
      {talk !== null && (
        <p className="alert-talk">
          <strong>{talk.words.join(' · ')}</strong>{' '}
          <span className="muted">
            {tn('alerts.cause.talk', talk.posts, {
              before: talk.before,
              share: Math.round(talk.share * 100),
            })}
          </span>
        </p>
      )}
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
          title={t('alerts.cause.places')}
          note={t('alerts.cause.places.note')}
          items={places.map((place) => ({ name: placeText(place), posts: place.people }))}
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

interface ListProps {
  title: string;
  items: readonly { name: string; posts: number }[];
  note?: string;
}

function List({ title, items, note }: ListProps) {
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
      {note !== undefined && <p className="muted alert-note">{note}</p>}
    </section>
  );
}

/** “Leeds, England, United Kingdom”, an arrow upwards where more come from there than before. */
function placeText({ country, region, city, isMore, isRest }: Cause['places'][number]): string {
  const name = [city, region, countryName(country)].filter(Boolean).join(', ');
  const said = isRest ? t('alerts.cause.elsewhere', { place: name }) : name;
  return isMore ? t('alerts.cause.more', { place: said }) : said;
}
