import { Monitor, Moon, Sun } from 'lucide-react';
import { setTheme, type Theme, useTheme } from '../../../app/theme.ts';
import { Page } from '../../../components/page.tsx';
import { t } from '../../../i18n/index.ts';

const ICONS = { system: Monitor, light: Sun, dark: Moon };

export function AppearancePage() {
  const theme = useTheme();
  return (
    <Page title={t('settings.appearance')} text={t('settings.appearance.text')}>
      <fieldset className="field-group">
        <legend>{t('settings.appearance.theme')}</legend>
        <div className="theme-choices">
          {(['system', 'light', 'dark'] satisfies Theme[]).map((choice) => {
            const Icon = ICONS[choice];
            return (
              <label key={choice}>
                <input
                  type="radio"
                  name="theme"
                  value={choice}
                  checked={theme === choice}
                  onChange={() => setTheme(choice)}
                />
                <Icon size={16} aria-hidden />
                {t(`shell.theme.${choice}`)}
              </label>
            );
          })}
        </div>
      </fieldset>
    </Page>
  );
}
