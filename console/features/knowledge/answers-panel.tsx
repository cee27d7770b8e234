import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Loaded } from '../../components/loaded.tsx';
import { Section } from '../../components/page.tsx';
import { Table } from '../../components/table.tsx';
import { t } from '../../i18n/index.ts';
import { shareOf, subjectName } from './answers.ts';
import { ContactForm } from './contact-form.tsx';
import { DaysChoice } from './days-choice.tsx';
import { knowledgeQueries } from './queries.ts';
import { ReaderFigures, Searches } from './reader-figures.tsx';
import type { DeflectionFacts } from './types.ts';

/** What visitors of the public site searched and were helped by, and the contact form. */
export function AnswersPanel() {
  const [days, setDays] = useState(28);
  const facts = useQuery(knowledgeQueries.answers(days));
  return (
    <div className="stack tab-body">
      <DaysChoice days={days} onChoose={setDays} />
      <Loaded query={facts} rows={4}>
        {(view) => <Facts facts={view} />}
      </Loaded>
      <ContactForm />
    </div>
  );
}

function Facts({
  facts: { totals, forms, bySubject, searches, searchesWithoutAnswer },
}: {
  facts: DeflectionFacts;
}) {
  const told = [
    ['searches', totals.searches.toLocaleString('en')],
    ['empty', totals.searchesWithoutAnswer.toLocaleString('en')],
    ['opened', totals.opened.toLocaleString('en')],
    ['helped', shareOf(totals.helped, totals.helped + totals.unhelped)],
    ['formsBegun', forms.begun.toLocaleString('en')],
    ['formsAnswered', forms.answered.toLocaleString('en')],
    ['formsLeft', forms.left.toLocaleString('en')],
    ['formsSent', forms.sent.toLocaleString('en')],
    ['formsUnopened', forms.sentUnopened.toLocaleString('en')],
  ] as const;
  const figures = told.map(([name, value]) => [t(`knowledge.answers.${name}`), value] as const);
  return (
    <>
      <ReaderFigures figures={figures} text={t('knowledge.answers.text')} />
      <Searches title={t('knowledge.answers.missing')} rows={searchesWithoutAnswer} />
      <Searches title={t('knowledge.answers.words')} rows={searches} />
      {bySubject.length > 0 && (
        <Section title={t('knowledge.answers.shown')} text={t('knowledge.answers.shown.text')}>
          <Table
            label={t('knowledge.answers.shown')}
            columns={[
              { label: t('knowledge.answers.what'), isText: true },
              t('knowledge.answers.timesShown'),
              t('knowledge.answers.timesOpened'),
              t('knowledge.answers.notOpened'),
            ]}
            rows={bySubject.map((row) => ({
              key: `${row.kind} ${row.id}`,
              cells: [
                subjectName(row),
                row.shown.toLocaleString('en'),
                row.opened.toLocaleString('en'),
                shareOf(Math.max(0, row.shown - row.opened), row.shown),
              ],
            }))}
          />
        </Section>
      )}
    </>
  );
}
