import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ExternalLink } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { api } from '../../api/client.ts';
import { t } from '../../i18n/index.ts';
import { Checkbox } from '../choice.tsx';
import { TextField } from '../field.tsx';
import { SaveForm } from '../save-form.tsx';
import { showToast } from '../toast-store.ts';
import './site.css';

/** What every public site of ours is told: whether it stands open, and how it is called. */
export interface Site {
  isOpen: boolean;
  name: string;
  welcome: string;
  languages: string[];
  homeUrl: string | null;
}

interface SiteFormProps<Settings extends Site> {
  given: Settings;
  /** Where the site stands. */
  url: string;
  /** Where its settings are saved. */
  path: string;
  /** What is known of the site begins with this. */
  known: string;
  mayManage: boolean;
  openLabel: string;
  languagesHint: string;
  savedWords(isOpen: boolean): string;
  /** What only this site is told. */
  children(form: Settings, set: (part: Partial<Settings>) => void): ReactNode;
}

/** The settings of a public site. */
export function SiteForm<Settings extends Site>(props: SiteFormProps<Settings>) {
  const { given, url, path, known, mayManage, openLabel, savedWords, children } = props;
  const queryClient = useQueryClient();
  const [form, setForm] = useState(given);
  const set = (part: Partial<Settings>) => setForm((before) => ({ ...before, ...part }));
  const name = (part: Partial<Site>) => setForm((before) => ({ ...before, ...part }));
  const save = useMutation({
    mutationFn: () => api.put(path, form),
    onSuccess: () => showToast({ text: savedWords(form.isOpen) }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: [known] }),
  });
  return (
    <SaveForm save={save} maySave={mayManage} variant="primary">
      <Checkbox label={openLabel} isOn={form.isOpen} onChange={(isOpen) => name({ isOpen })} />
      {given.isOpen && (
        <a className="site-link" href={url} target="_blank" rel="noopener">
          {url} <ExternalLink size={14} aria-hidden />
        </a>
      )}
      <NameFields given={given} site={form} hint={props.languagesHint} onChange={name} />
      <p className="muted">
        {t('site.dress')} <Link to="/settings/site">{t('site.title')}</Link>
      </p>
      {children(form, set)}
    </SaveForm>
  );
}

interface NameProps {
  given: Site;
  site: Site;
  hint: string;
  onChange(part: Partial<Site>): void;
}

function NameFields({ given, site, hint, onChange }: NameProps) {
  const [languages, setLanguages] = useState(given.languages.join(', '));
  return (
    <>
      <TextField
        label={t('site.name')}
        maxLength={200}
        required
        value={site.name}
        onChange={(event) => onChange({ name: event.target.value })}
      />
      <TextField
        label={t('site.welcome')}
        maxLength={300}
        value={site.welcome}
        onChange={(event) => onChange({ welcome: event.target.value })}
      />
      <TextField
        label={t('site.languages')}
        hint={hint}
        value={languages}
        onChange={({ target: { value } }) => {
          setLanguages(value);
          onChange({ languages: value.split(/[\s,]+/).filter((tag) => tag !== '') });
        }}
      />
      <TextField
        type="url"
        label={t('site.home')}
        isOptional
        value={site.homeUrl ?? ''}
        onChange={(event) => onChange({ homeUrl: event.target.value || null })}
      />
    </>
  );
}
