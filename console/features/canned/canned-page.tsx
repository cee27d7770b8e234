import { useQuery } from '@tanstack/react-query';
import { MessageSquareText } from 'lucide-react';
import { useState } from 'react';
import { t, tn } from '../../i18n/index.ts';
import { CannedForm } from './canned-form.tsx';
import './canned.css';
import { byFolder } from './folders.ts';
import { KeptPage } from './kept-page.tsx';
import { cannedQueries, type CannedView } from './queries.ts';

/** Words that are written again and again: own ones, those of teams, those for everybody, in folders. */
export function CannedPage() {
  const all = useQuery({ ...cannedQueries.all(), select: ({ items }) => items });
  const [words, setWords] = useState('');
  return (
    <KeptPage
      area="canned"
      icon={MessageSquareText}
      all={all}
      group={(items) => byFolder(items, words)}
      form={CannedForm}
      mark={shortcutOf}
      toolbar={
        (all.data?.length ?? 0) > 3 && (
          <input
            type="search"
            className="input canned-search"
            aria-label={t('canned.search')}
            placeholder={t('canned.search')}
            value={words}
            onChange={(event) => setWords(event.target.value)}
          />
        )
      }
    >
      {({ texts, uses }) => (
        <>
          <p className="canned-body">{texts[0]?.body}</p>
          <p className="muted">
            {texts.map(({ language }) => language).join(', ')} ·{' '}
            {uses === 0 ? t('canned.unused') : tn('canned.uses', uses)}
          </p>
        </>
      )}
    </KeptPage>
  );
}

function shortcutOf({ shortcut }: CannedView) {
  return shortcut !== null && <code>/{shortcut}</code>;
}
