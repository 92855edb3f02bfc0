/** Where a relay is, from what a person gives: `https://help.example.org`, `help.example.org` or a `wss://` address. */
export type RelayTarget = {
  readonly socketUrl: string;
  /** The host that a console signs to log in (KEY3), with its port where that is not the scheme's own. */
  readonly host: string;
};

const schemes: Readonly<Record<string, { readonly socket: string; readonly defaultPort: string }>> = {
  http: { socket: 'ws', defaultPort: '80' },
  ws: { socket: 'ws', defaultPort: '80' },
  https: { socket: 'wss', defaultPort: '443' },
  wss: { socket: 'wss', defaultPort: '443' },
};

/** Null if it is not the address of a relay. A path is not one: a relay has its origin to itself. */
export function parseRelayAddress(text: string): RelayTarget | null {
  const match = /^(?:(https?|wss?):\/\/)?([A-Za-z0-9.-]+|\[[0-9A-Fa-f:.]+\])(?::(\d{1,5}))?\/?(?:ws)?$/.exec(
    text.trim(),
  );
  const name = match?.[2]?.toLowerCase();
  const scheme = schemes[match?.[1] ?? 'https'];
  const port = match?.[3];
  if (name === undefined || scheme === undefined || (port !== undefined && Number(port) > 65_535)) return null;
  const host = port === undefined || port === scheme.defaultPort ? name : `${name}:${port}`;
  return { socketUrl: `${scheme.socket}://${host}/ws`, host };
}
