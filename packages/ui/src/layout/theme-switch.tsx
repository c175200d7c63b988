'use client';

import { Monitor, Moon, Sun } from 'lucide-react';
import { useState } from 'react';
import { cn } from '../cn.tsx';
import { type Theme, themeAttribute, themeCookieName } from './theme.tsx';

const choices = [
  { theme: 'system', label: 'As the system', Icon: Monitor },
  { theme: 'light', label: 'Light', Icon: Sun },
  { theme: 'dark', label: 'Dark', Icon: Moon },
] as const;

/** Three buttons that choose the theme at once and for a year. */
export function ThemeSwitch({ initial = 'system' }: { initial?: Theme }) {
  const [theme, setTheme] = useState<Theme>(initial);
  function choose(next: Theme) {
    setTheme(next);
    applyTheme(next);
  }
  return (
    <fieldset className="inline-flex w-fit gap-0.5 rounded-md bg-sunken p-0.5">
      <legend className="sr-only">Theme</legend>
      {choices.map(({ theme: choice, label, Icon }) => (
        <button
          key={choice}
          type="button"
          aria-label={label}
          title={label}
          aria-pressed={theme === choice}
          onClick={() => choose(choice)}
          className={cn(
            'grid size-7 place-items-center rounded text-ink-muted hover:text-ink touch:size-11',
            theme === choice && 'bg-surface text-ink shadow-card',
          )}
        >
          <Icon aria-hidden="true" className="size-3.5" />
        </button>
      ))}
    </fieldset>
  );
}

function applyTheme(theme: Theme) {
  const attribute = themeAttribute(theme);
  if (attribute) document.documentElement.dataset.theme = attribute;
  else delete document.documentElement.dataset.theme;
  const ageS = attribute ? 31_536_000 : 0;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser yet
  document.cookie = `${themeCookieName}=${attribute ?? ''}; path=/; max-age=${ageS}; samesite=lax`;
}
