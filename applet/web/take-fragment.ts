/**
 * Takes what stands behind the # of the address, with the #, and clears it there at once, so that it stays in no history
 * (PIN5). Called before anything else is fetched. Empty where there is nothing.
 */
export function takeFragment(page: Window): string {
  const { hash, pathname } = page.location;
  if (hash !== '') page.history.replaceState(null, '', pathname);
  return hash;
}
