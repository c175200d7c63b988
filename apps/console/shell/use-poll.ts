'use client';

import { useEffect, useRef, useState } from 'react';

/** What a poll knows: the newest answer, and whether the last attempt failed. */
export interface Poll<T> {
  data: T;
  isStale: boolean;
}

/** Asks for JSON again and again while the page is visible; `intervalMs` may depend on the newest answer. */
export function usePoll<T>(url: string, initial: T, intervalMs: (data: T) => number | null): Poll<T> {
  const [poll, setPoll] = useState<Poll<T>>({ data: initial, isStale: false });
  const latest = useRef({ data: initial, intervalMs });
  latest.current.intervalMs = intervalMs;

  useEffect(() => {
    const controller = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;

    function schedule() {
      const pauseMs = latest.current.intervalMs(latest.current.data);
      if (pauseMs === null || controller.signal.aborted) return;
      clearTimeout(timer);
      timer = setTimeout(ask, pauseMs);
    }
    async function ask() {
      if (document.hidden) return;
      try {
        const answer = await fetch(url, {
          signal: controller.signal,
          headers: { accept: 'application/json' },
        });
        if (!answer.ok) throw new Error(String(answer.status));
        latest.current.data = (await answer.json()) as T;
        setPoll({ data: latest.current.data, isStale: false });
      } catch {
        if (!controller.signal.aborted) setPoll({ data: latest.current.data, isStale: true });
      }
      schedule();
    }
    function onVisible() {
      if (!document.hidden) void ask();
    }
    schedule();
    document.addEventListener('visibilitychange', onVisible);
    return () => {
      controller.abort();
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', onVisible);
    };
  }, [url]);

  return poll;
}
