import { useMutation } from '@tanstack/react-query';
import { Rss, Search } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { api } from '../../api/client.ts';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { FormError } from '../../components/form-error.tsx';
import { wholeAddress } from '../../format/address.ts';
import { t } from '../../i18n/index.ts';
import type { FoundFeed } from './types.ts';

/** Finds the feeds of a page, for people who know the address of a blog but not that of its feed. */
export function FeedFinder({ onChoose }: { onChoose(feed: FoundFeed): void }) {
  const [url, setUrl] = useState('');
  const find = useMutation({
    mutationFn: () => api.post<{ feeds: FoundFeed[] }>('/sources/discover', { url: wholeAddress(url) }),
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    find.mutate();
  };
  return (
    <form className="form feed-finder" onSubmit={submit}>
      <Field label={t('sources.find')} hint={t('sources.find.hint')}>
        {(wiring) => (
          <div className="copy-field">
            <input
              {...wiring}
              className="input"
              inputMode="url"
              required
              autoFocus
              autoCapitalize="off"
              spellCheck={false}
              placeholder="blog.example.com"
              value={url}
              onChange={(event) => setUrl(event.target.value)}
            />
            <Button type="submit" icon={Search} isBusy={find.isPending}>
              {t('sources.find.submit')}
            </Button>
          </div>
        )}
      </Field>
      <FormError error={find.error} />
      {find.data !== undefined && (
        <ul className="list" aria-label={t('sources.find.found')}>
          {find.data.feeds.map((feed) => (
            <li key={feed.url}>
              <button type="button" className="kind-row" onClick={() => onChoose(feed)}>
                <Rss size={16} aria-hidden />
                <span className="grow">
                  <strong>{feed.title ?? feed.url}</strong>
                  <span className="muted kind-text ellipsis">{feed.url}</span>
                </span>
                <span className="faint">{t('sources.find.use')}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </form>
  );
}
