import type { ComponentProps } from 'react';
import { Button } from '#shared/ui/controls/button.tsx';
import { ButtonLink } from '#shared/ui/controls/button-link.tsx';

/** Opens the message in the program that sends it. Without a link it is a button that says why it cannot. */
export function OpenMessage(
  props: Omit<ComponentProps<typeof ButtonLink>, 'href'> & {
    readonly link: string | null;
    readonly unavailable: string;
  },
) {
  const { link, unavailable, ...rest } = props;
  return link === null ? <Button {...rest} unavailable={unavailable} /> : <ButtonLink {...rest} href={link} />;
}
