import type { Dispose } from '#shared/std/core/dispose.ts';
import type { Size } from '../input/picture-geometry.ts';

/**
 * Keeps one pixel of the picture on one pixel of this display, whatever its scale: the size by the display's scale, and the
 * corner on a whole pixel, for a browser draws there but reports a fraction, and a click would miss by one.
 */
export function keepActualSize(picture: HTMLElement, size: () => Size | null): Dispose {
  const fit = (): void => {
    const { width, height } = size() ?? { width: 0, height: 0 };
    picture.style.width = `${width / devicePixelRatio}px`;
    picture.style.height = `${height / devicePixelRatio}px`;
    picture.style.margin = '0';
    const { left, top } = picture.getBoundingClientRect();
    picture.style.margin = `${Math.ceil(top) - top}px 0 0 ${Math.ceil(left) - left}px`;
  };
  fit();
  const listening = new AbortController();
  const { signal } = listening;
  // The window changed its size, or moved to a display of another scale.
  window.addEventListener('resize', fit, { signal });
  // What stands above it changed its height.
  const resizing = new ResizeObserver(fit);
  const scroller = scrollerOf(picture);
  if (scroller !== null) resizing.observe(scroller);
  return () => {
    listening.abort();
    resizing.disconnect();
    for (const property of ['width', 'height', 'margin']) picture.style.removeProperty(property);
  };
}

function scrollerOf(element: HTMLElement): HTMLElement | null {
  const { parentElement } = element;
  if (parentElement === null || getComputedStyle(parentElement).overflowY === 'auto') return parentElement;
  return scrollerOf(parentElement);
}
