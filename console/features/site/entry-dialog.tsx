import { useState } from 'react';
import { languageName } from '#lib/names/index.ts';
import { TextField } from '../../components/field.tsx';
import { SaveDialog } from '../../components/save-dialog.tsx';
import { t } from '../../i18n/index.ts';
import { filled, nameOf } from './entries.ts';
import type { Entry, NavigationView } from './queries.ts';

interface EntryDialogProps {
  entry: Entry;
  languages: readonly string[];
  parts: NavigationView['parts'];
  onDone(entry: Entry): void;
  onClose(): void;
}

/** What an entry is called in each language, and where a link leads. Saved with the navigation. */
export function EntryDialog({ entry, languages, parts, onDone, onClose }: EntryDialogProps) {
  const [names, setNames] = useState(entry.names);
  const [url, setUrl] = useState(entry.url);
  const name = nameOf(entry, parts);
  const own = parts.find(({ key }) => key === entry.key)?.label;
  const isReady = url === null || (/^https:\/\/\S+\.\S/.test(url) && Object.keys(filled(names)).length > 0);
  const save = {
    isPending: false,
    error: null,
    mutate: () => onDone({ ...entry, names: filled(names), url }),
  };
  return (
    <SaveDialog
      title={name ? t('site.entry.names', { name }) : t('site.entry.link')}
      text={url === null ? t('site.entry.text') : undefined}
      label={t('site.entry.done')}
      isReady={isReady}
      save={save}
      onClose={onClose}
    >
      {url !== null && (
        <TextField
          label={t('site.entry.url')}
          hint={t('site.entry.url.hint')}
          type="url"
          maxLength={500}
          value={url}
          onChange={(event) => setUrl(event.target.value.trim())}
        />
      )}
      {languages.map((language) => (
        <TextField
          key={language}
          label={t('site.entry.name', { language: languageName(language) })}
          isOptional={url === null}
          maxLength={60}
          lang={language}
          placeholder={own}
          value={names[language] ?? ''}
          onChange={(event) => setNames({ ...names, [language]: event.target.value })}
        />
      ))}
    </SaveDialog>
  );
}
