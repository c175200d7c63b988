'use client';

import { useEffect, useState } from 'react';

/** Copies text; `isCopied` is true for two seconds after. */
export function useCopy(): { isCopied: boolean; copy: (text: string) => Promise<void> } {
  const [copies, setCopies] = useState(0);
  useEffect(() => {
    if (copies === 0) return;
    const timer = setTimeout(() => setCopies(0), 2000);
    return () => clearTimeout(timer);
  }, [copies]);
  async function copy(text: string) {
    if (navigator.clipboard) await navigator.clipboard.writeText(text);
    else copyBySelection(text);
    setCopies((count) => count + 1);
  }
  return { isCopied: copies > 0, copy };
}

/** The clipboard API is missing on plain-HTTP pages other than localhost. */
function copyBySelection(text: string) {
  const area = document.createElement('textarea');
  area.value = text;
  document.body.append(area);
  area.select();
  document.execCommand('copy');
  area.remove();
}
