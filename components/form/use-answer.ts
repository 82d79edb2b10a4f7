"use client";

import { useEffect, useState } from "react";

type Answer<T> = { data?: T; failed: boolean; to?: string };

/**
 * What the server answers to an address, asked after a pause (ms) without a newer one; undefined asks nothing. While the next
 * answer is on its way the last one stays, and `settled` is false.
 */
export function useAnswer<T>(address: string | undefined, pause: number): Answer<T> & { settled: boolean } {
  const [answer, setAnswer] = useState<Answer<T>>({ failed: false });
  useEffect(() => {
    if (!address) return;
    const stop = new AbortController();
    const timer = setTimeout(() => {
      fetch(address, { signal: stop.signal, headers: { accept: "application/json" } })
        .then((response) => (response.ok ? response.json() : Promise.reject(new Error(response.statusText))))
        .then((data: T) => setAnswer({ data, failed: false, to: address }))
        .catch(() => stop.signal.aborted || setAnswer({ failed: true, to: address }));
    }, pause);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [address, pause]);
  return { ...answer, settled: answer.to === address };
}
