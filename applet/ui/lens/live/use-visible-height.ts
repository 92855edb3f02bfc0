import { useEffect, useRef, type RefObject } from 'react';

/** More of the page's height than this is covered by nothing but a keyboard. */
const minKeyboardPixels = 120;

/**
 * Keeps an element as high as what can be seen: a soft keyboard covers a page without making it smaller. Sets
 * `--visible-height` and `--visible-top`, and `data-keyboard` while there is one.
 */
export function useVisibleHeight<Element extends HTMLElement>(): RefObject<Element | null> {
  const element = useRef<Element>(null);
  useEffect(() => {
    const viewport = window.visualViewport;
    if (viewport === null) return;
    const measure = (): void => {
      const { current } = element;
      // Zoomed in by two fingers the visible part is smaller as well; the page then stays as it is.
      if (current === null || viewport.scale > 1.01) return;
      const hasKeyboard = window.innerHeight - viewport.height > minKeyboardPixels;
      current.dataset['keyboard'] = String(hasKeyboard);
      if (hasKeyboard) {
        current.style.setProperty('--visible-height', `${viewport.height}px`);
        current.style.setProperty('--visible-top', `${viewport.offsetTop}px`);
      } else {
        current.style.removeProperty('--visible-height');
        current.style.removeProperty('--visible-top');
      }
    };
    measure();
    viewport.addEventListener('resize', measure);
    viewport.addEventListener('scroll', measure);
    return () => {
      viewport.removeEventListener('resize', measure);
      viewport.removeEventListener('scroll', measure);
    };
  }, []);
  return element;
}
