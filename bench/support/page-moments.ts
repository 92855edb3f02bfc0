import type { Page } from 'playwright-core';

// Moments as the pages themselves see them: playwright looks for changes only now and then, which would be part of the
// result. All are milliseconds since 1970, the one clock that several processes share.

const timeoutMs = 30_000;

/** The same clock in this process. */
export function nowMs(): number {
  return performance.timeOrigin + performance.now();
}

/** When `condition`, a JavaScript expression over the page's document, is first true after a change of the document. */
export function momentWhen(page: Page, condition: string): Promise<number> {
  return moment(
    page,
    condition,
    `whenChanged(() => {
      if (!(${condition})) return false;
      done(performance.now());
      return true;
    })`,
  );
}

/** When the next click happens. */
export function momentOfClick(page: Page): Promise<number> {
  return moment(
    page,
    'a click',
    `addEventListener('click', ({ timeStamp }) => done(timeStamp), { capture: true, once: true })`,
  );
}

/** When the largest part of the page's first picture was painted. Must be asked before the page is touched. */
export function momentOfPicture(page: Page): Promise<number> {
  return moment(
    page,
    'a picture',
    `new PerformanceObserver((list) => done(list.getEntries().at(-1).startTime))
      .observe({ type: 'largest-contentful-paint', buffered: true })`,
  );
}

/** Runs `body` in the page until it calls `done` with a time of the page's own clock. */
function moment(page: Page, what: string, body: string): Promise<number> {
  return page.evaluate<number>(`new Promise((resolve, reject) => {
    const done = (time) => resolve(performance.timeOrigin + time);
    const whenChanged = (look) => {
      if (look()) return;
      const observer = new MutationObserver(() => look() && observer.disconnect());
      observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    };
    setTimeout(() => reject(new Error('waited in vain for ' + ${JSON.stringify(what)})), ${timeoutMs});
    ${body};
  })`);
}
