import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FilePlus, FileText } from 'lucide-react';
import { useState } from 'react';
import { languageName } from '#lib/names/index.ts';
import { useCan } from '../../app/session.ts';
import { WhoCan } from '../../app/who-can.tsx';
import { Badge } from '../../components/badge.tsx';
import { Button } from '../../components/button.tsx';
import { Loaded } from '../../components/loaded.tsx';
import { EmptyState } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';
import { NewPageDialog } from './new-page-dialog.tsx';
import { type PageView, siteQueries } from './queries.ts';
import { mainText, stateOf } from './state.ts';

/** Pages of the company's own, with the languages that they are written in. */
export function PagesPanel() {
  const mayWrite = useCan()('site-pages.write');
  const pages = useQuery(siteQueries.pages());
  const [isNew, setNew] = useState(false);
  const add = (
    <Button variant="primary" icon={FilePlus} onClick={() => setNew(true)}>
      {t('site.pages.new')}
    </Button>
  );
  return (
    <div className="stack">
      <WhoCan permission="site-pages.write" action={t('site.writing')} />
      <Loaded query={pages} rows={4}>
        {(all) =>
          all.length === 0 ? (
            <EmptyState
              icon={FileText}
              title={t('site.pages.empty')}
              text={t('site.pages.empty.text')}
              actions={mayWrite && add}
            />
          ) : (
            <>
              {mayWrite && <div>{add}</div>}
              <ul className="list">
                {all.map((page) => (
                  <Row key={page.id} page={page} />
                ))}
              </ul>
            </>
          )
        }
      </Loaded>
      {isNew && <NewPageDialog onClose={() => setNew(false)} />}
    </div>
  );
}

function Row({ page: { id, place, texts } }: { page: PageView }) {
  return (
    <li className="list-row">
      <div className="row-main">
        <Link to="/settings/site/$pageId" params={{ pageId: id }}>
          <strong>{mainText(texts)?.title}</strong>
        </Link>
        <p className="faint">{t(`site.page.place.${place ?? 'none'}`)}</p>
      </div>
      <div className="row">
        {texts.map((text) => (
          <Badge key={text.language} isQuiet={stateOf(text) !== 'published'}>
            {`${languageName(text.language)}: ${t(`site.pages.${stateOf(text)}`)}`}
          </Badge>
        ))}
      </div>
    </li>
  );
}
