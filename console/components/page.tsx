import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from './class-names.ts';
import './page.css';

interface PageProps {
  title: string;
  /** One sentence on what the screen is for. */
  text?: ReactNode;
  /** Buttons on the right. */
  actions?: ReactNode;
  /** Tabs or filters under the title. */
  toolbar?: ReactNode;
  children: ReactNode;
  /** `reading` keeps lines short; `wide` takes what there is. */
  width?: 'reading' | 'wide';
}

/** A screen with a title that scrolls as a whole. */
export function Page({ title, text, actions, toolbar, children, width = 'reading' }: PageProps) {
  return (
    <div className="page">
      <div className={classNames('page-inner', `page-${width}`)}>
        <PageHeader title={title} text={text} actions={actions} />
        {toolbar !== undefined && <div className="page-toolbar">{toolbar}</div>}
        {children}
      </div>
    </div>
  );
}

export function PageHeader({ title, text, actions }: Pick<PageProps, 'title' | 'text' | 'actions'>) {
  return (
    <header className="page-header">
      <div className="grow">
        <h1>{title}</h1>
        {text !== undefined && <p className="muted">{text}</p>}
      </div>
      {actions !== undefined && <div className="page-actions">{actions}</div>}
    </header>
  );
}

interface EmptyStateProps {
  icon?: LucideIcon;
  title: string;
  /** What to do next, in a sentence or two. */
  text?: ReactNode;
  actions?: ReactNode;
  /** Inside a pane or card rather than a whole screen. */
  isSmall?: boolean;
  /** `h1` where it is all that the screen has. */
  heading?: 'h1' | 'h2';
}

/** Nothing here yet, and what to do about it. */
export function EmptyState({
  icon: Icon,
  title,
  text,
  actions,
  isSmall = false,
  heading: Heading = 'h2',
}: EmptyStateProps) {
  return (
    <div className={classNames('empty-state', isSmall && 'empty-state-small')}>
      {Icon !== undefined && <Icon size={isSmall ? 20 : 24} strokeWidth={1.5} aria-hidden />}
      <Heading>{title}</Heading>
      {text !== undefined && <p>{text}</p>}
      {actions !== undefined && <div className="empty-actions">{actions}</div>}
    </div>
  );
}

/** A bordered block with a heading, for settings and details. */
export function Section({
  title,
  text,
  actions,
  children,
}: {
  title: string;
  text?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
}) {
  return (
    <section className="section">
      <header className="section-head">
        <div className="grow">
          <h2>{title}</h2>
          {text !== undefined && <p className="muted">{text}</p>}
        </div>
        {actions}
      </header>
      {children}
    </section>
  );
}
