import { Section } from '../../components/page.tsx';
import { t } from '../../i18n/index.ts';

interface FiguresProps {
  figures: readonly (readonly [name: string, value: string])[];
  /** How they were counted. */
  text: string;
}

/** What readers did, each figure with its name. */
export function ReaderFigures({ figures, text }: FiguresProps) {
  return (
    <>
      <dl className="reader-figures">
        {figures.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="figures">{value}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">{text}</p>
    </>
  );
}

interface SearchesProps {
  title: string;
  rows: readonly { words: string; language: string; count: number }[];
}

/** What was searched for so often that it names nobody. */
export function Searches({ title, rows }: SearchesProps) {
  if (rows.length === 0) return null;
  return (
    <Section title={title} text={t('knowledge.readers.words.text')}>
      <ul className="list">
        {rows.map(({ words, language, count }) => (
          <li key={`${language} ${words}`} className="gap-search">
            <span className="grow" lang={language}>
              {words}
            </span>
            <span className="figures">{count}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
