import { MessageCircle } from 'lucide-react';
import { t } from '../../i18n/index.ts';
import type { WidgetWish } from './queries.ts';
import { inkOn, NEW_TEXTS } from './wish.ts';

/** How the chat looks to a visitor, while it is written. */
export function ChatPreview({ wish, language }: { wish: WidgetWish; language: string }) {
  const texts = wish.texts[language] ?? NEW_TEXTS;
  const paint = { background: wish.colour, color: inkOn(wish.colour) };
  return (
    <aside className="chat-preview" aria-label={t('chat.preview')}>
      <p className="faint">{t('chat.preview')}</p>
      <div className={`chat-preview-page chat-preview-${wish.side}`} lang={language} dir="auto">
        <div className="chat-preview-window">
          <p className="chat-preview-title" style={paint}>
            {texts.title}
          </p>
          <p className="chat-preview-said">{texts.greeting}</p>
          {wish.whenClosed === 'form' && wish.calendarId !== null && (
            <p className="chat-preview-closed">{texts.offline}</p>
          )}
        </div>
        <span className="chat-preview-button" style={paint}>
          <MessageCircle size={20} aria-hidden />
        </span>
      </div>
    </aside>
  );
}
