import { environmentName, flagName, settingNames, settings } from '../settings.ts';

/** The text of `--help`. */
export function helpText(): string {
  const rows = settingNames.map((name) => `  --${flagName(name).padEnd(24)}${settings[name].help}`);
  return `Handrail relay: brings technicians and customers together; what they say to each other it cannot read.

  relay [serve]   Start the relay.
  relay init      Make an organisation: its root key and its public key.
  relay certify   Let a technician's console log in.

serve:
${rows.join('\n')}
  --config                  JSON file with settings, by their names: {"port": 7420, "trustProxy": true}.

  Every setting can also be an environment variable, such as ${environmentName('publicUrl')}.
  Flags lead over the environment, the environment over the file.

init:
  --organisation            The organisation's name, as customers see it.
  --data-dir, --data        Where to put the files.

certify:
  --root                    The recovery file that "init" made.
  --device                  The console's public key; the console shows it.
  --technician              The technician's name, as customers see it.
  --days                    How long the certificate is valid. Default 90.
  --permissions             What the technician may ask for, between commas. Default: everything.
`;
}
