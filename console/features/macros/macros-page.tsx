import { useQuery } from '@tanstack/react-query';
import { Zap } from 'lucide-react';
import { t, tn } from '../../i18n/index.ts';
import { KeptPage } from '../canned/kept-page.tsx';
import { MacroForm } from './macro-form.tsx';
import './macros.css';
import { macroQueries } from './queries.ts';

/** What is done again and again, with one key. */
export function MacrosPage() {
  const all = useQuery(macroQueries.all());
  return (
    <KeptPage
      area="macros"
      icon={Zap}
      all={all}
      group={(items) => [{ folder: null, items }]}
      form={MacroForm}
    >
      {({ does, runs }) => (
        <>
          <ol className="macro-does">
            {does.map((line) => (
              <li key={line}>{line}</li>
            ))}
          </ol>
          <p className="muted">{runs === 0 ? t('macros.unused') : tn('macros.runs', runs)}</p>
        </>
      )}
    </KeptPage>
  );
}
